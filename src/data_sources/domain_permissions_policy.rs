//! The permissions policy of a domain.

use crate::{
    aws::{Aws, PolicyTarget},
    framework::{
        data_source::DataSource,
        diagnostic::{Error, Result},
        field::{Computed, OptionalComputed},
        schema::{matching, object},
    },
    service::{keys::domain_id, names, region},
};

object! {
    /// The permissions policy of a domain, whoever wrote it.
    pub(super) struct DomainPermissionsPolicy {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = matching(names::ACCOUNT),
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The policy, in JSON.
        policy_document: Computed<String>,
        /// Revision of the policy, which every change replaces.
        policy_revision: Computed<String>,
        /// ARN of the domain.
        resource_arn: Computed<String>,
    }
}

impl DataSource for DomainPermissionsPolicy {
    const NAME: &'static str = "domain_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &["GetDomainPermissionsPolicy"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = domain_id(&config.region, config.domain_owner.as_known(), &config.domain);
        let missing = || Error::at("domain", format!("the domain {id} has no permissions policy"));
        let found = aws.get_policy(&PolicyTarget::Domain(id.clone())).await?;
        let found = found.ok_or_else(missing)?;
        Ok(Self {
            domain: config.domain,
            domain_owner: region::owner_of_arn(&found.resource_arn).into(),
            region: region::of_arn(&found.resource_arn).into(),
            policy_document: found.document.into(),
            policy_revision: found.revision.into(),
            resource_arn: found.resource_arn.into(),
        })
    }
}
