//! A documented struct is the schema: `object!` and `choice!` make one from the other.
//!
//! The macros only zip. All knowledge is in [`Field`](super::field::Field) (what a type is in
//! Terraform), in [`Rules`] (what else holds for one attribute) and in [`Part`] (how attributes and
//! groups of them make an object), which are ordinary traits and const functions.

mod blocks;
mod laws;
mod macros;
mod parts;
mod structs;

pub use super::attribute::{
    Attribute, Mode, Pattern, Rules, Type, items, length, matching, replaces, stable,
};
pub use super::diagnostic::Result;
pub use super::field::take;
pub use super::value::Value;
pub use blocks::{Block, Blocks};
pub(crate) use macros::choice;
pub use macros::{object, part};
pub use parts::{Member, Part, count, joined};
pub(crate) use structs::only;
pub use structs::{Object, put};
