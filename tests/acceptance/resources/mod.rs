//! Resources, a file for each, and what several of them have in common.

pub(crate) mod domain;
pub(crate) mod domain_permissions_policy;
pub(crate) mod encryption_key;
pub(crate) mod package_group;
pub(crate) mod package_origin_configuration;
pub(crate) mod package_version;
pub(crate) mod package_version_copy;
pub(crate) mod package_version_status;
pub(crate) mod permissions_policies;
pub(crate) mod repository;
pub(crate) mod repository_external_connection;
pub(crate) mod repository_permissions_policy;
pub(crate) mod repository_sources;
pub(crate) mod repository_upstreams;
