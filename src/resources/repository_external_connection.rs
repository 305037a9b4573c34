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
    /// Manages the external connection of a CodeArtifact repository. A repository cannot have both
    /// an external connection and upstream repositories.
    ///
    /// ~> Destroying or replacing this resource removes the external connection: new package
    /// versions are no longer ingested. Package versions that were ingested before are retained.
    ///
    /// Add `ignore_changes = [external_connection]` to the repository; otherwise the two resources
    /// overwrite each other. Run `terraform apply -refresh-only` after the first apply, so that the
    /// next plan shows no drift.
    pub(crate) struct RepositoryExternalConnection {
        ..key: RepositoryKey,
        /// Name of the external connection, such as `public:npmjs`. For the other names, see
        /// `codeartifact_repository`.
        external_connection: String = replaces().matching(names::EXTERNAL_CONNECTION),
        /// Format of the packages that the external connection ingests.
        package_format: Computed<String> = stable(),
        /// Status of the external connection.
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
        Self::of(found)
            .ok_or_else(|| Error::new("CodeArtifact did not store the external connection"))
    }

    /// The one connection that there is: another one than in the state is drift.
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
