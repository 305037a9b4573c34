//! What can go wrong, and in what words it is said.

mod advice;
pub(super) mod causes;
mod error;
mod sdk;
mod secrets;
mod seen;

pub(crate) use error::{Error, Kind, Result};
pub(super) use secrets::without_passwords;
pub(super) use seen::Seen;
