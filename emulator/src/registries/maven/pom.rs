//! What a POM says of a version.

use roxmltree::Node;
use serde_json::json;

use super::super::xml::{all, at, read, text_at};
use super::properties::Properties;
use crate::model::failure::Failure;
use crate::state::{Dependency, Details, License};

/// What kind of thing a version is, among what is kept of its POM.
pub(super) const PACKAGING: &str = "packaging";

/// The details of a version out of its POM.
pub(super) fn details(pom: &str) -> Result<Details, Failure> {
    read(pom, |project| Some(of(project)), "The POM")
}

fn of(project: Node<'_, '_>) -> Details {
    let properties = Properties::of(project);
    let list = |path, name| at(project, path).into_iter().flat_map(move |list| all(list, name));
    let text = |path: &[&str]| text_at(project, path).map(|text| properties.resolved(text));
    let need = |node, kind| dependency(&properties, node, kind);
    let parent = at(project, &["parent"]).and_then(|parent| need(parent, Some("parent")));
    let needed = list(&["dependencies"], "dependency").filter_map(|node| need(node, None));
    Details {
        summary: text(&["description"]).or_else(|| text(&["name"])),
        home_page: text(&["url"]),
        source: text(&["scm", "url"]),
        native: json!({ PACKAGING: text(&["packaging"]) }),
        licenses: list(&["licenses"], "license").map(license).collect(),
        dependencies: parent.into_iter().chain(needed).collect(),
        ..Details::default()
    }
}

fn license(node: Node<'_, '_>) -> License {
    License { name: text_at(node, &["name"]), url: text_at(node, &["url"]) }
}

/// With the kind that is passed, or else the one in the POM: the scope, unless it is optional.
fn dependency(
    properties: &Properties<'_>,
    node: Node<'_, '_>,
    kind: Option<&str>,
) -> Option<Dependency> {
    let text = |name| text_at(node, &[name]).map(|text| properties.resolved(text));
    let is_optional = text_at(node, &["optional"]).is_some_and(|optional| optional == "true");
    let kind = kind.or(is_optional.then_some("optional")).map(str::to_owned);
    let scope = || text_at(node, &["scope"]).unwrap_or_else(|| "compile".to_owned());
    Some(Dependency {
        namespace: text("groupId"),
        package: text("artifactId")?,
        kind: Some(kind.unwrap_or_else(scope)),
        requirement: text("version"),
    })
}
