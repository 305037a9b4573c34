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
use super::package_files::{Offer, files, name};
use super::tar_files::text_in_tar;
use super::visit::{Registry, Visit, not_found};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry = Registry { format: "npm", answer, offers };

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.as_str();
    if let Some(tags) = path.strip_prefix("-/package/") {
        return tags::answer(visit, tags);
    }
    if path.contains("/-rev/") {
        return Err(unpublishing());
    }
    match (visit.method(), path.split_once("/-/")) {
        ("GET", None) if path == "-/ping" => Ok(Reply::Text("{}".to_owned())),
        ("GET", None) => match selected(path) {
            Some((name, selector)) => packument::one(visit, &coordinates(name)?, selector),
            None => packument::answer(visit, &coordinates(path)?),
        },
        ("GET", Some((name, file))) => tarball(visit, &coordinates(name)?, file),
        ("PUT", None) => publication::answer(visit, &coordinates(path)?),
        _ => Err(not_found(path)),
    }
}

/// The refusal of what `npm unpublish` asks for, which the service does not support (user guide).
/// npm takes a package that is not found for one that it has removed.
fn unpublishing() -> Failure {
    let message =
        "npm unpublish is not supported. Delete package versions with DeletePackageVersions.";
    Failure::with_status("MethodNotAllowed", unverified::NPM_UNPUBLISH, message)
}

/// The name of a package and what selects one of its versions, if there is something behind the
/// name.
fn selected(path: &str) -> Option<(&str, &str)> {
    let scope = path.strip_prefix('@').map_or(0, |rest| rest.find('/').map_or(0, |at| at + 2));
    let end = scope + path[scope..].find('/')?;
    Some((&path[..end], &path[end + 1..]))
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
    let is_manifest = |path: &[&str]| matches!(path, [_, "package.json"]);
    let text = text_in_tar(content()?, is_manifest)?.unwrap_or_default();
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

#[cfg(test)]
mod tests {
    use super::selected;

    #[test]
    fn a_version_or_a_tag_stands_behind_the_name() {
        assert_eq!(selected("pad"), None);
        assert_eq!(selected("@team/pad"), None);
        assert_eq!(selected("pad/1.0.0"), Some(("pad", "1.0.0")));
        assert_eq!(selected("@team/pad/latest"), Some(("@team/pad", "latest")));
    }
}
