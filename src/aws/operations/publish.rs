//! Publishing generic versions, asset by asset.

use std::path::Path;

use aws_runtime::auth::PayloadSigningOverride;
use aws_sdk_codeartifact::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_codeartifact::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_codeartifact::error::BoxError;
use aws_sdk_codeartifact::primitives::ByteStream;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_types::timeout::TimeoutConfig;

use super::adoption::already_exists;
use super::package_contents::AssetSummary;
use crate::aws::calls::{Call, about};
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::{Content, Digest, PackageVersionId};

/// One asset to publish.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asset<'a> {
    /// Name.
    pub name: &'a str,
    /// Content.
    pub content: &'a Content,
    /// What the content is.
    pub digest: &'a Digest,
}

impl Aws {
    /// Publishes an asset. `unfinished` leaves the version open for others; otherwise it is
    /// published with this one, and closed. Where an attempt went unanswered, an asset that is
    /// there with the same hash is ours.
    pub(crate) async fn publish_asset(
        &self,
        id: &PackageVersionId,
        asset: Asset<'_>,
        unfinished: bool,
    ) -> Result<()> {
        match self.send_asset(id, asset, unfinished).await {
            Err(error) if error.in_doubt() && self.has_asset(id, asset, unfinished).await => Ok(()),
            Err(conflict) if conflict.kind() == Kind::Conflict => Err(self.is_there(id, conflict)),
            answer => answer,
        }
    }

    /// Demands that there is no such version. One that another user has begun would take our
    /// assets, and be published with them.
    pub(crate) async fn must_be_new(&self, id: &PackageVersionId) -> Result<()> {
        let Some(found) = self.describe_version(id).await? else { return Ok(()) };
        let text = format!("Version {id} exists, with the status {}.", found.status);
        Err(self.is_there(id, Error::new(Kind::Conflict, text)))
    }

    fn is_there(&self, id: &PackageVersionId, conflict: Error) -> Error {
        already_exists(conflict, "codeartifact_package_version", &id.import_id(self.region()))
    }

    async fn send_asset(
        &self,
        id: &PackageVersionId,
        asset: Asset<'_>,
        unfinished: bool,
    ) -> Result<()> {
        let body = body(asset.content).await?.into_inner();
        let call = Call::new("publish_package_version", id).part(asset.name);
        let client = self.client(self.region_of(id.package.region()));
        let again = || {
            let body = body.try_clone().expect("bytes and files can be read once more");
            ByteStream::new(body)
        };
        // A big asset takes longer than an answer may; what stalls is given up by the SDK's own
        // protection.
        let patient = TimeoutConfig::builder().disable_read_timeout().build();
        let signed = SignedHash(asset.digest.sha256.clone());
        self.call(call, |attempts| {
            about!(version id, client.publish_package_version())
                .asset_name(asset.name)
                .asset_sha256(&asset.digest.sha256)
                .asset_content(again())
                .set_unfinished(unfinished.then_some(true))
                .customize()
                .config_override(
                    attempts.timeout_config(patient.clone()).interceptor(signed.clone()),
                )
                .send()
        })
        .await?;
        Ok(())
    }

    /// Whether the version has the asset, and is as open or closed as the call would have left it.
    async fn has_asset(&self, id: &PackageVersionId, asset: Asset<'_>, unfinished: bool) -> bool {
        let found = tokio::try_join!(self.describe_version(id), self.list_assets(id));
        let Ok((Some(version), Some(assets))) = found else { return false };
        let is_ours =
            |found: &AssetSummary| found.name == asset.name && found.sha256 == asset.digest.sha256;
        (version.status == "Unfinished") == unfinished && assets.iter().any(is_ours)
    }
}

async fn body(content: &Content) -> Result<ByteStream> {
    match content {
        Content::Bytes(bytes) => Ok(ByteStream::from(bytes.clone())),
        Content::File(path) => {
            ByteStream::from_path(path).await.map_err(|error| unreadable(path, &error))
        }
    }
}

fn unreadable(path: &Path, error: &dyn std::error::Error) -> Error {
    let text = format!("The file `{}` cannot be read: {error}.", path.display());
    Error::misconfigured(text)
}

/// Signs the request with the hash of its content. The SDK would sign a body that comes from a file
/// as `UNSIGNED-PAYLOAD`, although the request carries the hash, and the signature could not be
/// verified.
#[derive(Clone, Debug)]
struct SignedHash(String);

#[dyn_dispatch_hint]
impl Intercept for SignedHash {
    fn name(&self) -> &'static str {
        "signed hash"
    }

    fn modify_before_signing(
        &self,
        _context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        bag: &mut ConfigBag,
    ) -> std::result::Result<(), BoxError> {
        let hash = PayloadSigningOverride::Precomputed(self.0.clone());
        bag.interceptor_state().store_put(hash);
        Ok(())
    }
}
