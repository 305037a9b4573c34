//! `maven-metadata.xml`: which versions of a package there are, which builds of a snapshot, which
//! plugins in a group.

use roxmltree::Node;

use super::super::visit::{Visit, not_found, unreadable};
use super::super::xml;
use super::order::compare;
use super::path::{METADATA, build_of, is_snapshot};
use super::pom::PACKAGING;
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::state::Package;
use crate::wire::answer::escape;

/// The comment if an upstream repository no longer exists (seen by users).
const NOTICE: &str = "A repository referenced in your upstream graph no longer exists. To fix this issue, use the \
    UpdateRepository API with your new desired upstream configuration. Note that if an upstream repository was deleted \
    and recreated using the same name, UpdateRepository must still be called.";

/// The list of the versions that are found, in their order, and of the plugins where the path is
/// that of a group. It is created again each time: the list of a client is not passed on.
pub(super) fn list(visit: &Visit<'_>, package: &Coordinates) -> Result<String, Failure> {
    let parts = [versions(visit, package)?, plugins(visit, package)?].concat();
    if parts.is_empty() {
        return Err(not_found(&package.path(METADATA)));
    }
    let is_noted = unverified::DEAD_UPSTREAM_IS_NOTED && visit.misses_an_upstream()?;
    let notice = if is_noted { format!("<!-- {NOTICE} -->\n") } else { String::new() };
    let head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    Ok(format!("{head}{notice}<metadata modelVersion=\"1.1.0\">\n{parts}</metadata>\n"))
}

/// The versions; nothing where there are none.
fn versions(visit: &Visit<'_>, package: &Coordinates) -> Result<String, Failure> {
    let found = visit.search(package)?;
    let mut listed = found.listed();
    listed.sort_by(|one, other| compare(&one.version, &other.version));
    let Some(updated) = listed.iter().filter_map(|version| version.published).max() else {
        return Ok(String::new());
    };
    let texts: Vec<&str> = listed.iter().map(|version| version.version.as_str()).collect();
    let release = texts.iter().rev().find(|version| !is_snapshot(version));
    let each = texts.iter().map(|version| format!("      {}\n", element("version", version)));
    Ok(format!(
        "  {}\n  {}\n  <versioning>\n    {}\n{}    <versions>\n{}    </versions>\n    {}\n  </versioning>\n",
        element("groupId", package.namespace.as_deref().unwrap_or_default()),
        element("artifactId", &package.name),
        element("latest", texts.last().unwrap_or(&"")),
        release.map(|version| format!("    {}\n", element("release", version))).unwrap_or_default(),
        each.collect::<String>(),
        element("lastUpdated", &updated.digits()),
    ))
}

/// The plugins of the group whose path this is, by the prefixes that their names have; nothing
/// where there are none.
fn plugins(visit: &Visit<'_>, path: &Coordinates) -> Result<String, Failure> {
    let Coordinates { namespace, name, .. } = path;
    let group = format!("{}.{name}", namespace.as_deref().unwrap_or_default());
    let is_plugin = |held: &Package| {
        let mut offered = held.versions().filter(|version| version.is_offered());
        held.coordinates.namespace.as_ref() == Some(&group)
            && offered.any(|version| version.details.native[PACKAGING] == "maven-plugin")
    };
    let plugins = visit.packages(|_, held| unverified::GROUP_LISTS_PLUGINS && is_plugin(held))?;
    let each = plugins.iter().map(|Coordinates { name, .. }| {
        let elements = [("name", name), ("prefix", &prefix(name)), ("artifactId", name)];
        let elements = elements.map(|(name, text)| element(name, text)).concat();
        format!("    <plugin>{elements}</plugin>\n")
    });
    let each: String = each.collect();
    Ok(if each.is_empty() { each } else { format!("  <plugins>\n{each}  </plugins>\n") })
}

/// The prefix of the goals of a plugin: its name without the words `maven` and `plugin`.
fn prefix(name: &str) -> String {
    let words = name.split('-').filter(|word| !["maven", "plugin"].contains(word));
    words.collect::<Vec<_>>().join("-")
}

fn element(name: &str, text: &str) -> String {
    format!("<{name}>{}</{name}>", escape(text))
}

/// Whether what a client puts is the list of the plugins of a group.
pub(super) fn is_of_plugins(text: &str) -> Result<bool, Failure> {
    let read = |metadata: Node<'_, '_>| {
        let is_there = |name| xml::at(metadata, &[name]).is_some();
        Some(is_there("plugins") && !is_there("versioning"))
    };
    xml::read(text, read, "The list of plugins")
}

/// The versions that a client lists. The list must be that of the package at whose path it is put
/// (seen by users).
pub(super) fn listed_versions(text: &str, package: &Coordinates) -> Result<Vec<String>, Failure> {
    let read = |metadata: Node<'_, '_>| {
        let versions = xml::at(metadata, &["versioning", "versions"])?;
        let each = xml::all(versions, "version").filter_map(|version| version.text());
        let each: Vec<String> = each.map(|version| version.trim().to_owned()).collect();
        Some((xml::text_at(metadata, &["groupId"]), xml::text_at(metadata, &["artifactId"]), each))
    };
    let (group, artifact, versions) = xml::read(text, read, "The list of versions")?;
    let is_other = |named: Option<String>, own: &str| named.is_some_and(|named| named != own);
    let own_group = package.namespace.as_deref().unwrap_or_default();
    match is_other(group, own_group) || is_other(artifact, &package.name) {
        true => Err(unreadable("The list of versions is of another package than its path.")),
        false => Ok(versions),
    }
}

/// The newest build of a snapshot, as a client declares it.
pub(super) fn newest_build(text: &str, snapshot: &str) -> Result<String, Failure> {
    let read = |metadata: Node<'_, '_>| {
        let newest = xml::at(metadata, &["versioning", "snapshot"])?;
        let time = xml::text_at(newest, &["timestamp"])?;
        Some(build_of(snapshot, &time, &xml::text_at(newest, &["buildNumber"])?))
    };
    xml::read(text, read, "The list of builds")
}
