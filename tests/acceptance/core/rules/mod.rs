//! What core enforces on every answer, each rule a function that names the breaches. Each has tests
//! that show that a breach is seen.

mod applied;
mod identity;
mod planned;
mod replacement;
#[cfg(test)]
mod sample;
mod schemas;
mod streams;

pub(super) use self::{
    applied::{compatible, known},
    identity::{identity, same},
    planned::plan,
    replacement::replacement,
    schemas::schemas,
    streams::{action, list},
};
