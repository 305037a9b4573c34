//! Registrations: what is known of the versions of a package.

use serde_json::{Value, json};

use super::super::visit::{Visit, not_found};
use super::content;
use super::names::coordinates;
use super::versions::{is_listed, some_versions, versions};
use crate::model::failure::Failure;
use crate::names::coordinates::{Coordinates, kept_version};
use crate::operations::Reply;
use crate::state::PackageVersion;

/// Where registrations are, below the address of a repository.
pub(super) const PATH: &str = "v3/registration4/";

pub(super) fn answer(visit: &Visit<'_>, words: &[&str]) -> Result<Reply, Failure> {
    let document = match (visit.method(), words) {
        ("GET", [id, "index.json"]) => index(visit, &coordinates(id)?),
        ("GET", [id, file]) => {
            let version = file.strip_suffix(".json").ok_or_else(|| not_found(file))?;
            document(visit, &coordinates(id)?, &kept_version("nuget", version))
        }
        _ => Err(not_found(&visit.endpoint.rest)),
    };
    Ok(Reply::Text(document?.to_string()))
}

/// The address of the index of a package.
pub(super) fn address(visit: &Visit<'_>, package: &Coordinates) -> String {
    format!("{}{PATH}{}/index.json", visit.url(), package.name)
}

/// The address of what is known of a version.
pub(super) fn address_of(visit: &Visit<'_>, package: &Coordinates, version: &str) -> String {
    format!("{}{PATH}{}/{version}.json", visit.url(), package.name)
}

/// All versions, in one page.
fn index(visit: &Visit<'_>, package: &Coordinates) -> Result<Value, Failure> {
    let (versions, address) = (some_versions(visit, package)?, address(visit, package));
    let leaves: Vec<Value> = versions.iter().map(|version| leaf(visit, package, version)).collect();
    let page = json!({
        "@id": format!("{address}#page"),
        "count": leaves.len(),
        "items": leaves,
        "lower": versions.first().map(|version| &version.version),
        "parent": address,
        "upper": versions.last().map(|version| &version.version),
    });
    Ok(json!({ "@id": address, "count": 1, "items": [page] }))
}

/// A version as the index of its package shows it.
fn leaf(visit: &Visit<'_>, package: &Coordinates, version: &PackageVersion) -> Value {
    let own = address_of(visit, package, &version.version);
    let content = content::address(visit, package, &version.version);
    let mut entry = version.details.native.clone();
    entry["@id"] = format!("{own}#entry").into();
    if entry["id"].is_null() {
        entry["id"] = package.name.clone().into();
    }
    entry["version"] = version.version.clone().into();
    entry["listed"] = is_listed(version).into();
    entry["published"] = published(version);
    entry["packageContent"] = content.clone().into();
    json!({
        "@id": own,
        "catalogEntry": entry,
        "packageContent": content,
        "registration": address(visit, package),
    })
}

/// A version by itself.
fn document(visit: &Visit<'_>, package: &Coordinates, version: &str) -> Result<Value, Failure> {
    let versions = versions(visit, package)?;
    let found = versions.iter().find(|found| found.version == version);
    let found = found.ok_or_else(|| not_found(&package.path(version)))?;
    let own = address_of(visit, package, version);
    Ok(json!({
        "@id": own,
        "catalogEntry": format!("{own}#entry"),
        "listed": is_listed(found),
        "packageContent": content::address(visit, package, version),
        "published": published(found),
        "registration": address(visit, package),
    }))
}

fn published(version: &PackageVersion) -> Value {
    version.published.map(|time| time.iso8601()).into()
}
