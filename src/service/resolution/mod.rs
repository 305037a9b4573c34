//! Where a package would come from: the repositories that a search comes to, what stops it on the
//! way, and what it finds.
//!
//! `survey` asks the service; all that follows from its answers is decided without it.

mod barrier;
mod place;
mod reason;
mod searched;
mod survey;
mod verdict;
mod walk;

pub(crate) use place::Place;
pub(crate) use reason::reason;
pub(crate) use survey::survey;
pub(crate) use verdict::Verdict;
