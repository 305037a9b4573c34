//! The manifest of a package, its nuspec: what it is, and what it says of itself.

use std::fs::File;
use std::io;

use roxmltree::Node;
use serde_json::{Map, Value, json};

use super::super::package_files::text_in_zip;
use super::super::visit::unreadable;
use super::super::xml::{all, at, read, text_at};
use super::names::coordinates;
use crate::model::failure::Failure;
use crate::names::coordinates::{Coordinates, kept_version};
use crate::names::nuget_version::NuGetVersion;
use crate::state::{Details, License};

/// Elements that registrations return under the same names.
const ELEMENTS: &[&str] = &[
    "id",
    "title",
    "authors",
    "description",
    "summary",
    "projectUrl",
    "licenseUrl",
    "iconUrl",
    "language",
];

/// What a package is.
pub(super) struct Manifest {
    pub(super) package: Coordinates,
    /// The version, as it is kept.
    pub(super) version: String,
    /// What it says of itself.
    pub(super) details: Details,
}

impl Manifest {
    /// Reads the manifest of a package, which is opened for each text in it.
    pub(super) fn read(open: impl Fn() -> io::Result<File>) -> Result<Self, Failure> {
        let text = |is_meant: &dyn Fn(&str) -> bool| {
            let found = open().and_then(|file| text_in_zip(file, is_meant));
            found.map_err(|error| unreadable(format!("The package cannot be read: {error}")))
        };
        let nuspec = text(&is_nuspec)?.ok_or_else(|| unreadable("The package has no nuspec."))?;
        let (mut manifest, readme) = Self::of(&nuspec)?;
        if let Some(path) = readme {
            manifest.details.readme = text(&|found| found == path)?;
        }
        Ok(manifest)
    }

    /// The manifest, and the path of the readme within the package.
    fn of(nuspec: &str) -> Result<(Self, Option<String>), Failure> {
        let parts = |package: Node<'_, '_>| {
            let metadata = at(package, &["metadata"])?;
            let (id, version) = (text_at(metadata, &["id"])?, text_at(metadata, &["version"])?);
            let readme = text_at(metadata, &["readme"]).map(|path| path.replace('\\', "/"));
            Some((id, version, details(metadata), readme))
        };
        let (id, version, details, readme) = read(nuspec, parts, "The nuspec")?;
        if NuGetVersion::parse(&version).is_none() {
            return Err(unreadable(format!("'{version}' is not a version of a NuGet package.")));
        }
        let (package, version) = (coordinates(&id)?, kept_version("nuget", &version));
        Ok((Self { package, version, details }, readme))
    }
}

/// Whether a file in a package is its manifest: the nuspec at its root.
pub(super) fn is_nuspec(path: &str) -> bool {
    !path.contains('/') && path.to_lowercase().ends_with(".nuspec")
}

fn details(metadata: Node<'_, '_>) -> Details {
    let text = |name: &str| text_at(metadata, &[name]);
    let repository = at(metadata, &["repository"]);
    Details {
        display_name: text("id"),
        summary: text("summary").or_else(|| text("description")),
        home_page: text("projectUrl"),
        source: repository.and_then(|node| node.attribute("url")).map(str::to_owned),
        licenses: license(metadata).into_iter().collect(),
        native: native(metadata),
        ..Details::default()
    }
}

/// The license as an expression, or else as an address.
fn license(metadata: Node<'_, '_>) -> Option<License> {
    let (name, url) = (expression(metadata), text_at(metadata, &["licenseUrl"]));
    (name.is_some() || url.is_some()).then_some(License { name, url })
}

fn expression(metadata: Node<'_, '_>) -> Option<String> {
    let license = at(metadata, &["license"])?;
    let is_expression = license.attribute("type") == Some("expression");
    is_expression.then(|| text_at(license, &[]))?
}

/// What registrations and searches return about a version, except for what may still change.
fn native(metadata: Node<'_, '_>) -> Value {
    let element = |name: &&str| Some(((*name).to_owned(), text_at(metadata, &[name])?.into()));
    let mut native: Map<String, Value> = ELEMENTS.iter().filter_map(element).collect();
    let tags = text_at(metadata, &["tags"]).unwrap_or_default();
    native.insert("tags".to_owned(), tags.split_whitespace().collect());
    let asks = text_at(metadata, &["requireLicenseAcceptance"]).as_deref() == Some("true");
    native.insert("requireLicenseAcceptance".to_owned(), asks.into());
    let (expression, client) = (expression(metadata), metadata.attribute("minClientVersion"));
    native.extend(expression.map(|text| ("licenseExpression".to_owned(), text.into())));
    native.extend(client.map(|text| ("minClientVersion".to_owned(), text.into())));
    native.insert("dependencyGroups".to_owned(), groups(metadata).into());
    native.into()
}

/// The dependencies, by the frameworks that need them; old manifests name no frameworks.
fn groups(metadata: Node<'_, '_>) -> Vec<Value> {
    let Some(needs) = at(metadata, &["dependencies"]) else {
        return Vec::new();
    };
    let groups: Vec<Value> = all(needs, "group").map(group).collect();
    match groups.is_empty() && all(needs, "dependency").next().is_some() {
        true => vec![group(needs)],
        false => groups,
    }
}

fn group(node: Node<'_, '_>) -> Value {
    let needs: Vec<Value> = all(node, "dependency").filter_map(dependency).collect();
    let mut group = json!({ "dependencies": needs });
    if let Some(framework) = node.attribute("targetFramework") {
        group["targetFramework"] = framework.into();
    }
    group
}

fn dependency(node: Node<'_, '_>) -> Option<Value> {
    let mut dependency = json!({ "id": node.attribute("id")? });
    if let Some(version) = node.attribute("version").filter(|version| !version.is_empty()) {
        dependency["range"] = range(version).into();
    }
    Some(dependency)
}

/// The accepted versions. A bare version means itself and all later ones.
fn range(version: &str) -> String {
    match version.starts_with(['[', '(']) {
        true => version.to_owned(),
        false => format!("[{version}, )"),
    }
}
