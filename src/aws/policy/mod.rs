//! Permissions policies as documents: what they mean, and whether they can be right.
//!
//! [`equivalent`] brings both documents into one canonical form and compares the forms, so it is an
//! equivalence relation by construction. It forgives everything that the comparison in the AWS
//! provider forgives, and more: order, duplicates, one value or a list of one, the case of actions
//! and of condition keys, an account or its root, `"*"` or `{"AWS": "*"}`, an empty condition or
//! none. It overlooks nothing that changes the meaning, unlike that one.

mod actions;
mod canonical;
mod check;
mod compact;
mod elements;
mod finding;
mod json;
mod kind;
mod principals;
mod resources;
mod statement;

pub(crate) use check::{check, too_long};
pub(crate) use compact::as_sent;
pub(crate) use finding::{Finding, Verdict};
pub(crate) use kind::Kind;
pub(crate) use resources::complaint as complaint_of_resource;
pub(crate) use statement::check_statement;

/// Whether two documents mean the same. Documents that are not a policy are compared as JSON, and
/// what is not JSON as text.
#[must_use]
pub(crate) fn equivalent(a: &str, b: &str) -> bool {
    a == b || canonical::form(a) == canonical::form(b)
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
