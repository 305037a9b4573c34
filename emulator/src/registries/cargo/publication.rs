//! What cargo publishes: the description of a crate and the crate, each after its length.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::super::publish::Publication;
use super::super::visit::{Visit, unreadable};
use super::names::{asset, coordinates};
use crate::contents::assets::Assets;
use crate::contents::blob::Blob;
use crate::model::failure::Failure;
use crate::operations::Reply;
use crate::state::{Dependency, Details, License};

/// Bytes that the description of a crate may have.
const TEXT_LIMIT: u32 = 16 << 20;

pub(super) fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let body = visit.body()?.open().map_err(unreadable)?;
    let (description, content) = read(body, &visit.shared.assets).map_err(unreadable)?;
    let (Some(name), Some(version)) = (description["name"].as_str(), description["vers"].as_str())
    else {
        return Err(unreadable("The description has no name and version."));
    };
    visit.publish(Publication {
        package: coordinates(name)?,
        version: version.to_owned(),
        asset: asset(name, version),
        content: Arc::new(content),
        details: Some(details(&description)),
        tags: BTreeMap::new(),
        is_last: true,
    })?;
    let none: [&str; 0] = [];
    let warnings = json!({ "invalid_categories": none, "invalid_badges": none, "other": none });
    Ok(Reply::Text(json!({ "warnings": warnings }).to_string()))
}

fn read(mut body: impl Read, home: &Arc<Assets>) -> io::Result<(Value, Blob)> {
    let length = length(&mut body)?;
    if length > TEXT_LIMIT {
        return Err(io::Error::other("the description is too long"));
    }
    let mut text = Vec::new();
    body.by_ref().take(length.into()).read_to_end(&mut text)?;
    let description = serde_json::from_slice(&text)?;
    let length = self::length(&mut body)?;
    let content = Blob::copy(body.take(length.into()), home)?;
    match content.size == u64::from(length) {
        true => Ok((description, content)),
        false => Err(io::ErrorKind::UnexpectedEof.into()),
    }
}

fn length(body: &mut impl Read) -> io::Result<u32> {
    let mut bytes = [0; 4];
    body.read_exact(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes))
}

/// The details of a version out of the description that cargo publishes.
pub(super) fn details(description: &Value) -> Details {
    let text = |member: &str| description[member].as_str().map(str::to_owned);
    let needs = description["deps"].as_array().map(Vec::as_slice).unwrap_or_default();
    Details {
        display_name: None,
        summary: text("description"),
        home_page: text("homepage"),
        source: text("repository"),
        licenses: text("license").map(License::named).into_iter().collect(),
        readme: text("readme"),
        dependencies: needs.iter().filter_map(dependency).collect(),
        native: line(description),
    }
}

fn dependency(need: &Value) -> Option<Dependency> {
    let text = |member: &str| need[member].as_str().map(str::to_owned);
    let (package, kind, requirement) = (text("name")?, text("kind"), text("version_req"));
    Some(Dependency { namespace: None, package, kind, requirement })
}

/// The line of the index, except for what may still change.
fn line(description: &Value) -> Value {
    let needs = description["deps"].as_array().map(Vec::as_slice).unwrap_or_default();
    let (new, old): (Map<_, _>, Map<_, _>) = description["features"]
        .as_object()
        .cloned()
        .unwrap_or_default()
        .into_iter()
        .partition(|(_, needs)| is_new(needs));
    json!({
        "v": 2,
        "name": description["name"],
        "vers": description["vers"],
        "deps": needs.iter().map(need).collect::<Vec<_>>(),
        "features": old,
        "features2": new,
        "links": description["links"],
        "rust_version": description["rust_version"],
    })
}

/// Whether a feature is written in a way that old versions of cargo cannot read.
fn is_new(needs: &Value) -> bool {
    let needs = needs.as_array().into_iter().flatten().filter_map(Value::as_str);
    needs.into_iter().any(|need| need.starts_with("dep:") || need.contains("?/"))
}

/// A dependency as the index writes it: under the name by which the crate knows it.
fn need(dependency: &Value) -> Value {
    let mut need = dependency.clone();
    need["req"] = dependency["version_req"].clone();
    if dependency["explicit_name_in_toml"].is_string() {
        need["package"] = dependency["name"].clone();
        need["name"] = dependency["explicit_name_in_toml"].clone();
    }
    if let Some(members) = need.as_object_mut() {
        members.retain(|name, _| name != "version_req" && name != "explicit_name_in_toml");
    }
    need
}
