//! A package group as data sources show it.

use std::collections::BTreeMap;

use crate::aws;
use crate::framework::field::Computed;
use crate::framework::schema::object;

object! {
    /// A package group.
    pub(crate) struct Shown {
        /// Pattern of the group.
        pattern: Computed<String>,
        /// ARN of the group.
        arn: Computed<String>,
        /// Whom to ask about the group; empty where that is not said.
        contact_info: Computed<String>,
        /// When the group was created, as RFC 3339.
        created_time: Computed<String>,
        /// Description of the group; empty where it has none.
        description: Computed<String>,
        /// How versions may come in, by `PUBLISH`, `EXTERNAL_UPSTREAM` and `INTERNAL_UPSTREAM`.
        restrictions: Computed<BTreeMap<String, ShownRestriction>>,
        /// Pattern of the group that this one is directly below; empty for the root group.
        parent: Computed<String>,
    }
}

object! {
    /// A restriction, and what it comes to.
    pub(crate) struct ShownRestriction {
        /// Mode of the group itself.
        mode: Computed<String>,
        /// Mode that counts: that of the group, or the one that it inherits.
        effective_mode: Computed<String>,
        /// Pattern of the group that the mode is inherited from; empty where it is the group's own.
        inherited_from: Computed<String>,
        /// Number of repositories that the group itself allows.
        repositories_count: Computed<i64>,
    }
}

impl From<aws::PackageGroup> for Shown {
    fn from(group: aws::PackageGroup) -> Self {
        let restrictions = group.restrictions.into_iter().map(|(way, one)| (way, one.into()));
        Self {
            pattern: group.pattern.into(),
            arn: group.arn.into(),
            contact_info: group.contact_info.unwrap_or_default().into(),
            created_time: group.created_time.into(),
            description: group.description.unwrap_or_default().into(),
            restrictions: restrictions.collect::<BTreeMap<_, _>>().into(),
            parent: group.parent.unwrap_or_default().into(),
        }
    }
}

impl From<aws::Restriction> for ShownRestriction {
    fn from(one: aws::Restriction) -> Self {
        Self {
            mode: one.mode.into(),
            effective_mode: one.effective_mode.into(),
            inherited_from: one.inherited_from.unwrap_or_default().into(),
            repositories_count: one.repositories_count.into(),
        }
    }
}
