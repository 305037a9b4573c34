//! Assets of package versions: list, and fetch one.

use std::sync::Arc;

use serde_json::Value;

use super::pages::page;
use super::place::Place;
use super::{Call, Download, Handler, Operation, Scope, Terms};
use crate::model::failure::{Code, Failure};
use crate::model::shapes::{
    ASSET_NAME, DOMAIN, DOMAIN_OWNER, FORMAT, NAMESPACE, NEXT_TOKEN, PACKAGE, PACKAGE_REVISION,
    PAGE_SIZE, REPOSITORY, VERSION,
};
use crate::model::{Input, Status, query, unverified};
use crate::state::{PackageVersion, World};

const ASSET: Input = query("asset", "asset", &ASSET_NAME).required();

const REVISION: Input = query("packageVersionRevision", "revision", &PACKAGE_REVISION);

pub(super) const OPERATIONS: &[Operation] = &[
    Operation {
        name: "ListPackageVersionAssets",
        method: "POST",
        path: "/v1/package/version/assets",
        terms: Terms::read(Scope::Package).at_most(200.0),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            VERSION,
            PAGE_SIZE,
            NEXT_TOKEN,
        ],
        handler: Handler::Body(list),
    },
    Operation {
        name: "GetPackageVersionAsset",
        method: "GET",
        path: "/v1/package/version/asset",
        terms: Terms::read(Scope::Package).at_most(50.0),
        inputs: &[
            DOMAIN,
            DOMAIN_OWNER,
            REPOSITORY,
            FORMAT,
            NAMESPACE,
            PACKAGE,
            VERSION,
            ASSET,
            REVISION,
        ],
        handler: Handler::Asset(get),
    },
];

fn list(call: &Call<'_>, world: &mut World) -> Result<Value, Failure> {
    let place = Place::of(call)?;
    let version = place.version(call, world)?;
    let keyed = version
        .assets
        .iter()
        .map(|(name, content)| (vec![name.as_str()], (name.as_str(), content)));
    let describe = PackageVersion::asset_summary;
    let mut answer = page(call, "assets", unverified::ASSETS_PER_PAGE, keyed, describe)?;
    for (member, value) in place.members(version).as_object().into_iter().flatten() {
        answer[member] = value.clone();
    }
    Ok(answer)
}

fn get(call: &Call<'_>, world: &mut World) -> Result<Download, Failure> {
    let place = Place::of(call)?;
    let version = place.version(call, world)?;
    let (name, resource) = (call.text(ASSET), place.resource().version(&version.version));
    if let Some(refusal) = refusal(call, version) {
        return Err(refusal.about(&resource));
    }
    let Some(content) = version.assets.get(name) else {
        let path = place.package.path(&version.version);
        let message = format!("Asset not found. Asset '{name}' of '{path}' does not exist.");
        return Err(Failure::new(Code::NotFound, message).about(&resource.asset(name)));
    };
    let headers = vec![
        ("x-assetname", name.to_owned()),
        ("x-packageversion", version.version.clone()),
        ("x-packageversionrevision", version.revision.clone()),
    ];
    Ok(Download { headers, content: Arc::clone(content) })
}

/// Why the assets of a version cannot be fetched, if they cannot.
fn refusal(call: &Call<'_>, version: &PackageVersion) -> Option<Failure> {
    if version.status == Status::Archived {
        let message = format!("Package version '{}' is archived.", version.version);
        return Some(Failure::new(unverified::ARCHIVED_ASSET, message));
    }
    if let Some(code) =
        unverified::UNFINISHED_ASSET.filter(|_| version.status == Status::Unfinished)
    {
        let message = format!("Package version '{}' is unfinished.", version.version);
        return Some(Failure::new(code, message));
    }
    let other = call.optional(REVISION).filter(|revision| *revision != version.revision)?;
    let message = format!("current revision: {}, expected revision: {other}", version.revision);
    Some(Failure::new(unverified::ASSET_OF_ANOTHER_REVISION, message))
}
