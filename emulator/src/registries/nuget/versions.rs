//! The versions of a package, as clients of NuGet see them.

use super::super::visit::{Visit, not_found};
use crate::model::failure::Failure;
use crate::model::{Status, unverified};
use crate::names::coordinates::Coordinates;
use crate::names::nuget_version::NuGetVersion;
use crate::state::PackageVersion;

/// The versions that clients see, in their order.
pub(super) fn versions(
    visit: &Visit<'_>,
    package: &Coordinates,
) -> Result<Vec<PackageVersion>, Failure> {
    let found = visit.search(package)?;
    let shown = found.first().into_iter().filter(|version| is_shown(version));
    let mut shown: Vec<PackageVersion> = shown.cloned().collect();
    shown.sort_by_cached_key(|version| NuGetVersion::parse(&version.version));
    Ok(shown)
}

/// The same, but a package without any is not found.
pub(super) fn some_versions(
    visit: &Visit<'_>,
    package: &Coordinates,
) -> Result<Vec<PackageVersion>, Failure> {
    let shown = versions(visit, package)?;
    if shown.is_empty() { Err(not_found(&package.name)) } else { Ok(shown) }
}

fn is_shown(version: &PackageVersion) -> bool {
    is_listed(version) || unverified::UNLISTED_NUGET_VERSIONS_ARE_SHOWN && version.is_offered()
}

/// Whether clients list a version.
pub(super) fn is_listed(version: &PackageVersion) -> bool {
    version.status == Status::Published
}
