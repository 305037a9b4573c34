//! What a policy is attached to.

/// What a policy is attached to, which decides the actions that have an effect in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A domain.
    Domain,
    /// A repository.
    Repository,
}
