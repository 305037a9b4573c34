//! The permissions policy of a domain.

use crate::aws::{Aws, PolicyTarget};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::OptionalComputed;
use crate::framework::schema::object;
use crate::service::named::{Named, NamedDomain};
use crate::service::policy::ShownPolicy;

object! {
    /// Provides details about the permissions policy of a CodeArtifact domain, which does not have
    /// to be managed by Terraform.
    pub(super) struct DomainPermissionsPolicy {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        ..policy: ShownPolicy {
            /// ARN of the domain.
            resource_arn,
        },
    }
}

impl DataSource for DomainPermissionsPolicy {
    const NAME: &'static str = "domain_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &["GetDomainPermissionsPolicy"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.domain.id();
        let missing = || {
            let cause =
                format!("The domain {id} has no permissions policy. {}", ShownPolicy::ADVICE);
            Error::at("domain", cause)
        };
        let found = aws.get_policy(&PolicyTarget::Domain(id.clone())).await?;
        let found = found.ok_or_else(missing)?;
        Ok(Self { domain: config.domain.located(&found.resource_arn), policy: found.into() })
    }
}
