//! The upstreams of a repository, as a resource of their own.

use crate::aws::{self, Aws, Setter};
use crate::framework::diagnostic::Result;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{items, object};
use crate::framework::validate::Rule;
use crate::service::keys::RepositoryKey;
use crate::service::permissions;
use crate::service::{names, region, upstreams};

object! {
    /// Manages the upstream repositories of a CodeArtifact repository separately, so that
    /// repositories from one `for_each` can be chained.
    ///
    /// Add `ignore_changes = [upstreams]` to the repository; otherwise the two resources overwrite
    /// each other. Run `terraform apply -refresh-only` after the first apply, so that the next plan
    /// shows no drift.
    ///
    /// Destroying this resource clears the list. Replacing it sends the list again, which
    /// reconnects an upstream repository that was deleted and re-created under the same name.
    pub(crate) struct RepositoryUpstreams {
        ..key: RepositoryKey {
            /// Name of the repository that has the upstream repositories.
            repository,
        },
        /// Names of the upstream repositories, in search order.
        upstreams: Vec<String> = items(1, 10).matching(names::REPOSITORY),
    }
}

impl Resource for RepositoryUpstreams {
    const NAME: &'static str = "repository_upstreams";
    const OPERATIONS: &'static [&'static str] = &["DescribeRepository", "UpdateRepository"];
    const PERMISSIONS: &'static [Permission] = &[permissions::DOWNSTREAM];
    const RULES: &'static [Rule] = &[upstreams::NOT_ITSELF, upstreams::ONCE_EACH];
    type Key = RepositoryKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        upstreams::warn_of_rival(change, aws, Setter::Alone);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        Ok(aws.update_repository(&id, None, Some(&plan.upstreams)).await?.into())
    }

    async fn read(key: RepositoryKey, aws: &Aws) -> Result<Option<Self>> {
        let found = aws.describe_repository(&key.id()).await?;
        Ok(found.filter(|found| !found.upstreams.is_empty()).map(Self::from))
    }

    /// A list that is empty already is not sent: the service refuses even an empty list for a
    /// repository that has got a connection meanwhile.
    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let id = prior.key.id();
        match aws.describe_repository(&id).await? {
            Some(found) if !found.upstreams.is_empty() => {
                aws.update_repository(&id, None, Some(&[])).await?;
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

impl From<aws::Repository> for RepositoryUpstreams {
    fn from(repository: aws::Repository) -> Self {
        let aws::Repository { domain, domain_owner, name, arn, .. } = repository;
        Self {
            key: RepositoryKey::found(domain, domain_owner, name, &arn),
            upstreams: repository.upstreams,
        }
    }
}
