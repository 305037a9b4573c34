//! Lists, one file for each way to look for things.

mod domains;
mod package_groups;
mod package_versions;
mod packages;
mod repositories;

use self::domains::Domains;
use self::package_groups::PackageGroups;
use self::package_versions::PackageVersions;
use self::packages::Packages;
use self::repositories::Repositories;
use crate::aws::Aws;
use crate::framework::list::{AnyList, list};
use crate::resources::domain::Domain;
use crate::resources::domain_permissions_policy::DomainPermissionsPolicy;
use crate::resources::package_group::PackageGroup;
use crate::resources::package_origin_configuration::PackageOriginConfiguration;
use crate::resources::package_version::PackageVersion;
use crate::resources::repository::Repository;
use crate::resources::repository_external_connection::RepositoryExternalConnection;
use crate::resources::repository_permissions_policy::RepositoryPermissionsPolicy;

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
