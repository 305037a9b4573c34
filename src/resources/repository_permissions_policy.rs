//! Permissions policies of repositories.

use crate::{
    aws::{self, Aws, PolicyTarget, policy::Kind},
    framework::{
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        moves::Move,
        plan::Change,
        resource::Resource,
        schema::{object, replaces, stable},
        validate::Rule,
        value::Value,
    },
    service::{
        keys::RepositoryKey,
        moves, names,
        policy::{self, PolicyDocument},
        region,
    },
};

object! {
    /// The permissions policy of a repository: who may read, publish and change its packages.
    ///
    /// Two documents that mean the same are no change, however they are spelled.
    pub struct RepositoryPermissionsPolicy {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = replaces().stable().matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = replaces().matching(names::REPOSITORY),
        /// The policy in JSON, of at most 7168 characters.
        policy_document: PolicyDocument,
        /// Region of the domain. Defaults to the Region of the provider. Changing it replaces the
        /// policy.
        region: OptionalComputed<String> = stable().matching(names::REGION),
        /// ARN of the repository.
        resource_arn: Computed<String> = stable(),
        /// Revision of the policy that was last written or seen with another meaning.
        policy_revision: Computed<String>,
    }
}

impl Resource for RepositoryPermissionsPolicy {
    const NAME: &'static str = "repository_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &[
        "PutRepositoryPermissionsPolicy",
        "GetRepositoryPermissionsPolicy",
        "DeleteRepositoryPermissionsPolicy",
    ];
    const RULES: &'static [Rule] = &[policy::REPOSITORY_RULE];
    const MOVES: &'static [Move] = &[moves::aws::REPOSITORY_POLICY];
    type Key = RepositoryKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        policy::warn(change, Kind::Repository);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let put = policy::create(&plan.target()?, &plan.policy_document.0, aws).await?;
        Ok(Self::of(plan.domain, plan.repository, put))
    }

    async fn read(key: RepositoryKey, aws: &Aws) -> Result<Option<Self>> {
        let found = aws.get_policy(&PolicyTarget::Repository(key.id())).await?;
        Ok(found.map(|policy| Self::of(key.domain, key.repository, policy)))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let (target, document) = (plan.target()?, &plan.policy_document.0);
        let revision = prior.policy_revision.as_known().map(String::as_str);
        let put =
            policy::update(&target, document, &prior.policy_document.0, revision, aws).await?;
        Ok(Self::of(plan.domain, plan.repository, put))
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        Ok(aws.delete_policy(&prior.target()?).await?)
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let policy_revision = policy::settle(found.policy_revision, &found.policy_document, before);
        Ok(Self { policy_revision, ..found })
    }
}

impl RepositoryPermissionsPolicy {
    fn target(&self) -> Result<PolicyTarget> {
        Ok(PolicyTarget::Repository(self.key()?.id()))
    }

    fn of(domain: String, repository: String, policy: aws::Policy) -> Self {
        Self {
            domain,
            domain_owner: region::owner_of_arn(&policy.resource_arn).into(),
            repository,
            policy_document: PolicyDocument(policy.document),
            region: region::of_arn(&policy.resource_arn).into(),
            resource_arn: policy.resource_arn.into(),
            policy_revision: policy.revision.into(),
        }
    }
}
