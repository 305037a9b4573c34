//! The sparse index: for each crate a file with one line of JSON for each version.

use serde_json::{Value, json};

use super::super::visit::{Visit, not_found};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::PackageVersion;

/// Where the file of a crate is.
pub(super) fn path(name: &str) -> String {
    match (name.len(), name.get(..2), name.get(2..4)) {
        (1, ..) => format!("1/{name}"),
        (2, ..) => format!("2/{name}"),
        (3, ..) => format!("3/{}/{name}", name.get(..1).unwrap_or_default()),
        (_, Some(first), Some(second)) => format!("{first}/{second}/{name}"),
        _ => String::new(),
    }
}

pub(super) fn answer(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let text: Vec<String> = lines(visit, package)?.iter().map(|line| format!("{line}\n")).collect();
    Ok(Reply::Document("text/plain", text.concat()))
}

/// The versions as the web API lists them.
pub(super) fn versions(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let found = visit.search(package)?;
    let offered = found.first().into_iter().filter(|version| version.is_offered());
    let versions = offered.map(|version| {
        json!({
            "crate": package.name,
            "num": version.version,
            "yanked": is_yanked(version),
            "created_at": version.published.map(|time| time.iso8601()),
        })
    });
    Ok(Reply::Text(json!({ "versions": versions.collect::<Vec<_>>() }).to_string()))
}

/// The lines of the versions that clients may have; a crate without any is not found.
fn lines(visit: &Visit<'_>, package: &Coordinates) -> Result<Vec<Value>, Failure> {
    let found = visit.search(package)?;
    let offered = found.first().into_iter().filter(|version| version.is_offered());
    let lines: Vec<Value> = offered.map(line).collect();
    if lines.is_empty() {
        return Err(not_found(&package.name));
    }
    Ok(lines)
}

fn line(version: &PackageVersion) -> Value {
    let mut line = version.details.native.clone();
    line["yanked"] = is_yanked(version).into();
    line["cksum"] = version.assets.values().next().map(|content| content.sha256()).into();
    line
}

fn is_yanked(version: &PackageVersion) -> bool {
    version.status == unverified::YANKED_CRATE
}

#[cfg(test)]
mod tests {
    use super::path;

    #[test]
    fn short_names_have_directories_of_their_own() {
        for (name, expect) in
            [("a", "1/a"), ("ab", "2/ab"), ("abc", "3/a/abc"), ("abcde", "ab/cd/abcde"), ("é", "")]
        {
            assert_eq!(path(name) == expect, name != "é", "{name}");
        }
    }
}
