//! Packages.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{PackageGroups, PackageVersion, Way};
use crate::contents::blob::{Blob, Hashes};
use crate::model::Status;
use crate::names::coordinates::Coordinates;
use crate::time::Timestamp;

/// The tag of the version that npm installs when none is asked for.
pub(crate) const LATEST: &str = "latest";

/// A package of a repository and its versions. It may have none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Package {
    /// What names it.
    pub(crate) coordinates: Coordinates,
    /// How new versions of it may be published or ingested.
    pub(crate) controls: OriginControls,
    /// Versions by the names that its publishers gave them; npm calls these names tags.
    pub(crate) tags: BTreeMap<String, String>,
    /// Hashes of the last document that a publisher put for the whole package: Maven's list of its
    /// versions.
    #[serde(default)]
    pub(crate) metadata: Option<Hashes>,
    versions: BTreeMap<String, PackageVersion>,
}

/// How new versions of a package may be published or ingested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct OriginControls {
    /// Whether they may be published to the repository.
    pub(crate) publish: bool,
    /// Whether they may be taken from upstreams and public repositories.
    pub(crate) upstream: bool,
}

impl OriginControls {
    /// Both ways are open.
    pub(crate) const OPEN: Self = Self { publish: true, upstream: true };

    /// The controls of a new package whose first version was added in this way (user guide): the
    /// other way is closed, unless its group decides.
    pub(crate) fn first(way: Way, package: &Coordinates, groups: &PackageGroups) -> Self {
        let published = way == Way::Publish;
        let decided = !groups.are_open_to(package.into());
        Self { publish: published || decided, upstream: !published || decided }
    }
}

impl Package {
    /// A package without versions.
    pub(crate) fn new(coordinates: Coordinates, controls: OriginControls) -> Self {
        let (tags, versions) = (BTreeMap::new(), BTreeMap::new());
        Self { coordinates, controls, tags, metadata: None, versions }
    }

    /// All versions by their text.
    pub(crate) fn versions(&self) -> impl Iterator<Item = &PackageVersion> {
        self.versions.values()
    }

    /// Whether descriptions and lists show it at this moment: a package is visible with its first
    /// version.
    pub(crate) fn is_visible(&self, now: Timestamp) -> bool {
        self.versions.is_empty() || self.versions().any(|version| version.is_visible(now))
    }

    pub(crate) fn version(&self, version: &str) -> Option<&PackageVersion> {
        self.versions.get(version)
    }

    /// A version to change.
    pub(crate) fn version_mut(&mut self, version: &str) -> Option<&mut PackageVersion> {
        self.versions.get_mut(version)
    }

    /// Adds a version, in the place of one with the same text.
    pub(crate) fn put(&mut self, version: PackageVersion) {
        self.versions.insert(version.version.clone(), version);
    }

    /// Removes a version.
    pub(crate) fn remove(&mut self, version: &str) -> Option<PackageVersion> {
        self.tags.retain(|_, tagged| tagged != version);
        self.versions.remove(version)
    }

    /// The assets of all versions, to change.
    pub(super) fn assets_mut(&mut self) -> impl Iterator<Item = &mut Arc<Blob>> {
        self.versions.values_mut().flat_map(|version| version.assets.values_mut())
    }

    /// The version that the package is shown with at this moment: the one that is tagged as the
    /// latest, or else the newest that is published.
    pub(crate) fn default_version(&self, now: Timestamp) -> Option<&str> {
        let is_visible =
            |tagged: &&String| self.version(tagged).is_none_or(|one| one.is_visible(now));
        if let Some(tagged) = self.tags.get(LATEST).filter(is_visible) {
            return Some(tagged);
        }
        let published = self.versions().filter(|version| version.status == Status::Published);
        let published = published.filter(|version| version.is_visible(now));
        let newest = published.max_by_key(|version| (version.published, &version.version));
        newest.map(|version| version.version.as_str())
    }

    /// The model's PackageDescription.
    pub(crate) fn description(&self) -> Value {
        self.with_controls("name")
    }

    /// The model's PackageSummary.
    pub(crate) fn summary(&self) -> Value {
        self.with_controls("package")
    }

    /// The model's PackageOriginConfiguration.
    pub(crate) fn origin_configuration(&self) -> Value {
        let word = |allowed| if allowed { "ALLOW" } else { "BLOCK" };
        let OriginControls { publish, upstream } = self.controls;
        json!({ "restrictions": { "publish": word(publish), "upstream": word(upstream) } })
    }

    fn with_controls(&self, name: &str) -> Value {
        let mut members = self.coordinates.members(name);
        members["originConfiguration"] = self.origin_configuration();
        members
    }
}
