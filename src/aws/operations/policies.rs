//! The permissions policies of domains and of repositories.

use aws_sdk_codeartifact::types::ResourcePolicy;

use crate::aws::calls::Call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::{DomainId, PolicyTarget, RepositoryId};
use crate::aws::policy::equivalent;

/// A permissions policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// ARN of what it belongs to.
    pub resource_arn: String,
    /// Revision, which every change replaces.
    pub revision: String,
    /// The document, as JSON.
    pub document: String,
}

impl Aws {
    /// The policy, or `None` where there is none.
    pub async fn get_policy(&self, target: &PolicyTarget) -> Result<Option<Policy>> {
        let answer = match target {
            PolicyTarget::Domain(id) => self.get_domain_policy(id).await,
            PolicyTarget::Repository(id) => self.get_repository_policy(id).await,
        };
        match answer {
            Ok(policy) => policy_of(policy).map(Some),
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the policy. With a `revision`, only over that revision: another one is a conflict.
    pub async fn put_policy(
        &self,
        target: &PolicyTarget,
        document: &str,
        revision: Option<&str>,
    ) -> Result<Policy> {
        let answer = match target {
            PolicyTarget::Domain(id) => self.put_domain_policy(id, document, revision).await,
            PolicyTarget::Repository(id) => {
                self.put_repository_policy(id, document, revision).await
            }
        };
        match answer {
            Ok(policy) => policy_of(policy),
            Err(conflict) if conflict.kind() == Kind::Conflict && conflict.in_doubt() => {
                self.written_after_all(target, document, conflict).await
            }
            Err(error) => Err(error),
        }
    }

    /// Deletes the policy, whatever its revision. Absent already is as good.
    pub async fn delete_policy(&self, target: &PolicyTarget) -> Result<()> {
        let answer = match target {
            PolicyTarget::Domain(id) => self.delete_domain_policy(id).await,
            PolicyTarget::Repository(id) => self.delete_repository_policy(id).await,
        };
        match answer {
            Err(error) if error.kind() != Kind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The policy, if it says what was to be written: an attempt whose answer was lost wrote it, and the next met the
    /// revision that it had made.
    async fn written_after_all(
        &self,
        target: &PolicyTarget,
        document: &str,
        conflict: Error,
    ) -> Result<Policy> {
        let found = self.get_policy(target).await.ok().flatten();
        found.filter(|policy| equivalent(&policy.document, document)).ok_or(conflict)
    }

    async fn get_domain_policy(&self, id: &DomainId) -> Result<Option<ResourcePolicy>> {
        let call =
            Call::new("GetDomainPermissionsPolicy", &id.domain).in_region(id.region.as_deref());
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .get_domain_permissions_policy()
                    .domain(&id.domain)
                    .set_domain_owner(id.owner.clone())
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await?;
        Ok(answer.policy)
    }

    async fn get_repository_policy(&self, id: &RepositoryId) -> Result<Option<ResourcePolicy>> {
        let key = id.to_string();
        let call = Call::new("GetRepositoryPermissionsPolicy", &key)
            .in_region(id.domain.region.as_deref());
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .get_repository_permissions_policy()
                    .domain(&id.domain.domain)
                    .set_domain_owner(id.domain.owner.clone())
                    .repository(&id.repository)
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await?;
        Ok(answer.policy)
    }

    async fn put_domain_policy(
        &self,
        id: &DomainId,
        document: &str,
        revision: Option<&str>,
    ) -> Result<Option<ResourcePolicy>> {
        let call =
            Call::new("PutDomainPermissionsPolicy", &id.domain).in_region(id.region.as_deref());
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .put_domain_permissions_policy()
                    .domain(&id.domain)
                    .set_domain_owner(id.owner.clone())
                    .policy_document(document)
                    .set_policy_revision(revision.map(str::to_owned))
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await?;
        Ok(answer.policy)
    }

    async fn put_repository_policy(
        &self,
        id: &RepositoryId,
        document: &str,
        revision: Option<&str>,
    ) -> Result<Option<ResourcePolicy>> {
        let key = id.to_string();
        let call = Call::new("PutRepositoryPermissionsPolicy", &key)
            .in_region(id.domain.region.as_deref());
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .put_repository_permissions_policy()
                    .domain(&id.domain.domain)
                    .set_domain_owner(id.domain.owner.clone())
                    .repository(&id.repository)
                    .policy_document(document)
                    .set_policy_revision(revision.map(str::to_owned))
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await?;
        Ok(answer.policy)
    }

    async fn delete_domain_policy(&self, id: &DomainId) -> Result<()> {
        let call =
            Call::new("DeleteDomainPermissionsPolicy", &id.domain).in_region(id.region.as_deref());
        self.call(&call, |client, attempts| {
            client
                .delete_domain_permissions_policy()
                .domain(&id.domain)
                .set_domain_owner(id.owner.clone())
                .customize()
                .config_override(attempts)
                .send()
        })
        .await?;
        Ok(())
    }

    async fn delete_repository_policy(&self, id: &RepositoryId) -> Result<()> {
        let key = id.to_string();
        let call = Call::new("DeleteRepositoryPermissionsPolicy", &key)
            .in_region(id.domain.region.as_deref());
        self.call(&call, |client, attempts| {
            client
                .delete_repository_permissions_policy()
                .domain(&id.domain.domain)
                .set_domain_owner(id.domain.owner.clone())
                .repository(&id.repository)
                .customize()
                .config_override(attempts)
                .send()
        })
        .await?;
        Ok(())
    }
}

fn policy_of(answer: Option<ResourcePolicy>) -> Result<Policy> {
    let answer = answer.ok_or_else(|| Error::incomplete("a policy"))?;
    Ok(Policy {
        resource_arn: answer.resource_arn.unwrap_or_default(),
        revision: answer.revision.unwrap_or_default(),
        document: answer.document.unwrap_or_default(),
    })
}
