//! The addresses of a repository.

use std::collections::BTreeMap;

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::service::formats::EndpointType;
use crate::service::named::{Named, NamedRepository};
use crate::service::permissions;

object! {
    /// Lists the endpoints of a CodeArtifact repository for all package formats.
    pub(super) struct RepositoryEndpoints {
        ..repository: NamedRepository {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Type of the endpoints. Defaults to `ipv4`.
        endpoint_type: Option<EndpointType>,
        /// Endpoints of the repository, by package format.
        endpoints: Computed<BTreeMap<String, String>>,
    }
}

impl DataSource for RepositoryEndpoints {
    const NAME: &'static str = "repository_endpoints";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetRepositoryEndpoint"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.repository.id();
        let kind = config.endpoint_type.map(EndpointType::text);
        let endpoints = aws.repository_endpoints(&id, kind).await?;
        Ok(Self {
            endpoints: endpoints.into(),
            repository: config.repository.settled(aws).await,
            ..config
        })
    }
}
