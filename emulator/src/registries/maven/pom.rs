//! What a POM says of a version.

use roxmltree::Node;

use super::super::xml::{all, at, read, text_at};
use crate::failure::Failure;
use crate::state::{Dependency, Details, License};

/// The details of a version out of its POM. Properties in it stay as they are written.
pub(super) fn details(pom: &str) -> Result<Details, Failure> {
    read(pom, |project| Some(of(project)), "The POM")
}

fn of(project: Node<'_, '_>) -> Details {
    let list = |path, name| at(project, path).into_iter().flat_map(move |list| all(list, name));
    let parent = at(project, &["parent"]).and_then(|parent| dependency(parent, Some("parent")));
    let needed = list(&["dependencies"], "dependency").filter_map(|node| dependency(node, None));
    Details {
        summary: text_at(project, &["description"]).or_else(|| text_at(project, &["name"])),
        home_page: text_at(project, &["url"]),
        source: text_at(project, &["scm", "url"]),
        licenses: list(&["licenses"], "license").map(license).collect(),
        dependencies: parent.into_iter().chain(needed).collect(),
        ..Details::default()
    }
}

fn license(node: Node<'_, '_>) -> License {
    License { name: text_at(node, &["name"]), url: text_at(node, &["url"]) }
}

/// Of a kind that is given or else told: the scope, unless it is optional.
fn dependency(node: Node<'_, '_>, kind: Option<&str>) -> Option<Dependency> {
    let is_optional = text_at(node, &["optional"]).is_some_and(|optional| optional == "true");
    let kind = kind.or(is_optional.then_some("optional")).map(str::to_owned);
    let scope = || text_at(node, &["scope"]).unwrap_or_else(|| "compile".to_owned());
    Some(Dependency {
        namespace: text_at(node, &["groupId"]),
        package: text_at(node, &["artifactId"])?,
        kind: Some(kind.unwrap_or_else(scope)),
        requirement: text_at(node, &["version"]),
    })
}
