//! The permissions policies of domains and of repositories.

use std::time::Duration;

use aws_sdk_codeartifact::types::ResourcePolicy;

use super::adoption::import_block;
use crate::aws::calls::{Look, call};
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::PolicyTarget;
use crate::aws::policy::{as_sent, equivalent};

/// How long a new role or user may take to be known everywhere: as long as other providers of AWS
/// wait.
const PRINCIPAL_PROPAGATION: Duration = Duration::from_secs(120);

/// A permissions policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Policy {
    /// ARN of what it belongs to.
    pub resource_arn: String,
    /// Revision, which every change replaces.
    pub revision: String,
    /// The document, as JSON.
    pub document: String,
}

impl Aws {
    /// The policy, or `None` where there is none.
    pub(crate) async fn get_policy(&self, target: &PolicyTarget) -> Result<Option<Policy>> {
        let aws = self.without_patience();
        let answer = match target {
            PolicyTarget::Domain(id) => {
                let answer = call!(aws, domain(id), get_domain_permissions_policy()).await;
                answer.map(|answer| answer.policy)
            }
            PolicyTarget::Repository(id) => {
                let answer = call!(aws, repository(id), get_repository_permissions_policy()).await;
                answer.map(|answer| answer.policy)
            }
        };
        match answer {
            Ok(policy) => policy_of(policy).map(Some),
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the policy. With a `revision`, only over that revision: another one is a conflict.
    pub(crate) async fn put_policy(
        &self,
        target: &PolicyTarget,
        document: &str,
        revision: Option<&str>,
    ) -> Result<Policy> {
        let send = || async {
            match self.send_policy(target, document, revision).await {
                Err(error) if knows_no_principal(&error) => Ok(Look::NotYet(error)),
                answer => answer.map(Look::Done),
            }
        };
        match self.eventually(PRINCIPAL_PROPAGATION, send).await {
            Ok(policy) => policy_of(policy),
            Err(conflict) if conflict.kind() == Kind::Conflict && conflict.in_doubt() => {
                self.written_after_all(target, document, conflict).await
            }
            Err(error) => Err(error),
        }
    }

    /// The import block that takes over the policy which is there.
    pub(crate) fn import_of_policy(&self, target: &PolicyTarget) -> String {
        import_block(target.resource(), &target.import_id(self.region()))
    }

    /// Deletes the policy, whatever its revision. Absent already is as good.
    pub(crate) async fn delete_policy(&self, target: &PolicyTarget) -> Result<()> {
        let aws = self.without_patience();
        let answer = match target {
            PolicyTarget::Domain(id) => {
                call!(aws, domain(id), delete_domain_permissions_policy()).await.map(drop)
            }
            PolicyTarget::Repository(id) => {
                call!(aws, repository(id), delete_repository_permissions_policy()).await.map(drop)
            }
        };
        match answer {
            Err(error) if error.kind() != Kind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    async fn send_policy(
        &self,
        target: &PolicyTarget,
        document: &str,
        revision: Option<&str>,
    ) -> Result<Option<ResourcePolicy>> {
        let revision = revision.map(str::to_owned);
        let document = &*as_sent(document);
        Ok(match target {
            PolicyTarget::Domain(id) => {
                let answer = call!(
                    self,
                    domain(id),
                    put_domain_permissions_policy()
                        .policy_document(document)
                        .set_policy_revision(revision)
                );
                answer.await?.policy
            }
            PolicyTarget::Repository(id) => {
                let answer = call!(
                    self,
                    repository(id),
                    put_repository_permissions_policy()
                        .policy_document(document)
                        .set_policy_revision(revision)
                );
                answer.await?.policy
            }
        })
    }

    /// The policy, if it says what was to be written: an attempt whose answer was lost wrote it,
    /// and the next met the revision that it had made.
    async fn written_after_all(
        &self,
        target: &PolicyTarget,
        document: &str,
        conflict: Error,
    ) -> Result<Policy> {
        let found = self.get_policy(target).await.ok().flatten();
        found.filter(|policy| equivalent(&policy.document, document)).ok_or(conflict)
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

/// What the service answers for a principal that does not exist, or that it cannot see yet.
fn knows_no_principal(error: &Error) -> bool {
    error.kind() == Kind::Validation && error.to_string().to_lowercase().contains("principal")
}
