//! Semantic versions, and all that look like them: `1.2.3-rc.1+build`.

use std::cmp::Ordering;

use super::identifier::{Identifier, without_zeros};

/// Compares two versions. What follows `+` says nothing about the order.
pub(super) fn compare(left: &str, right: &str) -> Ordering {
    Precedence::of(left).cmp(&Precedence::of(right))
}

/// What decides, in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Precedence {
    numbers: Vec<Identifier>,
    is_release: bool,
    pre_release: Vec<Identifier>,
}

impl Precedence {
    fn of(version: &str) -> Self {
        let (version, _) = version.split_once('+').unwrap_or((version, ""));
        let is_number = |rest: &&str| rest.starts_with(|first: char| first.is_ascii_digit());
        let version = version.strip_prefix('v').filter(is_number).unwrap_or(version);
        let (numbers, pre_release) = version.split_once('-').unwrap_or((version, ""));
        let parts = |text: &str| text.split('.').map(Identifier::of).collect::<Vec<_>>();
        Self {
            numbers: without_zeros(parts(numbers)),
            is_release: pre_release.is_empty(),
            pre_release: parts(pre_release),
        }
    }
}
