//! A documented struct is the schema: `object!` and `choice!` make one from the other.
//!
//! The macros only zip. All knowledge is in [`Field`](super::field::Field) (what a type is in Terraform) and in
//! [`Rules`] (what else holds for one attribute), which are ordinary traits and const functions.

mod blocks;
mod macros;
pub(crate) mod structs;

pub use super::attribute::{
    Attribute, Mode, Pattern, Rules, Type, items, length, matching, replaces, stable,
};
pub use blocks::{Block, Blocks};
pub(crate) use macros::{choice, object};
pub use structs::Object;
