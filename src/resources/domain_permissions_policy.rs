//! Permissions policies of domains.

use super::permissions_policy::{PermissionsPolicy, Policy};
use crate::aws::PolicyTarget;
use crate::aws::policy::Kind;
use crate::framework::moves::Move;
use crate::framework::schema::object;
use crate::service::keys::DomainKey;
use crate::service::moves;

object! {
    /// The permissions policy of a domain: who may use it, list its repositories and make new ones.
    ///
    /// Two documents that mean the same are no change, however they are spelled.
    pub(crate) struct DomainPermissionsPolicy {
        ..key: DomainKey {
            /// Region of the domain. Defaults to the Region of the provider. Changing it replaces
            /// the policy.
            region,
        },
        ..policy: Policy {
            /// ARN of the domain.
            resource_arn,
        },
    }
}

impl PermissionsPolicy for DomainPermissionsPolicy {
    const NAME: &'static str = "domain_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &[
        "PutDomainPermissionsPolicy",
        "GetDomainPermissionsPolicy",
        "DeleteDomainPermissionsPolicy",
    ];
    const MOVES: &'static [Move] = &[moves::aws::DOMAIN_POLICY];
    const KIND: Kind = Kind::Domain;
    type Key = DomainKey;

    fn target(key: &DomainKey) -> PolicyTarget {
        PolicyTarget::Domain(key.id())
    }

    fn located(key: DomainKey, arn: &str) -> DomainKey {
        key.located(arn)
    }

    fn of(key: DomainKey, policy: Policy) -> Self {
        Self { key, policy }
    }

    fn parts(self) -> (DomainKey, Policy) {
        (self.key, self.policy)
    }
}
