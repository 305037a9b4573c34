//! The packument: all that npm wants to know of a package.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use semver::Version;
use serde_json::{Map, Value, json};

use super::super::search::Found;
use super::super::visit::{Visit, not_found};
use crate::contents::blob::{Blob, Hashes};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::{LATEST, PackageVersion};

use super::names::ASSET;

pub(super) fn answer(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let listed = found.listed();
    let name = package.display_name();
    if listed.is_empty() {
        return Err(not_found(&name));
    }
    let versions =
        listed.iter().map(|version| (version.version.clone(), manifest(visit, package, version)));
    let packument = json!({
        "_id": name,
        "name": name,
        "description": listed.last().and_then(|version| version.details.summary.as_ref()),
        "dist-tags": tags(&found),
        "versions": versions.collect::<Map<_, _>>(),
        "time": times(&listed),
    });
    Ok(Reply::Text(packument.to_string()))
}

/// The manifest of one version, by its text or by a tag. Corepack asks for no more.
pub(super) fn one(
    visit: &Visit<'_>,
    package: &Coordinates,
    selector: &str,
) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let tags = tags(&found);
    let text = tags[selector].as_str().unwrap_or(selector);
    let version = found.listed().into_iter().find(|version| version.version == text);
    let version = version.ok_or_else(|| not_found(selector))?;
    Ok(Reply::Text(manifest(visit, package, version).to_string()))
}

/// The tags whose versions are listed. If no version is tagged as the latest, it is the highest
/// release.
pub(super) fn tags(found: &Found) -> Value {
    let listed = found.listed();
    let mut tags = found.tags();
    tags.retain(|_, tagged| listed.iter().any(|version| version.version == **tagged));
    let highest = listed.iter().max_by_key(|version| rank(&version.version));
    if let Some(highest) = highest.filter(|_| unverified::HIGHEST_IS_LATEST) {
        tags.entry(LATEST).or_insert(&highest.version);
    }
    json!(tags)
}

/// Where a version stands among others: below every release if it is none.
fn rank(version: &str) -> Option<(bool, Version)> {
    let version = Version::parse(version).ok()?;
    Some((version.pre.is_empty(), version))
}

/// The manifest of a version, which leads to its tarball here.
fn manifest(visit: &Visit<'_>, package: &Coordinates, version: &PackageVersion) -> Value {
    let mut manifest = version.details.native.clone();
    let address = format!("{}{}", visit.url(), package.display_name());
    let file = format!("{}-{}.tgz", package.name, version.version);
    manifest["dist"] = version.assets.get(ASSET).map(|content| hashes(content)).unwrap_or_default();
    manifest["dist"]["tarball"] = format!("{address}/-/{file}").into();
    manifest
}

/// The hashes that npm compares a tarball with.
pub(super) fn hashes(content: &Blob) -> Value {
    let Hashes { sha1, sha512, .. } = &content.hashes;
    let digits: Vec<u8> = sha512.bytes().collect();
    let bytes = digits.chunks(2).filter_map(|pair| {
        u8::from_str_radix(std::str::from_utf8(pair).unwrap_or_default(), 16).ok()
    });
    let integrity = format!("sha512-{}", STANDARD.encode(bytes.collect::<Vec<u8>>()));
    json!({ "shasum": sha1, "integrity": integrity })
}

fn times(listed: &[&PackageVersion]) -> Map<String, Value> {
    let published = |version: &&&PackageVersion| version.published;
    let mut times = Map::new();
    for (name, version) in [
        ("created", listed.iter().min_by_key(published)),
        ("modified", listed.iter().max_by_key(published)),
    ] {
        let time = version.and_then(|version| version.published);
        times.extend(time.map(|time| (name.to_owned(), time.iso8601().into())));
    }
    for version in listed {
        let time = version.published.map(|time| time.iso8601().into());
        times.extend(time.map(|time| (version.version.clone(), time)));
    }
    times
}
