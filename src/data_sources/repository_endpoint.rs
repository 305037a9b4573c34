//! The address of a repository.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::service::formats::{EndpointType, Format};
use crate::service::named::{Named, NamedRepository};
use crate::service::permissions;

object! {
    /// Provides the endpoint of a CodeArtifact repository for one package format, as CodeArtifact
    /// returns it.
    pub(super) struct RepositoryEndpoint {
        ..repository: NamedRepository {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Format of the packages.
        format: Format,
        /// Type of the endpoint. Defaults to `ipv4`.
        endpoint_type: Option<EndpointType>,
        /// Endpoint of the repository.
        repository_endpoint: Computed<String>,
    }
}

impl DataSource for RepositoryEndpoint {
    const NAME: &'static str = "repository_endpoint";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetRepositoryEndpoint"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.repository.id();
        let kind = config.endpoint_type.map(EndpointType::text);
        let address = aws.repository_endpoint(&id, config.format.text(), kind).await?;
        Ok(Self {
            repository_endpoint: address.into(),
            repository: config.repository.settled(aws).await,
            ..config
        })
    }
}
