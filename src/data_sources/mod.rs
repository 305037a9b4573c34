//! Data sources, one file each.

pub mod associated_package_group;
pub mod authorization_token;
pub mod domain;
pub mod domain_permissions_policy;
pub mod domains;
pub mod external_connections;
pub mod package;
pub mod package_group;
pub mod package_group_allowed_repositories;
pub mod package_group_packages;
pub mod package_groups;
pub mod package_version;
pub mod package_version_asset;
pub mod package_version_assets;
pub mod package_version_dependencies;
pub mod package_version_readme;
pub mod package_versions;
pub mod packages;
pub mod policy_document;
pub mod repositories;
pub mod repository;
pub mod repository_endpoint;
pub mod repository_endpoints;
pub mod repository_permissions_policy;
pub mod sub_package_groups;

use crate::{
    aws::Aws,
    framework::data_source::{AnyDataSource, data},
};

/// Every data source, in reading order.
pub const ALL: &[&dyn AnyDataSource<Aws>] = &[
    &data::<domain::Domain>(),
    &data::<domains::Domains>(),
    &data::<domain_permissions_policy::DomainPermissionsPolicy>(),
    &data::<repository::Repository>(),
    &data::<repositories::Repositories>(),
    &data::<repository_endpoint::RepositoryEndpoint>(),
    &data::<repository_endpoints::RepositoryEndpoints>(),
    &data::<repository_permissions_policy::RepositoryPermissionsPolicy>(),
    &data::<package_group::PackageGroup>(),
    &data::<package_groups::PackageGroups>(),
    &data::<sub_package_groups::SubPackageGroups>(),
    &data::<package_group_allowed_repositories::PackageGroupAllowedRepositories>(),
    &data::<package_group_packages::PackageGroupPackages>(),
    &data::<associated_package_group::AssociatedPackageGroup>(),
    &data::<external_connections::ExternalConnections>(),
    &data::<policy_document::PolicyDocument>(),
    &data::<authorization_token::AuthorizationToken>(),
    &data::<package::Package>(),
    &data::<packages::Packages>(),
    &data::<package_version::PackageVersion>(),
    &data::<package_versions::PackageVersions>(),
    &data::<package_version_assets::PackageVersionAssets>(),
    &data::<package_version_asset::PackageVersionAsset>(),
    &data::<package_version_readme::PackageVersionReadme>(),
    &data::<package_version_dependencies::PackageVersionDependencies>(),
];
