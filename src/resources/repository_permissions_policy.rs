//! Permissions policies of repositories.

use super::permissions_policy::{PermissionsPolicy, Policy};
use crate::aws::PolicyTarget;
use crate::aws::policy::Kind;
use crate::framework::moves::Move;
use crate::framework::schema::object;
use crate::service::keys::RepositoryKey;
use crate::service::moves;

object! {
    /// Manages the permissions policy of a CodeArtifact repository: who can read, publish, and
    /// change its packages.
    ///
    /// ~> A policy can lock out the principal that writes it. Destroying this resource deletes the
    /// policy, so that other accounts lose access to the repository.
    ///
    /// Semantically equal documents produce no diff.
    pub(crate) struct RepositoryPermissionsPolicy {
        ..key: RepositoryKey,
        ..policy: Policy {
            /// ARN of the repository.
            resource_arn,
        },
    }
}

impl PermissionsPolicy for RepositoryPermissionsPolicy {
    const NAME: &'static str = "repository_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &[
        "PutRepositoryPermissionsPolicy",
        "GetRepositoryPermissionsPolicy",
        "DeleteRepositoryPermissionsPolicy",
    ];
    const MOVES: &'static [Move] = &[moves::aws::REPOSITORY_POLICY];
    const KIND: Kind = Kind::Repository;
    type Key = RepositoryKey;

    fn target(key: &RepositoryKey) -> PolicyTarget {
        PolicyTarget::Repository(key.id())
    }

    fn located(key: RepositoryKey, arn: &str) -> RepositoryKey {
        RepositoryKey { domain: key.domain.located(arn), ..key }
    }

    fn of(key: RepositoryKey, policy: Policy) -> Self {
        Self { key, policy }
    }

    fn parts(self) -> (RepositoryKey, Policy) {
        (self.key, self.policy)
    }
}
