//! What `package.json` says of a version.

use serde_json::Value;

use crate::state::{Dependency, Details, License};

/// Members that list what a version depends on, and the words of the service for the kind of each.
const DEPENDENCIES: &[(&str, &str)] = &[
    ("dependencies", "regular"),
    ("devDependencies", "dev"),
    ("peerDependencies", "peer"),
    ("optionalDependencies", "optional"),
];

/// The details of a version out of its manifest, which is kept without the readme that npm may have
/// put into it.
pub(super) fn details(mut manifest: Value, readme: Option<String>) -> Details {
    let own = manifest.as_object_mut().and_then(|members| members.remove("readme"));
    let own = own.and_then(|readme| readme.as_str().map(str::to_owned));
    Details {
        display_name: None,
        summary: text(&manifest["description"]),
        home_page: text(&manifest["homepage"]),
        source: text(&manifest["repository"]).or_else(|| text(&manifest["repository"]["url"])),
        licenses: text(&manifest["license"]).map(License::named).into_iter().collect(),
        readme: own.filter(|readme| !readme.is_empty()).or(readme),
        dependencies: dependencies(&manifest),
        native: manifest,
    }
}

/// Whether a file of a package is its readme.
pub(super) fn is_readme(path: &[&str]) -> bool {
    let [_, name] = path else { return false };
    name.split('.').next().is_some_and(|stem| stem.eq_ignore_ascii_case("readme"))
}

fn dependencies(manifest: &Value) -> Vec<Dependency> {
    let mut dependencies = Vec::new();
    for (member, kind) in DEPENDENCIES {
        for (name, requirement) in manifest[member].as_object().into_iter().flatten() {
            let scoped = name.strip_prefix('@').and_then(|name| name.split_once('/'));
            dependencies.push(Dependency {
                namespace: scoped.map(|(scope, _)| scope.to_owned()),
                package: scoped.map_or(name.as_str(), |(_, name)| name).to_owned(),
                kind: Some((*kind).to_owned()),
                requirement: text(requirement),
            });
        }
    }
    dependencies
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}
