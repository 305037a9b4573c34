//! Lists, one file for each way to look for things.

mod domains;
mod package_groups;
mod package_versions;
mod packages;
mod repositories;

use self::{
    domains::Domains, package_groups::PackageGroups, package_versions::PackageVersions,
    packages::Packages, repositories::Repositories,
};
use crate::{
    aws::Aws,
    framework::list::{AnyList, list},
    resources::{
        domain::Domain, domain_permissions_policy::DomainPermissionsPolicy,
        package_group::PackageGroup, package_origin_configuration::PackageOriginConfiguration,
        package_version::PackageVersion, repository::Repository,
        repository_external_connection::RepositoryExternalConnection,
        repository_permissions_policy::RepositoryPermissionsPolicy,
    },
};

/// Every list, in reading order.
pub const ALL: &[&dyn AnyList<Aws>] = &[
    &list::<Domain, Domains>(),
    &list::<DomainPermissionsPolicy, Domains>(),
    &list::<Repository, Repositories>(),
    &list::<RepositoryPermissionsPolicy, Repositories>(),
    &list::<RepositoryExternalConnection, Repositories>(),
    &list::<PackageGroup, PackageGroups>(),
    &list::<PackageOriginConfiguration, Packages>(),
    &list::<PackageVersion, PackageVersions>(),
];
