//! The terms of an operation: what it works on, what it does to that, and what else it must meet.

use crate::model::unverified;

/// The terms of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Terms {
    /// What it works on.
    pub(crate) scope: Scope,
    /// What it does to that.
    pub(crate) access: Access,
    /// Calls a second, if it has a quota of its own (user guide).
    pub(crate) rate: Option<f64>,
    /// Whether the user guide says that it is not possible without the KMS key of its domain.
    is_closed: bool,
}

/// What an operation works on: the resource that policies must allow it on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The caller's account as a whole.
    Account,
    Domain,
    Repository,
    /// A package in a repository.
    Package,
    /// A package in the repository that it is copied to.
    Copy,
    /// A package group.
    Group,
    /// Any resource that is named by its ARN.
    Tagged,
}

/// What an operation does to what it works on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    /// It reads.
    Read,
    /// It changes something.
    Write,
    /// It makes a token, which must be good at once.
    Token,
}

impl Terms {
    /// The terms of a read operation.
    pub(super) const fn read(scope: Scope) -> Self {
        Self { scope, access: Access::Read, rate: None, is_closed: false }
    }

    /// The terms of a write operation.
    pub(super) const fn write(scope: Scope) -> Self {
        Self { access: Access::Write, ..Self::read(scope) }
    }

    /// The same terms of an operation that makes a token.
    pub(super) const fn for_a_token(self) -> Self {
        Self { access: Access::Token, ..self }
    }

    /// The same terms, with this number of calls a second.
    pub(super) const fn at_most(self, rate: f64) -> Self {
        Self { rate: Some(rate), ..self }
    }

    /// The same terms, with the KMS key of the domain.
    pub(super) const fn with_key(self) -> Self {
        Self { is_closed: true, ..self }
    }

    /// Whether a repository, or what is in one, is worked on.
    pub(super) fn is_in_a_repository(&self) -> bool {
        matches!(self.scope, Scope::Repository | Scope::Package | Scope::Copy)
    }

    /// Whether nothing can be done without the KMS key of the domain.
    pub(super) fn needs_key(&self) -> bool {
        self.is_closed || self.is_in_a_repository() && unverified::LOST_KEY_CLOSES_REPOSITORIES
    }
}
