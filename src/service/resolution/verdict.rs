//! What a search finds, and what it could find.

use std::collections::BTreeSet;

use super::place::Place;
use super::searched::{Searched, is_offered};

/// What a search finds, and what it could find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Verdict {
    /// The repository from which the package, or the version, would be taken.
    pub source: Option<String>,
    /// Repositories and public repositories that can provide it, in the order of the search.
    pub sources: Vec<String>,
}

impl Verdict {
    /// What a search finds, and what it could find.
    pub(crate) fn of(searched: &Searched) -> Self {
        let source = source(searched).map(|place| place.repository.clone());
        Self { source, sources: sources(searched) }
    }

    /// Whether a public repository is among the sources.
    pub(crate) fn is_public(&self) -> bool {
        self.sources.iter().any(|source| is_public(source))
    }

    /// The first of the public repositories that are asked before the source.
    pub(super) fn asked_before(&self) -> Option<&str> {
        let before = self.sources.iter().take_while(|name| Some(*name) != self.source.as_ref());
        before.map(String::as_str).find(|name| is_public(name))
    }
}

/// No repository of a domain has a colon in its name.
fn is_public(source: &str) -> bool {
    source.contains(':')
}

/// The first repository with a version that clients get: the one that was asked for, or else one
/// that they list. A version hides all of its text behind it, whatever its status.
fn source(searched: &Searched) -> Option<&Place> {
    let mut seen = BTreeSet::new();
    searched.places.iter().find(|place| {
        let new: Vec<_> =
            place.versions.iter().filter(|version| seen.insert(&version.version)).collect();
        let is_named = searched.version.is_some();
        new.into_iter().any(|version| match is_named {
            true => is_offered(version),
            false => version.status == "Published",
        })
    })
}

fn sources(searched: &Searched) -> Vec<String> {
    let mut sources: Vec<String> = Vec::new();
    for place in &searched.places {
        let own = provides(searched, place).then_some(place.repository.as_str());
        let public = searched.public(place).filter(|_| !searched.ends_at(place));
        for name in own.into_iter().chain(public) {
            if !sources.iter().any(|known| known == name) {
                sources.push(name.to_owned());
            }
        }
        if searched.ends_at(place) {
            break;
        }
    }
    sources
}

/// Whether a repository has versions that clients can download, or can be given some. A version
/// that is there already cannot be published once more.
fn provides(searched: &Searched, place: &Place) -> bool {
    let can_be_given = !searched.ends_at(place) && searched.group.takes_publications(place);
    can_be_given || place.versions.iter().any(is_offered)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::aws::{Origin, OriginControls, VersionSummary};
    use crate::service::formats::Format;
    use crate::service::resolution::barrier::{Allowed, Group};

    /// A repository as `name version=Status …`; a connection is written `public:npmjs`.
    fn place(text: &str) -> Place {
        let mut words = text.split_whitespace();
        let repository = words.next().expect("a name").to_owned();
        let (connections, versions): (Vec<_>, Vec<_>) =
            words.partition(|word| word.starts_with("public:"));
        let connection = connections.first().map(|name| ((*name).to_owned(), "npm".to_owned()));
        let versions: Vec<_> = versions.into_iter().map(version).collect();
        let controls = OriginControls { publish: "BLOCK".into(), upstream: "ALLOW".into() };
        let controls = (!versions.is_empty()).then_some(controls);
        Place { repository, connection, controls, versions, ..Place::default() }
    }

    fn version(word: &str) -> VersionSummary {
        let (version, status) = word.split_once('=').expect("a status");
        let origin = Origin::default();
        let (version, status) = (version.to_owned(), status.to_owned());
        VersionSummary { version, status, origin, revision: String::new() }
    }

    fn check(places: &[&str], version: Option<&str>, source: Option<&str>, sources: &[&str]) {
        let ways = ["EXTERNAL_UPSTREAM", "INTERNAL_UPSTREAM"];
        let allowed: BTreeMap<_, _> = ways.map(|way| (way.to_owned(), Allowed::Everywhere)).into();
        let searched = Searched {
            places: places.iter().map(|text| place(text)).collect(),
            group: Group { allowed, ..Group::default() },
            format: Format::Npm,
            version: version.map(str::to_owned),
            is_cut: false,
        };
        let verdict = Verdict::of(&searched);
        assert_eq!((verdict.source.as_deref(), &*verdict.sources), (source, &*owned(sources)));
    }

    fn owned(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn the_first_that_has_a_version_provides_it() {
        let places = ["a", "b 1=Published", "c 1=Published 2=Published"];
        check(&places, None, Some("b"), &["b", "c"]);
        check(&["a 1=Unlisted", "b 2=Published"], None, Some("b"), &["a", "b"]);
        check(&["a", "b"], None, None, &[]);
    }

    #[test]
    fn a_version_hides_what_is_behind_it() {
        check(&["a 1=Archived", "b 1=Published"], None, None, &["b"]);
        check(&["a 1=Archived", "b 1=Published"], Some("1"), None, &[]);
        check(&["a 1=Unlisted", "b 1=Published"], Some("1"), Some("a"), &["a"]);
        check(&["a", "b 1=Published public:npmjs"], Some("1"), Some("b"), &["b"]);
    }

    #[test]
    fn a_public_repository_counts_where_the_search_comes_to_it() {
        check(&["a", "b public:npmjs"], None, None, &["public:npmjs"]);
        let places = ["a public:npmjs", "b public:npmjs", "c 1=Published"];
        check(&places, Some("1"), Some("c"), &["public:npmjs", "c"]);
    }
}
