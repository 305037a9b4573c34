//! What credentials must be allowed to do: the operations that are called, and what these need
//! beside them.

use std::collections::BTreeSet;

/// What a user does with a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// To look: `plan`, imports, and queries.
    Plan,
    /// To change: `apply`, beside what a plan needs.
    Apply,
}

/// Actions that are not named like an operation, or that not every use needs.
#[derive(Debug, Clone, Copy)]
pub struct Permission {
    /// The actions: operations of the service, or those of another with its prefix.
    pub actions: &'static [&'static str],
    /// What they are for.
    pub phase: Phase,
    /// When they are needed, as a sentence; always if there is none.
    pub when: Option<&'static str>,
}

impl Permission {
    /// Actions that a plan needs.
    pub(crate) const fn to_plan(actions: &'static [&'static str]) -> Self {
        Self { actions, phase: Phase::Plan, when: None }
    }

    /// Actions that only an apply needs.
    pub(crate) const fn to_apply(actions: &'static [&'static str]) -> Self {
        Self { actions, phase: Phase::Apply, when: None }
    }

    /// The same, needed in part.
    #[must_use]
    pub(crate) const fn when(self, sentence: &'static str) -> Self {
        Self { when: Some(sentence), ..self }
    }
}

/// All actions of a phase, where these operations are called and these permissions are special.
pub(super) fn actions(
    operations: &'static [&'static str],
    special: &'static [Permission],
    phase: Phase,
) -> BTreeSet<&'static str> {
    let is_special = |name: &&str| special.iter().any(|it| it.actions.contains(name));
    let plain = operations.iter().copied();
    let plain = plain.filter(|name| !is_special(name) && phase_of(name) == phase);
    let special = special.iter().filter(|it| it.phase == phase);
    plain.chain(special.flat_map(|it| it.actions).copied()).collect()
}

/// Operations that look have one of three verbs.
fn phase_of(operation: &str) -> Phase {
    let looks = ["Describe", "Get", "List"].iter().any(|verb| operation.starts_with(verb));
    if looks { Phase::Plan } else { Phase::Apply }
}
