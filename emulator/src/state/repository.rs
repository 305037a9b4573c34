//! Repositories.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Package, Policy, Tracked, Way};
use crate::model::unverified;
use crate::names::Tags;
use crate::names::coordinates::Coordinates;
use crate::names::resource::DomainId;
use crate::time::Timestamp;

/// The public repositories that can be connected to, each with the format of its packages (user
/// guide).
pub(crate) const CONNECTIONS: &[(&str, &str)] = &[
    ("public:crates-io", "cargo"),
    ("public:maven-central", "maven"),
    ("public:maven-clojars", "maven"),
    ("public:maven-commonsware", "maven"),
    ("public:maven-googleandroid", "maven"),
    ("public:maven-gradleplugins", "maven"),
    ("public:npmjs", "npm"),
    ("public:nuget-org", "nuget"),
    ("public:pypi", "pypi"),
    ("public:ruby-gems-org", "ruby"),
];

#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Repository {
    /// Its identity. Upstream references hold on to it, so a new repository of an old name does not
    /// revive them.
    pub(crate) id: u64,
    /// Name, unique in its domain.
    pub(crate) name: String,
    /// Account that made it.
    pub(crate) administrator: String,
    /// Text about it.
    pub(crate) description: Option<String>,
    /// Repositories that are searched after it, in this order.
    pub(crate) upstreams: Vec<Upstream>,
    /// Public repository that it takes packages from, with their format.
    pub(crate) connection: Option<(String, String)>,
    /// When it was made.
    pub(crate) created: Timestamp,
    /// Its permissions policy.
    pub(crate) policy: Option<Policy>,
    /// Its tags.
    pub(crate) tags: Tags,
    /// Its packages. They have records of their own.
    #[serde(skip)]
    pub(crate) packages: Tracked<Coordinates, Package>,
}

/// A reference to another repository of the same domain.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct Upstream {
    /// Identity of the repository. The reference is broken when no repository of the domain has it
    /// any more.
    pub(crate) id: u64,
    /// Name of the repository, which never changes, and is still listed when the reference is
    /// broken.
    pub(crate) name: String,
}

impl Repository {
    /// The way in which versions come from its upstreams or its connection. It cannot have both
    /// upstreams and a connection.
    pub(super) fn way_in(&self) -> Way {
        match self.connection {
            Some(_) => Way::ExternalUpstream,
            None => Way::InternalUpstream,
        }
    }

    /// The repository as if no package were in it.
    pub(super) fn without_packages(&self) -> Self {
        Self { packages: Tracked::default(), ..self.clone() }
    }

    /// The model's RepositorySummary.
    pub(crate) fn summary(&self, domain: &DomainId) -> Value {
        let mut summary = json!({
            "name": self.name,
            "administratorAccount": self.administrator,
            "domainName": domain.name,
            "domainOwner": domain.owner,
            "arn": domain.repository(&self.name).arn(),
            "createdTime": self.created.epoch_seconds(),
        });
        let is_returned =
            |text: &&String| unverified::EMPTY_DESCRIPTION_IS_RETURNED || !text.is_empty();
        if let Some(description) = self.description.as_ref().filter(is_returned) {
            summary["description"] = description.clone().into();
        }
        summary
    }
}
