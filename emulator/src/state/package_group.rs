//! A package group and what it allows.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::names::Tags;
use crate::names::package_groups::Pattern;
use crate::time::Timestamp;

/// A package group: the packages that a pattern matches, and how versions of them may be published
/// or ingested.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PackageGroup {
    /// Which packages it is for. It never changes.
    pub(crate) pattern: Pattern,
    /// Contact information for the packages.
    pub(crate) contact: Option<String>,
    /// Text about it.
    pub(crate) description: Option<String>,
    /// When it was made.
    pub(crate) created: Timestamp,
    /// Its tags.
    pub(crate) tags: Tags,
    /// What it says of each way in; of those that are not here it says nothing.
    pub(crate) restrictions: BTreeMap<Way, Restriction>,
}

/// A way in which versions of a package reach a repository.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Way {
    /// From a public repository.
    ExternalUpstream,
    /// From another repository of the domain.
    InternalUpstream,
    /// Published by a client.
    Publish,
}

impl Way {
    /// All ways.
    pub(super) const ALL: [Self; 3] =
        [Self::ExternalUpstream, Self::InternalUpstream, Self::Publish];
}

/// What a group says of one way.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Restriction {
    /// Whether versions may be published or ingested.
    pub(crate) mode: Mode,
    /// Repositories that they may reach where the mode is [`Mode::AllowSpecificRepositories`].
    pub(crate) repositories: BTreeSet<String>,
}

/// Whether versions may be published or ingested.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum Mode {
    /// Into every repository.
    Allow,
    /// Into those that are listed.
    AllowSpecificRepositories,
    /// Into none.
    Block,
    /// As the parent says.
    #[default]
    Inherit,
}

impl PackageGroup {
    /// A group that leaves everything to its parent.
    pub(crate) fn new(pattern: Pattern, created: Timestamp) -> Self {
        let restrictions = Way::ALL.map(|way| (way, Restriction::default())).into();
        let (contact, description, tags) = (None, None, Tags::new());
        Self { pattern, contact, description, created, tags, restrictions }
    }

    /// What it says of a way.
    pub(crate) fn restriction(&self, way: Way) -> &Restriction {
        self.restrictions.get(&way).expect("a group is made with all ways, and loses none")
    }

    /// What it says of a way, to change.
    pub(crate) fn restriction_mut(&mut self, way: Way) -> &mut Restriction {
        self.restrictions.entry(way).or_default()
    }
}
