//! Tags: names of versions, which people set and move.

use super::super::visit::{Visit, failed, not_found, unreadable};
use super::names::coordinates;
use super::packument;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

/// Answers at `{package}/dist-tags` and `{package}/dist-tags/{tag}`.
pub(super) fn answer(visit: &Visit<'_>, path: &str) -> Result<Reply, Failure> {
    let (package, tag) = path.split_once("/dist-tags").ok_or_else(|| not_found(path))?;
    let package = coordinates(package)?;
    match (visit.method(), tag.strip_prefix('/')) {
        ("GET", None) => list(visit, &package),
        ("PUT" | "POST", Some(tag)) => set(visit, &package, tag, Some(&version(visit)?)),
        ("DELETE", Some(tag)) => set(visit, &package, tag, None),
        _ => Err(not_found(path)),
    }
}

fn list(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    match found.listed().is_empty() {
        true => Err(not_found(&package.display_name())),
        false => Ok(Reply::Text(packument::tags(&found).to_string())),
    }
}

/// The version in the body, which is a JSON text.
fn version(visit: &Visit<'_>) -> Result<String, Failure> {
    serde_json::from_reader(visit.body()?.open().map_err(failed)?).map_err(unreadable)
}

/// Sets or removes a tag in the repository itself; the tag then names the version there.
fn set(
    visit: &Visit<'_>,
    package: &Coordinates,
    tag: &str,
    version: Option<&str>,
) -> Result<Reply, Failure> {
    visit.amend(package, |held| {
        match version {
            Some(version) => {
                held.version(version).ok_or_else(|| not_found(version))?;
                held.tags.insert(tag.to_owned(), version.to_owned());
            }
            None => {
                held.tags.remove(tag).ok_or_else(|| not_found(tag))?;
            }
        }
        Ok(())
    })?;
    Ok(Reply::Text("{}".to_owned()))
}
