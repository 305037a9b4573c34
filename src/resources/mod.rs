//! Managed resources, one file each.

pub(crate) mod domain;
pub(crate) mod domain_permissions_policy;
pub(crate) mod package_group;
pub(crate) mod package_group_allowed_repository;
pub(crate) mod package_origin_configuration;
pub(crate) mod package_version;
pub(crate) mod package_version_copy;
pub(crate) mod package_version_status;
pub(crate) mod permissions_policy;
pub(crate) mod repository;
pub(crate) mod repository_external_connection;
pub(crate) mod repository_permissions_policy;
pub(crate) mod repository_upstreams;

use crate::aws::Aws;
use crate::framework::resource::{AnyResource, managed};

/// Every managed resource, in reading order.
pub const ALL: &[&dyn AnyResource<Aws>] = &[
    &managed::<domain::Domain>(),
    &managed::<domain_permissions_policy::DomainPermissionsPolicy>(),
    &managed::<repository::Repository>(),
    &managed::<repository_upstreams::RepositoryUpstreams>(),
    &managed::<repository_external_connection::RepositoryExternalConnection>(),
    &managed::<repository_permissions_policy::RepositoryPermissionsPolicy>(),
    &managed::<package_origin_configuration::PackageOriginConfiguration>(),
    &managed::<package_version::PackageVersion>(),
    &managed::<package_version_copy::PackageVersionCopy>(),
    &managed::<package_version_status::PackageVersionStatus>(),
    &managed::<package_group::PackageGroup>(),
    &managed::<package_group_allowed_repository::PackageGroupAllowedRepository>(),
];
