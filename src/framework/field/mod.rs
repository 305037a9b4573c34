//! The types that an attribute can have. The type says who sets it and where it lives.

mod collections;
mod modes;
mod scalars;
mod typed;

pub use modes::{Computed, OptionalComputed, Private, Sensitive, WriteOnly};
pub use scalars::Verbatim;
pub use typed::{Field, check_decoding, take};
