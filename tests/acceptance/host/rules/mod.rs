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

pub(super) use self::{
    applied::{compatible, known, same_action, stored},
    diagnostics::diagnostics,
    functions::function,
    identity::{identity, planned_identity, same},
    moves::moved,
    planned::plan,
    replacement::replacement,
    schemas::schemas,
    streams::{action, list},
};
