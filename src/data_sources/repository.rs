//! One repository.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::object;
use crate::service::absence;
use crate::service::named::{Named, NamedRepository};
use crate::service::tags::Tags;

object! {
    /// Provides details about a CodeArtifact repository, including its endpoints.
    pub(super) struct Repository {
        ..repository: NamedRepository {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// AWS account ID of the repository's administrator.
        administrator_account: Computed<String>,
        /// ARN of the repository.
        arn: Computed<String>,
        /// Creation time of the repository, in RFC 3339 format.
        created_time: Computed<String>,
        /// Description of the repository. Empty if none is set.
        description: Computed<String>,
        /// Endpoint of the repository for package managers, with `{format}` in place of the package
        /// format. The functions that create configuration files accept it unchanged. The function
        /// `endpoint` returns the endpoint for one format.
        endpoint: Computed<String>,
        /// Names of the external connections.
        external_connections: Computed<Vec<String>>,
        /// Tags of the repository.
        tags: Computed<Tags>,
        /// Names of the upstream repositories, in search order.
        upstreams: Computed<Vec<String>>,
    }
}

impl DataSource for Repository {
    const NAME: &'static str = "repository";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeRepository", "GetRepositoryEndpoint", "ListTagsForResource"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.repository.id();
        let Some(found) = aws.describe_repository(&id).await? else {
            return Err(absence::of_repository(&id, aws).await);
        };
        let tags = aws.tags(&found.arn, id.domain.region.as_deref());
        let mut owned = id.clone();
        owned.domain.owner = Some(found.domain_owner);
        let (tags, endpoint) = tokio::try_join!(tags, aws.address(&owned))?;
        let connections = found.external_connections.into_iter();
        Ok(Self {
            repository: config.repository.located(&found.arn),
            administrator_account: found.administrator_account.into(),
            arn: found.arn.into(),
            created_time: found.created_time.into(),
            description: found.description.unwrap_or_default().into(),
            endpoint: endpoint.into(),
            external_connections: connections.map(|found| found.name).collect::<Vec<_>>().into(),
            tags: Tags(tags.unwrap_or_default()).into(),
            upstreams: found.upstreams.into(),
        })
    }
}
