//! What .NET packages and their files are called.

use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// A package by its name, in any capitals.
pub(super) fn coordinates(id: &str) -> Result<Coordinates, Failure> {
    Coordinates::new("nuget", None, id)
}

/// Name of the one asset of a version (user guide).
pub(super) fn asset(package: &Coordinates, version: &str) -> String {
    format!("{}.{version}.nupkg", package.name)
}
