//! The external connection of a repository, as a resource of its own.

use crate::aws::{self, Aws};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Computed;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{object, replaces, stable};
use crate::service::keys::RepositoryKey;
use crate::service::{external_connections, names, region};

object! {
    /// The connection of a repository to a public one, as a resource of its own. A repository has
    /// one at most, and then no upstreams.
    ///
    /// The repository then says `ignore_changes = [external_connection]`, and learns of it with the
    /// next refresh: `terraform apply -refresh-only` after the first apply keeps drift detection
    /// quiet.
    pub(crate) struct RepositoryExternalConnection {
        ..key: RepositoryKey {
            /// Region of the domain. Defaults to the Region of the provider. Changing it replaces
            /// the connection.
            region,
        },
        /// Name of the public repository, such as `public:npmjs`; see `codeartifact_repository`.
        external_connection: String = replaces().matching(names::EXTERNAL_CONNECTION),
        /// Format of the packages that come through the connection.
        package_format: Computed<String> = stable(),
        /// Status of the connection.
        status: Computed<String> = stable(),
    }
}

impl Resource for RepositoryExternalConnection {
    const NAME: &'static str = "repository_external_connection";
    const OPERATIONS: &'static [&'static str] =
        &["AssociateExternalConnection", "DescribeRepository", "DisassociateExternalConnection"];
    type Key = RepositoryKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        external_connections::warn(change);
        region::plan(change, aws)
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        let found = aws.associate_external_connection(&id, &plan.external_connection).await?;
        Self::of(found).ok_or_else(|| Error::new("the service did not keep the connection"))
    }

    /// The one connection that there is, whichever: another one than in the state is drift.
    async fn read(key: RepositoryKey, aws: &Aws) -> Result<Option<Self>> {
        Ok(aws.describe_repository(&key.id()).await?.and_then(Self::of))
    }

    /// Every argument forces a replacement, so that nothing is left to update.
    async fn update(plan: Self, _: Self, _: &Aws) -> Result<Self> {
        Ok(plan)
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let id = prior.key.id();
        Ok(aws.disassociate_external_connection(&id, &prior.external_connection).await?)
    }
}

impl RepositoryExternalConnection {
    fn of(repository: aws::Repository) -> Option<Self> {
        let aws::Repository { domain, domain_owner, name, arn, external_connections, .. } =
            repository;
        let connection = external_connections.into_iter().next()?;
        Some(Self {
            key: RepositoryKey::found(domain, domain_owner, name, &arn),
            external_connection: connection.name,
            package_format: connection.package_format.into(),
            status: connection.status.into(),
        })
    }
}
