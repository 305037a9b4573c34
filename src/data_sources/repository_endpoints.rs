//! The addresses of a repository.

use std::collections::BTreeMap;

use crate::{
    aws::{Aws, RepositoryId},
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
    },
    service::{formats::EndpointType, keys::domain_id, names},
};

object! {
    /// The addresses of a repository for the package managers of every format.
    pub(super) struct RepositoryEndpoints {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Kind of the addresses. Defaults to `ipv4`.
        endpoint_type: Option<EndpointType>,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// Address of the repository for each format.
        endpoints: Computed<BTreeMap<String, String>>,
    }
}

impl DataSource for RepositoryEndpoints {
    const NAME: &'static str = "repository_endpoints";
    const OPERATIONS: &'static [&'static str] = &["GetRepositoryEndpoint"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let id = RepositoryId { domain, repository: config.repository.clone() };
        let kind = config.endpoint_type.map(EndpointType::text);
        let endpoints = aws.repository_endpoints(&id, kind).await?;
        let region = aws.region_of(id.domain.region.as_deref()).to_owned();
        Ok(Self { endpoints: endpoints.into(), region: region.into(), ..config })
    }
}
