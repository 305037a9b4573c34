//! The address of a repository.

use crate::{
    aws::{Aws, RepositoryId},
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
    },
    service::{
        formats::{EndpointType, Format},
        keys::domain_id,
        names,
    },
};

object! {
    /// The address of a repository for the package managers of one format, as the service gives it.
    pub(super) struct RepositoryEndpoint {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Format of the packages.
        format: Format,
        /// Kind of the address. Defaults to `ipv4`.
        endpoint_type: Option<EndpointType>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The address.
        repository_endpoint: Computed<String>,
    }
}

impl DataSource for RepositoryEndpoint {
    const NAME: &'static str = "repository_endpoint";
    const OPERATIONS: &'static [&'static str] = &["GetRepositoryEndpoint"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let id = RepositoryId { domain, repository: config.repository.clone() };
        let kind = config.endpoint_type.map(EndpointType::text);
        let address = aws.repository_endpoint(&id, config.format.text(), kind).await?;
        let region = aws.region_of(id.domain.region.as_deref()).to_owned();
        Ok(Self { repository_endpoint: address.into(), region: region.into(), ..config })
    }
}
