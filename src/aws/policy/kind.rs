//! What a policy is attached to.

/// What a policy is attached to, which decides the actions that have an effect in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A domain.
    Domain,
    /// A repository.
    Repository,
    /// A user or a role, whose policies have no principals and speak of every service.
    Identity,
}

impl Kind {
    /// Most characters without whitespace that such a policy can have. Source: the service's
    /// model, and the quotas of IAM for the policies of a role.
    pub(super) const fn longest(self) -> usize {
        match self {
            Self::Domain | Self::Repository => 7168,
            Self::Identity => 10_240,
        }
    }
}
