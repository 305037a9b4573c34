//! `maven-metadata.xml`: which versions of a package there are, and which builds of a snapshot.

use roxmltree::Node;

use super::super::{Visit, not_found, xml};
use super::order::compare;
use super::path::{build_of, is_snapshot};
use crate::answer::escape;
use crate::coordinates::Coordinates;
use crate::failure::Failure;

/// The list of the versions that are found, in their order. It is made anew each time: no client's is handed on.
pub(super) fn versions(visit: &Visit<'_>, package: &Coordinates) -> Result<String, Failure> {
    let found = visit.search(package)?;
    let mut listed = found.listed();
    listed.sort_by(|one, other| compare(&one.version, &other.version));
    let updated = listed.iter().filter_map(|version| version.published).max();
    let updated = updated.ok_or_else(|| not_found(&package.path("maven-metadata.xml")))?;
    let texts: Vec<&str> = listed.iter().map(|version| version.version.as_str()).collect();
    let release = texts.iter().rev().find(|version| !is_snapshot(version));
    let one = |name: &str, text: &str| format!("<{name}>{}</{name}>", escape(text));
    let each = texts.iter().map(|version| format!("      {}\n", one("version", version)));
    Ok(format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata modelVersion=\"1.1.0\">\n  {}\n  {}\n  \
         <versioning>\n    {}\n{}    <versions>\n{}    </versions>\n    {}\n  </versioning>\n</metadata>\n",
        one("groupId", package.namespace.as_deref().unwrap_or_default()),
        one("artifactId", &package.name),
        one("latest", texts.last().unwrap_or(&"")),
        release.map(|version| format!("    {}\n", one("release", version))).unwrap_or_default(),
        each.collect::<String>(),
        one("lastUpdated", &updated.digits()),
    ))
}

/// The versions that a client lists.
pub(super) fn told_versions(text: &str) -> Result<Vec<String>, Failure> {
    let read = |metadata: Node<'_, '_>| {
        let versions = xml::at(metadata, &["versioning", "versions"])?;
        let each = xml::all(versions, "version").filter_map(|version| version.text());
        Some(each.map(|version| version.trim().to_owned()).collect())
    };
    xml::read(text, read, "The list of versions")
}

/// The newest build of a snapshot, as a client tells it.
pub(super) fn told_build(text: &str, snapshot: &str) -> Result<String, Failure> {
    let read = |metadata: Node<'_, '_>| {
        let newest = xml::at(metadata, &["versioning", "snapshot"])?;
        let time = xml::text_at(newest, &["timestamp"])?;
        Some(build_of(snapshot, &time, &xml::text_at(newest, &["buildNumber"])?))
    };
    xml::read(text, read, "The list of builds")
}
