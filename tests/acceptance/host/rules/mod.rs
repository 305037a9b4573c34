//! What core enforces on every answer, each rule a function that names the breaches. Each has tests
//! that show that a breach is seen.

mod applied;
mod bodies;
mod diagnostics;
mod functions;
mod identity;
mod moves;
mod planned;
mod replacement;
#[cfg(test)]
mod sample;
mod schemas;
mod streams;

pub(super) use self::applied::{compatible, known, same_action, stored};
pub(super) use self::diagnostics::diagnostics;
pub(super) use self::functions::function;
pub(super) use self::identity::{identity, planned_identity, same};
pub(super) use self::moves::moved;
pub(super) use self::planned::plan;
pub(super) use self::replacement::replacement;
pub(super) use self::schemas::schemas;
pub(super) use self::streams::{action, list};
