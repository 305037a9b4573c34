//! Permissions policies of domains.

use super::permissions_policy::{PermissionsPolicy, Policy};
use crate::aws::PolicyTarget;
use crate::aws::policy::Kind;
use crate::framework::moves::Move;
use crate::framework::schema::object;
use crate::service::keys::DomainKey;
use crate::service::moves;

object! {
    /// Manages the permissions policy of a CodeArtifact domain: who can use it, list its
    /// repositories, and create repositories.
    ///
    /// ~> A policy can lock out the principal that writes it. Destroying this resource deletes the
    /// policy, so that other accounts lose access to the domain.
    ///
    /// Semantically equal documents produce no diff.
    pub(crate) struct DomainPermissionsPolicy {
        ..key: DomainKey,
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
