//! What crates and their files are called.

use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// A crate by its name.
pub(super) fn coordinates(name: &str) -> Result<Coordinates, Failure> {
    Coordinates::new("cargo", None, name)
}

/// Name of the one asset of a version.
pub(super) fn asset(name: &str, version: &str) -> String {
    format!("{name}-{version}.crate")
}
