//! Managed resources, one file each.

mod domain;
mod domain_permissions_policy;
mod repository;
mod repository_external_connection;
mod repository_permissions_policy;
mod repository_upstreams;

use crate::{
    aws::Aws,
    framework::resource::{AnyResource, managed},
};

/// Every managed resource, in reading order.
pub const ALL: &[&dyn AnyResource<Aws>] = &[
    &managed::<domain::Domain>(),
    &managed::<domain_permissions_policy::DomainPermissionsPolicy>(),
    &managed::<repository::Repository>(),
    &managed::<repository_upstreams::RepositoryUpstreams>(),
    &managed::<repository_external_connection::RepositoryExternalConnection>(),
    &managed::<repository_permissions_policy::RepositoryPermissionsPolicy>(),
];
