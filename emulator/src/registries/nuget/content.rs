//! The content of packages: which versions there are, each as a package and as its nuspec.

use serde_json::json;

use super::super::package_files::text_in_zip;
use super::super::visit::{Visit, failed, not_found};
use super::manifest;
use super::names::{asset, coordinates};
use super::versions::some_versions;
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::{Coordinates, kept_version};
use crate::operations::Reply;

pub(super) fn answer(visit: &Visit<'_>, words: &[&str]) -> Result<Reply, Failure> {
    match (visit.method(), words) {
        ("GET", [id, "index.json"]) => index(visit, &coordinates(id)?),
        ("GET", [id, version, file]) => {
            let (package, version) = (coordinates(id)?, kept_version("nuget", version));
            match *file == format!("{id}.nuspec") {
                true => nuspec(visit, &package, &version),
                false => visit.fetch(&package, &version, file),
            }
        }
        _ => Err(not_found(&words.join("/"))),
    }
}

/// The address of a version as a package.
pub(super) fn address(visit: &Visit<'_>, package: &Coordinates, version: &str) -> String {
    let (url, content) = (visit.url(), unverified::NUGET_CONTENT);
    format!("{url}{content}{}/{version}/{}", package.name, asset(package, version))
}

fn index(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let versions = some_versions(visit, package)?;
    let texts: Vec<&str> = versions.iter().map(|version| version.version.as_str()).collect();
    Ok(Reply::Text(json!({ "versions": texts }).to_string()))
}

/// The nuspec of a version. It is not an asset, but a file in the one asset.
fn nuspec(visit: &Visit<'_>, package: &Coordinates, version: &str) -> Result<Reply, Failure> {
    let package = visit.peek(package, version, &asset(package, version))?;
    let file = package.content.open().map_err(failed)?;
    let text = text_in_zip(file, manifest::is_nuspec).map_err(failed)?;
    Ok(Reply::Document("text/xml", text.ok_or_else(|| not_found(version))?))
}
