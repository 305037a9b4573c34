//! The permissions policy of a repository.

use crate::aws::{Aws, PolicyTarget};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::OptionalComputed;
use crate::framework::schema::object;
use crate::service::named::{Named, NamedRepository};
use crate::service::policy::ShownPolicy;

object! {
    /// Provides details about the permissions policy of a CodeArtifact repository, which does not
    /// have to be managed by Terraform.
    pub(super) struct RepositoryPermissionsPolicy {
        ..repository: NamedRepository {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        ..policy: ShownPolicy {
            /// ARN of the repository.
            resource_arn,
        },
    }
}

impl DataSource for RepositoryPermissionsPolicy {
    const NAME: &'static str = "repository_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &["GetRepositoryPermissionsPolicy"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.repository.id();
        let missing = || {
            let cause =
                format!("The repository {id} has no permissions policy. {}", ShownPolicy::ADVICE);
            Error::at("repository", cause)
        };
        let found = aws.get_policy(&PolicyTarget::Repository(id.clone())).await?;
        let found = found.ok_or_else(missing)?;
        Ok(Self {
            repository: config.repository.located(&found.resource_arn),
            policy: found.into(),
        })
    }
}
