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
    let versions = listed.iter().map(|version| {
        (version.version.clone(), manifest(&format!("{}{name}", visit.url()), package, version))
    });
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

/// The tags whose versions are listed. If no version is tagged as the latest, it is the newest.
pub(super) fn tags(found: &Found) -> Value {
    let listed = found.listed();
    let mut tags = found.tags();
    tags.retain(|_, tagged| listed.iter().any(|version| version.version == **tagged));
    let newest = listed
        .iter()
        .max_by_key(|version| (version.published, Version::parse(&version.version).ok()));
    if let Some(newest) = newest.filter(|_| unverified::NEWEST_IS_LATEST) {
        tags.entry(LATEST).or_insert(&newest.version);
    }
    json!(tags)
}

/// The manifest of a version, which leads to its tarball here.
fn manifest(address: &str, package: &Coordinates, version: &PackageVersion) -> Value {
    let mut manifest = version.details.native.clone();
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
