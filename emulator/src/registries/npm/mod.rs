//! The registry of npm.

mod attachment;
mod manifest;
mod names;
mod packument;
mod publication;
mod tags;

use std::io;
use std::path::Path;

use self::names::{ASSET, coordinates};
use super::package_files::{Offer, files, name, text_in_tar};
use super::visit::{Registry, Visit, not_found};
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry = Registry { format: "npm", answer, offers };

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.as_str();
    if let Some(tags) = path.strip_prefix("-/package/") {
        return tags::answer(visit, tags);
    }
    match (visit.method(), path.split_once("/-/")) {
        ("GET", None) if path == "-/ping" => Ok(Reply::Text("{}".to_owned())),
        ("GET", None) => packument::answer(visit, &coordinates(path)?),
        ("GET", Some((name, file))) => tarball(visit, &coordinates(name)?, file),
        ("PUT", None) => publication::answer(visit, &coordinates(path)?),
        _ => Err(not_found(path)),
    }
}

fn tarball(visit: &Visit<'_>, package: &Coordinates, file: &str) -> Result<Reply, Failure> {
    let version = file.strip_prefix(package.name.as_str()).and_then(|rest| rest.strip_prefix('-'));
    let version = version.and_then(|version| version.strip_suffix(".tgz"));
    visit.fetch(package, version.ok_or_else(|| not_found(file))?, ASSET)
}

/// A public repository holds what `npm pack` makes: `name-1.0.0.tgz` or `scope-name-1.0.0.tgz`.
fn offers(directory: &Path, package: &Coordinates) -> io::Result<Vec<Offer>> {
    let scope = package.namespace.as_ref().map(|scope| format!("{scope}-")).unwrap_or_default();
    let beginning = format!("{scope}{}-", package.name);
    let mut offers = Vec::new();
    for file in files(directory, ".tgz")? {
        if name(&file).starts_with(&beginning) {
            offers.extend(offer(&file)?.filter(|(name, _)| *name == package.display_name()));
        }
    }
    Ok(offers.into_iter().map(|(_, offer)| offer).collect())
}

/// The name of a package in a file, and the version that the file is.
fn offer(file: &Path) -> io::Result<Option<(String, Offer)>> {
    let content = || std::fs::File::open(file);
    let text = text_in_tar(content()?, |path| path.ends_with("package.json"))?.unwrap_or_default();
    let manifest: serde_json::Value = serde_json::from_str(&text).map_err(|error| {
        io::Error::other(format!("package.json of {}: {error}", file.display()))
    })?;
    let readme = text_in_tar(content()?, manifest::is_readme)?;
    let text = |member: &str| manifest[member].as_str().map(str::to_owned);
    let (Some(name), Some(version)) = (text("name"), text("version")) else {
        return Ok(None);
    };
    let details = manifest::details(manifest, readme);
    let (asset, file) = (ASSET.to_owned(), file.to_owned());
    Ok(Some((name, Offer { version, asset, file, details })))
}
