//! Publishing versions of generic packages, one asset a call.

use std::sync::Arc;

use serde_json::Value;

use super::place::Place;
use super::{Call, Handler, Operation, Scope, Terms};
use crate::contents::blob::Blob;
use crate::model::failure::{Code, Failure, Reason};
use crate::model::shapes::{
    ASSET_NAME, DOMAIN, DOMAIN_OWNER, FLAG, FORMAT, NAMESPACE, PACKAGE, REPOSITORY, SHA256, VERSION,
};
use crate::model::{Input, Status, header, matches, payload, query, unverified};
use crate::state::{Origin, Package, PackageVersion, World};

const NAME: Input = query("assetName", "asset", &ASSET_NAME).required();
const HASH: Input = header("assetSHA256", "x-amz-content-sha256", &SHA256).required();
const UNFINISHED: Input = query("unfinished", "unfinished", &FLAG);

pub(super) const OPERATIONS: &[Operation] = &[Operation {
    name: "PublishPackageVersion",
    method: "POST",
    path: "/v1/package/version/publish",
    terms: Terms::write(Scope::Package).at_most(10.0),
    inputs: &[
        DOMAIN,
        DOMAIN_OWNER,
        REPOSITORY,
        FORMAT,
        NAMESPACE,
        PACKAGE,
        VERSION,
        payload("assetContent"),
        NAME,
        HASH,
        UNFINISHED,
    ],
    handler: Handler::Body(publish),
}];

/// What an asset may be called (user guide): letters and digits, some signs, and single spaces
/// within.
const NAME_RULE: &str =
    r"[\p{L}\p{Nl}\p{Nd}~!@^&()\-_+\[\]{};,.`]+( [\p{L}\p{Nl}\p{Nd}~!@^&()\-_+\[\]{};,.`]+)*";

fn publish(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let publication = Publication { place: Place::of(call)?, content: checked(call)?, call };
    let place = &publication.place;
    let domain = world.domain_mut(&place.domain)?;
    let resource = place.resource().version(call.text(VERSION));
    let join = |package: &mut Package| {
        publication.join(package).map_err(|refusal| refusal.about(&resource))
    };
    let version = domain.publish(place.repository, &place.package, join)?;
    Ok(publication.answer(&version))
}

/// The content, if it has the hash that the caller declares.
fn checked<'a>(call: &'a Call<'_>) -> Result<&'a Arc<Blob>, Failure> {
    if call.text(FORMAT) != "generic" {
        let message = "Only packages of format 'generic' can be published by this operation.";
        return Err(Failure::validation(Reason::Field, message));
    }
    let name = call.text(NAME);
    if !matches(NAME_RULE, name) || matches(r"\.\.?", name) {
        let message = format!("The asset name '{name}' has characters that it cannot have.");
        return Err(Failure::validation(Reason::Field, message));
    }
    let content = call.upload.expect("the request of an operation with a payload has one");
    let declared = call.text(HASH);
    if declared == content.sha256() {
        return Ok(content);
    }
    let message = format!(
        "The provided content hashes do not match the calculated content hashes. Hash algorithm 'SHA-256', \
         Expected hash '{declared}', Actual hash '{}'.",
        content.sha256()
    );
    Err(Failure::validation(Reason::Field, message))
}

/// One asset on its way into a version.
struct Publication<'a> {
    call: &'a Call<'a>,
    place: Place<'a>,
    content: &'a Arc<Blob>,
}

impl Publication<'_> {
    /// The version with the asset, unless the version is closed to it.
    fn join(&self, package: &Package) -> Result<PackageVersion, Failure> {
        let version = self.call.text(VERSION);
        let origin = || Origin::Published { repository: self.place.repository.to_owned() };
        match package.version(version) {
            None => self.extend(PackageVersion::unfinished(version, origin())),
            Some(open) if open.status == Status::Unfinished => self.extend(open.clone()),
            Some(closed) if unverified::FINISHED_VERSION_TAKES_ITS_OWN && self.is_in(closed) => {
                Ok(closed.clone())
            }
            Some(closed) => Err(self.closed(closed)),
        }
    }

    /// Whether a version has the asset already.
    fn is_in(&self, version: &PackageVersion) -> bool {
        let there = version.assets.get(self.call.text(NAME));
        there.is_some_and(|there| there.sha256() == self.content.sha256())
    }

    fn closed(&self, version: &PackageVersion) -> Failure {
        let path = self.place.package.path(&version.version);
        let message = format!(
            "Cannot update existing generic package version '{path}' with status '{}'. \
             Only 'Unfinished' package versions can be updated.",
            version.status.name()
        );
        Failure::new(Code::Conflict, message)
    }

    /// Adds the asset.
    fn extend(&self, mut version: PackageVersion) -> Result<PackageVersion, Failure> {
        version.add(self.call.text(NAME), self.content)?;
        version.has_room(self.call.settings.quotas.assets_per_version)?;
        if !self.call.flag(UNFINISHED) {
            version.publish(self.call.now);
        }
        Ok(version)
    }

    fn answer(&self, version: &PackageVersion) -> Value {
        let mut answer = self.place.members(version);
        answer["status"] = version.status.name().into();
        let asset = (self.call.text(NAME), self.content);
        answer["asset"] = PackageVersion::asset_summary(asset);
        answer
    }
}
