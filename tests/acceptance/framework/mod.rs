//! What holds for every resource: refusals, unknown values, faults, and work that was interrupted.

mod all_faults;
mod faults;
mod half_done;
mod identity;
mod meanwhile;
mod refusals;
mod second_resources;
mod settings;
pub(crate) mod trials;
mod twisted;
mod two_addresses;
mod unknowns;
