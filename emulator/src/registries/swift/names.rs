//! What Swift packages, their versions and their files are called.

use semver::Version;

use crate::model::failure::Failure;
use crate::model::unverified;
use crate::names::coordinates::Coordinates;

/// The one asset of a version.
pub(super) const ASSET: &str = unverified::SWIFT_ASSET;

/// A package by its scope and its name, which are kept in small letters (user guide).
pub(super) fn coordinates(scope: &str, name: &str) -> Result<Coordinates, Failure> {
    Coordinates::new("swift", Some(scope), name)
}

/// Whether a version is one of the Swift Package Manager.
pub(super) fn is_version(text: &str) -> bool {
    Version::parse(text).is_ok()
}
