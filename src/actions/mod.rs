//! Actions, one file each, and the list that one of them has reviewed.

mod copy_package_versions;
mod delete_package;
mod delete_package_versions;
mod dispose_package_versions;
mod prune_package_versions;
mod refresh_upstreams;
mod reviewed;
mod update_package_versions_status;

use crate::aws::Aws;
use crate::framework::action::{AnyAction, action};

/// Every action, in reading order.
pub const ALL: &[&dyn AnyAction<Aws>] = &[
    &action::<copy_package_versions::CopyPackageVersions>(),
    &action::<update_package_versions_status::UpdatePackageVersionsStatus>(),
    &action::<dispose_package_versions::DisposePackageVersions>(),
    &action::<delete_package_versions::DeletePackageVersions>(),
    &action::<delete_package::DeletePackage>(),
    &action::<prune_package_versions::PrunePackageVersions>(),
    &action::<refresh_upstreams::RefreshUpstreams>(),
];
