//! The versions of a package, as clients of NuGet see them.

use super::super::visit::{Visit, not_found};
use crate::model::failure::Failure;
use crate::model::{Status, unverified};
use crate::names::coordinates::Coordinates;
use crate::names::nuget_version::NuGetVersion;
use crate::state::PackageVersion;

/// The versions that clients are told of, in their order.
pub(super) fn versions(
    visit: &Visit<'_>,
    package: &Coordinates,
) -> Result<Vec<PackageVersion>, Failure> {
    let found = visit.search(package)?;
    let told = found.first().into_iter().filter(|version| is_told(version));
    let mut told: Vec<PackageVersion> = told.cloned().collect();
    told.sort_by_cached_key(|version| NuGetVersion::parse(&version.version));
    Ok(told)
}

/// The same of a package that is not there without one.
pub(super) fn some_versions(
    visit: &Visit<'_>,
    package: &Coordinates,
) -> Result<Vec<PackageVersion>, Failure> {
    let told = versions(visit, package)?;
    if told.is_empty() { Err(not_found(&package.name)) } else { Ok(told) }
}

fn is_told(version: &PackageVersion) -> bool {
    is_listed(version) || unverified::UNLISTED_NUGET_VERSIONS_ARE_TOLD && version.is_offered()
}

/// Whether clients list a version.
pub(super) fn is_listed(version: &PackageVersion) -> bool {
    version.status == Status::Published
}
