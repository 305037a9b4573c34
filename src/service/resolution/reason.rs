//! What decides where a package comes from, in words.

use super::barrier::Barrier;
use super::place::Place;
use super::searched::{Searched, is_offered};
use super::verdict::Verdict;

/// What decides where the package comes from, and what stops the search.
pub(crate) fn reason(searched: &Searched, verdict: &Verdict) -> String {
    let stops = searched.places.iter().filter_map(|place| stop(searched, place));
    let cut = "CodeArtifact searches at most 25 repositories, and does not reach the others.";
    let cut = searched.is_cut.then(|| cut.to_owned());
    let sentences: Vec<String> =
        [decision(searched, verdict)].into_iter().chain(stops).chain(cut).collect();
    sentences.join(" ")
}

/// Why the source is the source, or why there is none.
fn decision(searched: &Searched, verdict: &Verdict) -> String {
    let what = what(searched);
    match (&verdict.source, verdict.asked_before(), hidden(searched)) {
        (Some(source), Some(public), _) => format!(
            "{source} is the first repository in search order that contains {what}, but {public} is searched before it."
        ),
        (Some(source), None, _) => {
            format!("{source} is the first repository in search order that contains {what}.")
        }
        (None, _, Some((repository, status))) => format!(
            "{repository} contains {what} with the status {status}, which package managers cannot install."
        ),
        (None, Some(public), None) => {
            format!("No repository contains {what}; it can be ingested from {public}.")
        }
        (None, None, None) => {
            format!(
                "No repository contains {what}, and it cannot be ingested from a public repository."
            )
        }
    }
}

fn what(searched: &Searched) -> String {
    match &searched.version {
        Some(version) => format!("version {version}"),
        None => "the package".to_owned(),
    }
}

/// The repository whose version would be found, and its status, which prevents that.
fn hidden(searched: &Searched) -> Option<(&str, &str)> {
    let place = searched.places.iter().find(|place| searched.ends_at(place))?;
    let version = place.versions.iter().find(|version| !is_offered(version))?;
    Some((&place.repository, &version.status))
}

/// That the search does not go on from a repository, if it would otherwise.
fn stop(searched: &Searched, place: &Place) -> Option<String> {
    let barrier = searched.barrier(place).filter(|_| place.leads_on(searched.format))?;
    let (repository, pattern) = (&place.repository, &searched.group.pattern);
    let why = match barrier {
        Barrier::Generic => "generic packages are not ingested from upstream repositories".into(),
        Barrier::Weak => format!(
            "the package name only resembles the names of the package group {pattern}, so the package is blocked"
        ),
        Barrier::Controls => "the package origin controls block upstream versions there".into(),
        Barrier::External => {
            format!("the package group {pattern} blocks versions from external connections there")
        }
        Barrier::Internal => {
            format!("the package group {pattern} blocks versions from upstream repositories there")
        }
    };
    Some(format!("The search does not go beyond {repository}: {why}."))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::aws::{Origin, OriginControls, VersionSummary};
    use crate::service::formats::Format;
    use crate::service::resolution::barrier::{Allowed, Group};

    fn place(repository: &str, upstreams: &[&str], status: Option<&str>) -> Place {
        let version = |status: &str| VersionSummary {
            version: "1".into(),
            revision: String::new(),
            status: status.into(),
            origin: Origin::default(),
        };
        Place {
            repository: repository.into(),
            upstreams: upstreams.iter().map(|name| (*name).to_owned()).collect(),
            versions: status.map(version).into_iter().collect(),
            ..Place::default()
        }
    }

    fn searched(places: Vec<Place>, version: Option<&str>) -> Searched {
        let ways = ["EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM"];
        let allowed = ways.map(|way| (way.to_owned(), Allowed::Everywhere)).into();
        let group = Group { pattern: "/npm/*".into(), is_weak: false, allowed };
        let version = version.map(str::to_owned);
        Searched { places, group, format: Format::Npm, version, is_cut: false }
    }

    fn check(searched: &Searched, expected: &str) {
        assert_eq!(reason(searched, &Verdict::of(searched)), expected);
    }

    fn store() -> Place {
        let connection = Some(("public:npmjs".to_owned(), "npm".to_owned()));
        Place { connection, ..place("store", &[], None) }
    }

    #[test]
    fn the_reason_says_what_decides() {
        let held = place("internal", &["store"], Some("Published"));
        check(
            &searched(vec![held.clone(), store()], None),
            "internal is the first repository in search order that contains the package.",
        );
        check(
            &searched(vec![store(), held], Some("1")),
            "internal is the first repository in search order that contains version 1, but public:npmjs is searched before it.",
        );
        check(
            &searched(vec![place("internal", &[], Some("Archived"))], Some("1")),
            "internal contains version 1 with the status Archived, which package managers cannot install.",
        );
        check(
            &searched(vec![place("internal", &["store"], None), store()], None),
            "No repository contains the package; it can be ingested from public:npmjs.",
        );
    }

    #[test]
    fn the_reason_says_what_stops_the_search() {
        let none = "No repository contains the package, and it cannot be ingested from a public repository.";
        let controls = OriginControls { publish: "ALLOW".into(), upstream: "BLOCK".into() };
        let closed = Place { controls: Some(controls), ..place("internal", &["store"], None) };
        let stop = "The search does not go beyond internal: the package origin controls block upstream versions there.";
        check(&searched(vec![closed], None), &format!("{none} {stop}"));
        let mut blocked = searched(vec![store()], None);
        blocked.group.allowed.clear();
        let stop = "The search does not go beyond store: the package group /npm/* blocks versions from external connections there.";
        check(&blocked, &format!("{none} {stop}"));
        let mut cut = searched(vec![place("internal", &[], None)], None);
        cut.is_cut = true;
        let stop = "CodeArtifact searches at most 25 repositories, and does not reach the others.";
        check(&cut, &format!("{none} {stop}"));
    }
}
