//! Package groups in a seed.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::names::Tags;
use crate::state::{Mode, PackageGroup, Way, name_of_way};

/// A package group. The root package group exists already; an entry for it changes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Group {
    pub(super) pattern: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) description: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) contact: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) tags: Tags,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(super) origin_controls: BTreeMap<Way, Restriction>,
}

/// What a group says of one way in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Restriction {
    mode: Mode,
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    repositories: BTreeSet<String>,
}

impl Group {
    /// The group written down.
    pub(super) fn of(group: &PackageGroup) -> Self {
        let restrictions = group.restrictions.iter().map(|(way, restriction)| {
            let repositories = restriction.repositories.clone();
            (*way, Restriction { mode: restriction.mode, repositories })
        });
        Self {
            pattern: group.pattern.text().to_owned(),
            description: group.description.clone(),
            contact: group.contact.clone(),
            tags: group.tags.clone(),
            origin_controls: restrictions.collect(),
        }
    }

    /// The modes, as an operation takes them.
    pub(super) fn modes(&self) -> Value {
        json!(
            self.origin_controls
                .iter()
                .map(|(way, said)| (*way, said.mode))
                .collect::<BTreeMap<_, _>>()
        )
    }

    /// The allowed repositories, as an operation takes them.
    pub(super) fn allowed(&self) -> Vec<Value> {
        let controls = self.origin_controls.iter();
        let pairs =
            controls.flat_map(|(way, said)| said.repositories.iter().map(|name| (*way, name)));
        pairs
            .map(|(way, name)| json!({ "originRestrictionType": name_of_way(way), "repositoryName": name }))
            .collect()
    }
}
