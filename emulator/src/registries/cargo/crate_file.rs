//! The crates that a public repository holds: what `cargo package` makes.

use std::fs::File;
use std::io;
use std::path::Path;

use serde_json::{Map, Value, json};

use super::super::package_files::{Offer, files, name};
use super::super::tar_files::text_in_tar;
use super::names::asset;
use super::publication::details;
use crate::names::coordinates::Coordinates;

/// Tables of dependencies in a manifest, and the kinds of these.
const TABLES: &[(&str, &str)] =
    &[("dependencies", "normal"), ("dev-dependencies", "dev"), ("build-dependencies", "build")];

/// Finds the files `name-1.0.0.crate`.
pub(super) fn offers(directory: &Path, package: &Coordinates) -> io::Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for file in files(directory, ".crate")? {
        if name(&file).strip_prefix(&*package.name).is_some_and(|rest| rest.starts_with('-')) {
            offers.extend(offer(&file, &package.name)?);
        }
    }
    Ok(offers)
}

/// The name of the crate in a file, if it says one.
pub(super) fn name_in(file: &Path) -> io::Result<Option<String>> {
    Ok(manifest(file)?["package"]["name"].as_str().map(str::to_owned))
}

fn manifest(file: &Path) -> io::Result<Value> {
    let is_manifest = |path: &[&str]| matches!(path, [_, "Cargo.toml"]);
    let text = text_in_tar(File::open(file)?, is_manifest)?.unwrap_or_default();
    toml::from_str(&text)
        .map_err(|error| io::Error::other(format!("Cargo.toml of {}: {error}", file.display())))
}

fn offer(file: &Path, wanted: &str) -> io::Result<Option<Offer>> {
    let manifest = manifest(file)?;
    let mut description = description(&manifest);
    let readme = manifest["package"]["readme"].as_str().map(str::to_owned);
    if let Some(readme) = readme {
        let is_readme = |path: &[&str]| path.iter().skip(1).eq(&parts(&readme));
        description["readme"] = text_in_tar(File::open(file)?, is_readme)?.into();
    }
    let (Some(name), Some(version)) = (description["name"].as_str(), description["vers"].as_str())
    else {
        return Ok(None);
    };
    let offer = Offer {
        version: version.to_owned(),
        asset: asset(name, version),
        file: file.to_owned(),
        details: details(&description),
    };
    Ok((name == wanted).then_some(offer))
}

/// The names in a path.
fn parts(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !["", "."].contains(part)).collect()
}

/// A manifest in the form in which cargo would publish it.
fn description(manifest: &Value) -> Value {
    let package = &manifest["package"];
    let mut description = json!({
        "name": package["name"],
        "vers": package["version"],
        "deps": needs(manifest, None),
        "features": manifest.get("features").cloned().unwrap_or_else(|| json!({})),
        "rust_version": package["rust-version"],
    });
    for member in ["description", "homepage", "repository", "license", "links"] {
        description[member] = package[member].clone();
    }
    let targets = manifest["target"].as_object().into_iter().flatten();
    let of_targets = targets.flat_map(|(target, tables)| needs(tables, Some(target)));
    if let Some(deps) = description["deps"].as_array_mut() {
        deps.extend(of_targets);
    }
    description
}

fn needs(tables: &Value, target: Option<&str>) -> Vec<Value> {
    let mut needs = Vec::new();
    for (table, kind) in TABLES {
        for (name, written) in tables[table].as_object().into_iter().flatten() {
            needs.push(need(name, written, kind, target));
        }
    }
    needs
}

fn need(name: &str, written: &Value, kind: &str, target: Option<&str>) -> Value {
    let bare = Map::from_iter([("version".to_owned(), written.clone())]);
    let written = written.as_object().cloned().unwrap_or(bare);
    let or = |member: &str, absent: Value| written.get(member).cloned().unwrap_or(absent);
    json!({
        "name": or("package", name.into()),
        "explicit_name_in_toml": written.get("package").map(|_| name),
        "version_req": or("version", "*".into()),
        "optional": or("optional", false.into()),
        "default_features": or("default-features", true.into()),
        "features": or("features", json!([])),
        "kind": kind,
        "target": target,
        "registry": null,
    })
}
