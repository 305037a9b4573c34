//! What can go wrong, and in what words it is said.

mod advice;
pub(super) mod causes;
mod denial;
mod error;
mod refusal;
mod sdk;
mod secrets;
mod seen;

pub(crate) use error::{Error, Kind, Result};
pub(super) use refusal::Refusal;
pub(super) use secrets::without_passwords;
pub(super) use seen::{Distrust, Seen};
