//! What the Swift Package Manager reads of a package: its releases, one of them, its manifest, and
//! its source.

use serde_json::{Map, Value, json};

use super::super::package_files::text_in_zip;
use super::super::visit::{Visit, failed, not_found};
use super::names::ASSET;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

/// All releases, each with its address.
pub(super) fn list(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let address = |version: &str| format!("{}{}", visit.url(), package.path(version));
    let releases: Map<String, Value> = found
        .listed()
        .into_iter()
        .map(|release| (release.version.clone(), json!({ "url": address(&release.version) })))
        .collect();
    match releases.is_empty() {
        true => Err(not_found(&package.name)),
        false => Ok(Reply::Text(json!({ "releases": releases }).to_string())),
    }
}

/// What is said of one release.
pub(super) fn one(
    visit: &Visit<'_>,
    package: &Coordinates,
    version: &str,
) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let (_, release) = found.version(version).ok_or_else(|| not_found(version))?;
    let content = release.assets.get(ASSET).filter(|_| release.is_offered());
    let content = content.ok_or_else(|| not_found(version))?;
    let scope = package.namespace.as_deref().unwrap_or_default();
    let release = json!({
        "id": format!("{scope}.{}", package.name),
        "version": version,
        "resources": [{
            "name": "source-archive",
            "type": "application/zip",
            "checksum": content.sha256(),
        }],
        "metadata": release.details.native,
        "publishedAt": release.published.map(|time| time.iso8601()),
    });
    Ok(Reply::Text(release.to_string()))
}

/// The source of a release.
pub(super) fn archive(
    visit: &Visit<'_>,
    package: &Coordinates,
    version: &str,
) -> Result<Reply, Failure> {
    let name = format!("attachment; filename=\"{}-{version}.zip\"", package.name);
    let headers =
        vec![("content-type", "application/zip".to_owned()), ("content-disposition", name)];
    Ok(Reply::With(headers, Box::new(visit.fetch(package, version, ASSET)?)))
}

/// The manifest of a release, or the one for a version of Swift. It is not an asset, but a file in
/// the one asset.
pub(super) fn manifest(
    visit: &Visit<'_>,
    package: &Coordinates,
    version: &str,
) -> Result<Reply, Failure> {
    let asked = visit.request.query.iter().find(|(name, _)| name == "swift-version");
    let special = asked.map(|(_, swift)| format!("Package@swift-{swift}.swift"));
    let content = visit.peek(package, version, ASSET)?.content;
    let text = |name: &str| {
        let is_meant = |path: &str| path.split_once('/').map_or(path, |(_, rest)| rest) == name;
        content.open().and_then(|file| text_in_zip(file, is_meant)).map_err(failed)
    };
    let found = special.map_or(Ok(None), |name| text(&name))?;
    let found = found.map_or_else(|| text("Package.swift"), |text| Ok(Some(text)))?;
    Ok(Reply::Document("text/x-swift", found.ok_or_else(|| not_found(version))?))
}
