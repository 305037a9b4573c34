//! A search that has come to its end.

use super::barrier::{Barrier, Group};
use super::place::Place;
use crate::aws::VersionSummary;
use crate::service::formats::Format;

/// What a search for a package has come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Searched {
    /// The repositories, in the order of the search.
    pub places: Vec<Place>,
    /// The group of the package.
    pub group: Group,
    /// Format of the package.
    pub format: Format,
    /// The version that was asked for, if one was.
    pub version: Option<String>,
    /// Whether there are more repositories than a search comes to.
    pub is_cut: bool,
}

impl Searched {
    /// What keeps versions from elsewhere out of a repository.
    pub(super) fn barrier(&self, place: &Place) -> Option<Barrier> {
        self.group.barrier(place, self.format)
    }

    /// The public repository from which a repository can ingest versions.
    pub(super) fn public<'a>(&self, place: &'a Place) -> Option<&'a str> {
        place.public(self.format).filter(|_| self.barrier(place).is_none())
    }

    /// Whether the search ends at a repository: it has the version that was asked for, in whatever
    /// status.
    pub(super) fn ends_at(&self, place: &Place) -> bool {
        self.version.is_some() && !place.versions.is_empty()
    }
}

/// Whether a client that names a version can download it.
pub(super) fn is_offered(version: &VersionSummary) -> bool {
    matches!(version.status.as_str(), "Published" | "Unlisted")
}
