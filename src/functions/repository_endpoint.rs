//! The address of a repository, without asking the service.

use crate::framework::diagnostic::{Error, Result};
use crate::framework::function::Function;
use crate::framework::schema::{matching, object};
use crate::service::formats::{EndpointType, Format};
use crate::service::names;

object! {
    /// Returns the endpoint of a CodeArtifact repository for one package format, without an API
    /// call.
    pub(super) struct RepositoryEndpoint {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// AWS account ID of the domain owner.
        domain_owner: String = matching(names::ACCOUNT),
        /// Region of the domain.
        region: String = matching(names::REGION),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Format of the packages.
        format: Format,
        /// Type of the endpoint, at most one: `ipv4` (the default) or `dualstack`.
        endpoint_type: Vec<EndpointType>,
    }
}

impl Function for RepositoryEndpoint {
    const NAME: &'static str = "repository_endpoint";
    type Output = String;

    fn call(self) -> Result<String> {
        let Self { domain, domain_owner, region, repository, format, endpoint_type } = self;
        let service = match endpoint_type[..] {
            [] | [EndpointType::Ipv4] => format!("d.codeartifact.{region}.amazonaws.com"),
            [EndpointType::Dualstack] => format!("codeartifact.{region}.on.aws"),
            _ => return Err(Error::at("endpoint_type", "can be set only once")),
        };
        Ok(format!("https://{domain}-{domain_owner}.{service}/{}/{repository}/", format.text()))
    }
}
