//! What npm packages and their files are called.

use super::super::visit::not_found;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// The one asset of a version (user guide).
pub(super) const ASSET: &str = "package.tgz";

/// A package by its name, which is `@scope/name` where it is in a scope.
pub(super) fn coordinates(name: &str) -> Result<Coordinates, Failure> {
    let scoped = name.strip_prefix('@').and_then(|name| name.split_once('/'));
    let (scope, bare) = scoped.map_or((None, name), |(scope, name)| (Some(scope), name));
    if bare.is_empty() || bare.contains(['/', '@']) {
        return Err(not_found(name));
    }
    Coordinates::new("npm", scope, bare)
}
