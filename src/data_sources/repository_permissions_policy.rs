//! The permissions policy of a repository.

use crate::{
    aws::{Aws, PolicyTarget, RepositoryId},
    framework::{
        data_source::DataSource,
        diagnostic::{Error, Result},
        field::{Computed, OptionalComputed},
        schema::{matching, object},
    },
    service::{keys::domain_id, names, region},
};

object! {
    /// The permissions policy of a repository, whoever wrote it.
    pub(super) struct RepositoryPermissionsPolicy {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The policy, in JSON.
        policy_document: Computed<String>,
        /// Revision of the policy, which every change replaces.
        policy_revision: Computed<String>,
        /// ARN of the repository.
        resource_arn: Computed<String>,
    }
}

impl DataSource for RepositoryPermissionsPolicy {
    const NAME: &'static str = "repository_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &["GetRepositoryPermissionsPolicy"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_known(), &config.domain);
        let id = RepositoryId { domain, repository: config.repository.clone() };
        let missing = || {
            let cause = format!("the repository {id} has no permissions policy");
            Error::at("repository", cause)
        };
        let found = aws.get_policy(&PolicyTarget::Repository(id.clone())).await?;
        let found = found.ok_or_else(missing)?;
        Ok(Self {
            domain_owner: region::owner_of_arn(&found.resource_arn).into(),
            region: region::of_arn(&found.resource_arn).into(),
            policy_document: found.document.into(),
            policy_revision: found.revision.into(),
            resource_arn: found.resource_arn.into(),
            ..config
        })
    }
}
