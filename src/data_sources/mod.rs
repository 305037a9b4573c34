//! Data sources, one file each.

mod authorization_token;
mod domain;
mod repository;
mod repository_endpoint;

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
