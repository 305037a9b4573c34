//! The list of versions to delete, as a file that is reviewed between a dry run and the deletion.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Value as Json, json};

use crate::aws::{PackageId, RepositoryId, VersionSummary};
use crate::framework::diagnostic::{Error, Result};

/// Versions of one package that would be deleted.
pub(super) struct Old {
    pub(super) package: PackageId,
    pub(super) versions: Vec<VersionSummary>,
}

/// How many versions these are.
pub(super) fn count(old: &[Old]) -> usize {
    old.iter().map(|old| old.versions.len()).sum()
}

/// Writes the list for a review.
///
/// # Errors
/// The file cannot be written.
pub(super) fn write(path: &str, repository: &RepositoryId, old: &[Old]) -> Result<()> {
    let versions: Vec<Json> = old.iter().flat_map(entries).collect();
    let list = json!({
        "domain": repository.domain.domain,
        "repository": repository.repository,
        "versions": versions,
    });
    let written = fs::write(path, format!("{list:#}\n"));
    written.map_err(|error| Error::at("plan_file", format!("cannot be written: {error}")))
}

/// Keeps of the versions those that the reviewed list has, with the same revision: what was
/// published again since is another version.
///
/// # Errors
/// The file cannot be read, or is the list of another repository.
pub(super) fn keep(path: &str, repository: &RepositoryId, old: Vec<Old>) -> Result<Vec<Old>> {
    let list = read(path)?;
    let of = (list["domain"].as_str(), list["repository"].as_str());
    if of != (Some(&repository.domain.domain), Some(&repository.repository)) {
        return Err(Error::at("plan_file", "is not the list of this repository"));
    }
    let entries_of_list = list["versions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let reviewed: BTreeSet<Vec<String>> = entries_of_list.iter().map(identity).collect();
    let kept = old.into_iter().map(|mut old| {
        let package = old.package.clone();
        old.versions.retain(|version| reviewed.contains(&identity(&entry(&package, version))));
        old
    });
    Ok(kept.filter(|old| !old.versions.is_empty()).collect())
}

fn read(path: &str) -> Result<Json> {
    let text = fs::read_to_string(path).map_err(|error| {
        let advice = "A run with `dry_run = true` writes it.";
        Error::at("plan_file", format!("cannot be read: {error}. {advice}"))
    })?;
    serde_json::from_str(&text)
        .map_err(|error| Error::at("plan_file", format!("is not valid JSON: {error}")))
}

fn entries(old: &Old) -> impl Iterator<Item = Json> {
    old.versions.iter().map(|version| entry(&old.package, version))
}

fn entry(package: &PackageId, version: &VersionSummary) -> Json {
    json!({
        "format": package.format,
        "namespace": package.namespace.as_deref().unwrap_or_default(),
        "package": package.package,
        "version": version.version,
        "revision": version.revision,
        "status": version.status,
        "origin_type": version.origin.origin_type,
    })
}

/// What an entry stands for. Status and origin are there for the reviewer.
fn identity(entry: &Json) -> Vec<String> {
    let names = ["format", "namespace", "package", "version", "revision"];
    names.map(|name| entry[name].as_str().unwrap_or_default().to_owned()).into()
}
