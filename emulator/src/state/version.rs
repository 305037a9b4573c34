//! Versions of packages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Details, Way};
use crate::contents::blob::Blob;
use crate::model::Status;
use crate::model::failure::{Code, Failure};
use crate::names::coordinates::Coordinates;
use crate::time::Timestamp;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PackageVersion {
    /// Its text.
    pub(crate) version: String,
    /// Name of this state of its assets.
    pub(crate) revision: String,
    /// Where it stands in its life.
    pub(crate) status: Status,
    /// Where it came from.
    pub(crate) origin: Origin,
    /// When it was first published or taken in; nothing while it is unfinished.
    pub(crate) published: Option<Timestamp>,
    /// When descriptions and lists begin to show it, if it was taken in; what was published is
    /// visible at once.
    #[serde(default, rename = "told_from")]
    pub(crate) visible_from: Option<Timestamp>,
    /// The content of its assets by name.
    pub(crate) assets: BTreeMap<String, Arc<Blob>>,
    /// What its package manager says of it.
    pub(crate) details: Details,
    /// Paths of declared checksums that are not those of its assets. With any, it cannot be
    /// finished.
    #[serde(default)]
    pub(crate) mismatches: BTreeSet<String>,
}

/// Where a version came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Origin {
    /// It was published to a repository of the domain, of this name.
    Published { repository: String },
    /// It was taken from a public repository, through a connection of this name.
    Public { connection: String },
}

impl Origin {
    /// Its type in the model.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Published { .. } => "INTERNAL",
            Self::Public { .. } => "EXTERNAL",
        }
    }

    /// The way in which it reached the domain.
    pub(crate) fn way(&self) -> Way {
        match self {
            Self::Published { .. } => Way::Publish,
            Self::Public { .. } => Way::ExternalUpstream,
        }
    }

    /// The model's PackageVersionOrigin.
    pub(crate) fn description(&self) -> Value {
        let entry_point = match self {
            Self::Published { repository } => json!({ "repositoryName": repository }),
            Self::Public { connection } => json!({ "externalConnectionName": connection }),
        };
        json!({ "originType": self.kind(), "domainEntryPoint": entry_point })
    }
}

impl PackageVersion {
    /// A version that has no assets yet.
    pub(crate) fn unfinished(version: &str, origin: Origin) -> Self {
        Self {
            version: version.to_owned(),
            revision: new_revision(),
            status: Status::Unfinished,
            origin,
            published: None,
            visible_from: None,
            assets: BTreeMap::new(),
            details: Details::default(),
            mismatches: BTreeSet::new(),
        }
    }

    /// Adds an asset. The same content under the same name changes nothing; a name never gets
    /// another content.
    pub(crate) fn add(&mut self, name: &str, content: &Arc<Blob>) -> Result<(), Failure> {
        match self.assets.get(name) {
            Some(other) if other.sha256() != content.sha256() => {
                let message = format!("Asset '{name}' already exists with other content.");
                Err(Failure::new(Code::Conflict, message))
            }
            Some(_) => Ok(()),
            None => {
                self.assets.insert(name.to_owned(), Arc::clone(content));
                self.revision = new_revision();
                Ok(())
            }
        }
    }

    /// Whether this content is there already under this name.
    pub(crate) fn has(&self, name: &str, content: &Blob) -> bool {
        self.assets.get(name).is_some_and(|held| held.sha256() == content.sha256())
    }

    /// Refuses more assets than a version may have.
    pub(crate) fn has_room(&self, limit: usize) -> Result<(), Failure> {
        if self.assets.len() <= limit {
            return Ok(());
        }
        let message = format!("A package version cannot have more than {limit} assets.");
        Err(Failure::new(Code::Quota, message))
    }

    /// Whether descriptions and lists show it at this moment.
    pub(crate) fn is_visible(&self, now: Timestamp) -> bool {
        self.visible_from.is_none_or(|from| from <= now)
    }

    /// Whether a client that names it may have its assets.
    pub(crate) fn is_offered(&self) -> bool {
        matches!(self.status, Status::Published | Status::Unlisted)
    }

    /// Closes it to further assets.
    pub(crate) fn publish(&mut self, now: Timestamp) {
        self.status = Status::Published;
        self.published.get_or_insert(now);
    }

    /// Whether two versions have the same assets.
    pub(crate) fn has_the_assets_of(&self, other: &Self) -> bool {
        let hashes = |version: &Self| -> Vec<(String, String)> {
            let assets = version.assets.iter();
            assets.map(|(name, content)| (name.clone(), content.sha256().to_owned())).collect()
        };
        hashes(self) == hashes(other)
    }

    /// The model's PackageVersionDescription.
    pub(crate) fn description(&self, package: &Coordinates) -> Value {
        let mut description = package.members("packageName");
        description["displayName"] = package.display_name().into();
        description["version"] = self.version.clone().into();
        description["revision"] = self.revision.clone().into();
        description["status"] = self.status.name().into();
        description["origin"] = self.origin.description();
        self.details.describe(&mut description);
        if let Some(published) = self.published {
            description["publishedTime"] = published.epoch_seconds();
        }
        description
    }

    /// The model's PackageVersionSummary.
    pub(crate) fn summary(&self) -> Value {
        json!({
            "version": self.version,
            "revision": self.revision,
            "status": self.status.name(),
            "origin": self.origin.description(),
        })
    }

    /// The model's AssetSummary of one of its assets.
    pub(crate) fn asset_summary((name, content): (&str, &Arc<Blob>)) -> Value {
        json!({ "name": name, "size": content.size, "hashes": content.hashes })
    }
}

/// A revision that was never used before: 44 characters of base64.
pub(crate) fn new_revision() -> String {
    let random: [u8; 32] = std::array::from_fn(|_| fastrand::u8(..));
    STANDARD.encode(random)
}
