//! Functions, one file each: pure and offline.

pub mod repository_endpoint;

use crate::framework::function::{AnyFunction, function};

/// Every function, in reading order.
pub const ALL: &[&dyn AnyFunction] = &[&function::<repository_endpoint::RepositoryEndpoint>()];
