//! Data sources, one file each.

pub mod authorization_token;
pub mod domain;
pub mod repository;
pub mod repository_endpoint;

use crate::{
    aws::Aws,
    framework::data_source::{AnyDataSource, data},
};

/// Every data source, in reading order.
pub const ALL: &[&dyn AnyDataSource<Aws>] = &[
    &data::<domain::Domain>(),
    &data::<repository::Repository>(),
    &data::<repository_endpoint::RepositoryEndpoint>(),
    &data::<authorization_token::AuthorizationToken>(),
];
