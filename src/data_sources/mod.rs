//! Data sources, one file each.

mod associated_package_group;
mod authorization_token;
mod domain;
mod domain_graph;
mod domain_permissions_policy;
mod domains;
mod external_connections;
mod package;
mod package_group;
mod package_group_allowed_repositories;
mod package_group_packages;
mod package_groups;
mod package_resolution;
mod package_version;
mod package_version_asset;
mod package_version_assets;
mod package_version_dependencies;
mod package_version_readme;
mod package_versions;
mod packages;
mod policy_document;
mod repositories;
mod repository;
mod repository_endpoint;
mod repository_endpoints;
mod repository_permissions_policy;
mod sub_package_groups;

use crate::aws::Aws;
use crate::framework::data_source::{AnyDataSource, data};

/// Every data source, in reading order.
pub const ALL: &[&dyn AnyDataSource<Aws>] = &[
    &data::<domain::Domain>(),
    &data::<domains::Domains>(),
    &data::<domain_graph::DomainGraph>(),
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
    &data::<package_resolution::PackageResolution>(),
    &data::<package_version::PackageVersion>(),
    &data::<package_versions::PackageVersions>(),
    &data::<package_version_assets::PackageVersionAssets>(),
    &data::<package_version_asset::PackageVersionAsset>(),
    &data::<package_version_readme::PackageVersionReadme>(),
    &data::<package_version_dependencies::PackageVersionDependencies>(),
];
