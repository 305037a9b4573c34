//! What a package version holds: assets, a readme, dependencies.

use std::fmt::Display;
use std::io::Write;

use aws_sdk_codeartifact::error::DisplayErrorContext;
use aws_sdk_codeartifact::types::{self, HashAlgorithm};

use super::package_versions::GONE;
use crate::aws::calls::pages::Page;
use crate::aws::calls::{Call, about, call};
use crate::aws::client::{Aws, Streamed};
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::PackageVersionId;
use crate::aws::names::content::{Digest, Hashing};

/// An asset in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct AssetSummary {
    /// Name.
    pub name: String,
    /// Size in bytes.
    pub size: i64,
    /// SHA-256 in lowercase hexadecimal digits; empty if the service has none.
    pub sha256: String,
    /// All hashes, by the name of the algorithm.
    pub hashes: Vec<(String, String)>,
}

/// An asset, downloaded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Downloaded {
    /// Revision of the version that it is from.
    pub revision: String,
    /// What came.
    pub digest: Digest,
}

/// A readme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Readme {
    /// The text.
    pub text: String,
    /// Revision of the version that it is from.
    pub revision: String,
}

/// What a version depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// Namespace, if there is one.
    pub namespace: Option<String>,
    /// Name of the package.
    pub package: String,
    /// Kind of dependency, such as `regular` or `dev`.
    pub dependency_type: String,
    /// Versions that are good, in the words of the format.
    pub version_requirement: String,
}

impl Aws {
    /// The assets of a version; `None` if it does not exist.
    pub(crate) async fn list_assets(
        &self,
        id: &PackageVersionId,
    ) -> Result<Option<Vec<AssetSummary>>> {
        match self.all(|token| self.assets_page(id, token)).await {
            Err(error) if error.says_absent(&GONE) => Ok(None),
            found => found.map(Some),
        }
    }

    /// Writes an asset to `sink` in pieces, from the newest revision or from `revision`.
    pub(crate) async fn download_asset(
        &self,
        id: &PackageVersionId,
        asset: &str,
        revision: Option<&str>,
        sink: &mut (dyn Write + Send),
    ) -> Result<Downloaded> {
        let call = Call::new("get_package_version_asset", id).part(asset);
        let client = self.client(self.region_of(id.package.region()));
        let answer = self
            .call(call, |attempts| {
                about!(version id, client.get_package_version_asset())
                    .asset(asset)
                    .set_package_version_revision(revision.map(str::to_owned))
                    .customize()
                    .config_override(attempts.interceptor(Streamed))
                    .send()
            })
            .await?;
        let broken = |cause: &dyn Display| {
            let kind = if self.stop().is_cancelled() { Kind::Stopped } else { Kind::Network };
            let text = format!("The asset {id}/{asset} was not downloaded completely: {cause}.");
            Error::new(kind, text)
        };
        let mut hashing = Hashing::new(sink);
        let mut body = answer.asset;
        while let Some(piece) = body.next().await {
            let piece = piece.map_err(|error| broken(&DisplayErrorContext(error)))?;
            hashing.write_all(&piece).map_err(|error| broken(&error))?;
        }
        let revision = answer.package_version_revision.unwrap_or_default();
        Ok(Downloaded { revision, digest: hashing.digest() })
    }

    /// The readme of a version; `None` where it has none, or does not exist.
    pub(crate) async fn version_readme(&self, id: &PackageVersionId) -> Result<Option<Readme>> {
        let answer = call!(self, version(id), get_package_version_readme()).await;
        match answer {
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            answer => {
                let found = answer?;
                let text = found.readme.unwrap_or_default();
                Ok(Some(Readme { text, revision: found.version_revision.unwrap_or_default() }))
            }
        }
    }

    /// What a version depends on.
    pub(crate) async fn list_dependencies(&self, id: &PackageVersionId) -> Result<Vec<Dependency>> {
        self.all(|token| self.dependencies_page(id, token)).await
    }

    async fn dependencies_page(
        &self,
        id: &PackageVersionId,
        next: Option<String>,
    ) -> Result<Page<Dependency>> {
        let answer =
            call!(self, version(id), list_package_version_dependencies().set_next_token(next))
                .await?;
        let page = answer.dependencies.unwrap_or_default().into_iter().map(dependency).collect();
        Ok((page, answer.next_token))
    }

    async fn assets_page(
        &self,
        id: &PackageVersionId,
        next: Option<String>,
    ) -> Result<Page<AssetSummary>> {
        let answer =
            call!(self, version(id), list_package_version_assets().set_next_token(next)).await?;
        let page = answer.assets.unwrap_or_default().into_iter().map(asset).collect();
        Ok((page, answer.next_token))
    }
}

fn asset(found: types::AssetSummary) -> AssetSummary {
    let hashes = found.hashes.unwrap_or_default();
    let sha256 = hashes.get(&HashAlgorithm::Sha256).cloned().unwrap_or_default();
    let hashes = hashes.into_iter().map(|(algorithm, hash)| (algorithm.to_string(), hash));
    AssetSummary {
        name: found.name,
        size: found.size.unwrap_or_default(),
        sha256,
        hashes: hashes.collect(),
    }
}

fn dependency(found: types::PackageDependency) -> Dependency {
    Dependency {
        namespace: found.namespace.filter(|namespace| !namespace.is_empty()),
        package: found.package.unwrap_or_default(),
        dependency_type: found.dependency_type.unwrap_or_default(),
        version_requirement: found.version_requirement.unwrap_or_default(),
    }
}
