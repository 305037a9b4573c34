//! What is found when a policy is judged.

use std::fmt;

/// Something that is wrong with a policy, or that has no effect in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    /// What the service does with the policy.
    pub(crate) verdict: Verdict,
    /// The statement that it is about, from 0.
    pub(crate) statement: Option<usize>,
    /// The element of the statement, and the place in its list, from 0.
    pub(crate) element: Option<(&'static str, Option<usize>)>,
    /// The end of a sentence about the policy or the statement if it is rejected; otherwise, a
    /// sentence.
    pub(crate) says: String,
}

/// What the service does with a policy in which something is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It rejects the policy.
    Rejected,
    /// It accepts the policy, which does not do what it seems to.
    WithoutEffect,
}

impl Finding {
    /// The policy `says` something for which the service rejects it.
    pub(super) fn rejected(says: impl Into<String>) -> Self {
        let (verdict, says) = (Verdict::Rejected, says.into());
        Self { verdict, statement: None, element: None, says }
    }

    /// The policy has a part without effect, as the sentence `says`.
    pub(super) fn without_effect(says: impl Into<String>) -> Self {
        Self { verdict: Verdict::WithoutEffect, ..Self::rejected(says) }
    }

    /// The same about an element of a statement.
    pub(super) fn at(self, element: &'static str, index: Option<usize>) -> Self {
        Self { element: Some((element, index)), ..self }
    }

    /// The same about the statement at `index`.
    pub(super) fn of_statement(self, index: usize) -> Self {
        Self { statement: Some(index), ..self }
    }
}

/// The finding as a sentence about the whole document.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let says = &self.says;
        match (self.verdict, self.statement.map(|index| index + 1)) {
            (Verdict::WithoutEffect, _) => f.write_str(says),
            (Verdict::Rejected, None) => write!(f, "The policy document {says}."),
            (Verdict::Rejected, Some(number)) => {
                write!(f, "The policy document is wrong in statement {number}, which {says}.")
            }
        }
    }
}
