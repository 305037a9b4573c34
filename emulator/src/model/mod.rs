//! The service model as data: what each input may be and where it travels, the errors, and what no
//! source settles.

mod check;
pub(crate) mod failure;
mod input;
mod pattern;
pub(crate) mod shapes;
mod status;
pub(crate) mod unverified;

pub(crate) use self::check::{Check, check, not_whole, unreadable};
pub(crate) use self::input::{Input, Place, Shape, body, header, payload, query};
pub(crate) use self::pattern::matches;
pub(crate) use self::status::Status;
