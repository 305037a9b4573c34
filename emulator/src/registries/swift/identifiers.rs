//! The packages of a source repository, for packages that others need by its address.

use serde_json::{Value, json};

use super::super::visit::{Visit, not_found, unreadable};
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::operations::Reply;
use crate::state::Package;

/// The identifiers of the packages that say of themselves that their source is at an address.
pub(super) fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let asked = visit.request.query.iter().find(|(name, _)| name == "url");
    let (_, url) = asked.ok_or_else(|| unreadable("The parameter 'url' is missing."))?;
    let is_meant = |package: &Package| addresses(package).any(|known| is_same(known, url));
    let found = visit.packages(|_, package| is_meant(package))?;
    if found.is_empty() {
        return Err(not_found(url));
    }
    let identifiers = found.iter().map(|package| {
        format!("{}.{}", package.namespace.as_deref().unwrap_or_default(), package.name)
    });
    Ok(Reply::Text(json!({ "identifiers": identifiers.collect::<Vec<_>>() }).to_string()))
}

/// The addresses in the metadata of all releases that clients may have.
fn addresses(package: &Package) -> impl Iterator<Item = &str> {
    let releases = package.versions().filter(|release| release.is_offered());
    let named =
        releases.filter_map(|release| release.details.native[unverified::SWIFT_SOURCES].as_array());
    named.flatten().filter_map(Value::as_str)
}

fn is_same(one: &str, other: &str) -> bool {
    place(one).eq_ignore_ascii_case(&place(other))
}

/// The host and the path of an address, which people write in two ways: as
/// `https://host/team/pad` and as `git@host:team/pad.git`.
fn place(url: &str) -> String {
    let place = url.split_once("://").map_or(url, |(_, place)| place);
    let place = match place.split_once('@') {
        Some((user, place)) if !user.contains('/') => place,
        _ => place,
    };
    let place = place.trim_end_matches('/').trim_end_matches(".git");
    place.replacen(':', "/", 1)
}

#[cfg(test)]
mod tests {
    use super::is_same;

    #[test]
    fn an_address_is_written_in_many_ways() {
        let known = "https://code.example/team/pad";
        for same in [
            "git@code.example:team/pad.git",
            "ssh://git@code.example/team/pad.git",
            "https://Code.example/Team/pad/",
        ] {
            assert!(is_same(known, same), "{same}");
        }
        for other in ["https://code.example/team/pad-left", "https://code.example/@team/pad", ""] {
            assert!(!is_same(known, other), "{other}");
        }
    }
}
