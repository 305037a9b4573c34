//! A package group as data sources show it.

use std::collections::BTreeMap;

use crate::aws;
use crate::framework::field::Computed;
use crate::framework::schema::object;

object! {
    /// A package group.
    pub(crate) struct Shown {
        /// Pattern of the package group.
        pattern: Computed<String>,
        /// ARN of the package group.
        arn: Computed<String>,
        /// Contact information for the package group. Empty if none is set.
        contact_info: Computed<String>,
        /// Creation time of the package group, in RFC 3339 format.
        created_time: Computed<String>,
        /// Description of the package group. Empty if none is set.
        description: Computed<String>,
        /// Origin restrictions, by type: `PUBLISH`, `EXTERNAL_UPSTREAM`, and `INTERNAL_UPSTREAM`.
        restrictions: Computed<BTreeMap<String, ShownRestriction>>,
        /// Pattern of the parent package group. Empty for the root package group.
        parent: Computed<String>,
    }
}

object! {
    /// An origin restriction, with its effective mode.
    pub(crate) struct ShownRestriction {
        /// Mode of the package group itself.
        mode: Computed<String>,
        /// Effective restriction mode: `mode`, or the inherited mode if `mode` is `INHERIT`.
        effective_mode: Computed<String>,
        /// Pattern of the package group from which the mode is inherited. Empty if it is not
        /// inherited.
        inherited_from: Computed<String>,
        /// Number of repositories that the package group itself allows.
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
