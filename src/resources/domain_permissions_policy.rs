//! Permissions policies of domains.

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
        keys::DomainKey,
        moves, names,
        policy::{self, PolicyDocument},
        region,
    },
};

object! {
    /// The permissions policy of a domain: who may use it, list its repositories and make new ones.
    ///
    /// Two documents that mean the same are no change, however they are spelled.
    pub(crate) struct DomainPermissionsPolicy {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = replaces().stable().matching(names::ACCOUNT),
        /// The policy in JSON, of at most 7168 characters.
        policy_document: PolicyDocument,
        /// Region of the domain. Defaults to the Region of the provider. Changing it replaces the
        /// policy.
        region: OptionalComputed<String> = stable().matching(names::REGION),
        /// ARN of the domain.
        resource_arn: Computed<String> = stable(),
        /// Revision of the policy that was last written or seen with another meaning.
        policy_revision: Computed<String>,
    }
}

impl Resource for DomainPermissionsPolicy {
    const NAME: &'static str = "domain_permissions_policy";
    const OPERATIONS: &'static [&'static str] = &[
        "PutDomainPermissionsPolicy",
        "GetDomainPermissionsPolicy",
        "DeleteDomainPermissionsPolicy",
    ];
    const RULES: &'static [Rule] = &[policy::DOMAIN_RULE];
    const MOVES: &'static [Move] = &[moves::aws::DOMAIN_POLICY];
    type Key = DomainKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        policy::warn(change, Kind::Domain);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let put = policy::create(&plan.target()?, &plan.policy_document.0, aws).await?;
        Ok(Self::of(plan.domain, put))
    }

    async fn read(key: DomainKey, aws: &Aws) -> Result<Option<Self>> {
        let found = aws.get_policy(&PolicyTarget::Domain(key.id())).await?;
        Ok(found.map(|policy| Self::of(key.domain, policy)))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let (target, document) = (plan.target()?, &plan.policy_document.0);
        let revision = prior.policy_revision.as_known().map(String::as_str);
        let put =
            policy::update(&target, document, &prior.policy_document.0, revision, aws).await?;
        Ok(Self::of(plan.domain, put))
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        Ok(aws.delete_policy(&prior.target()?).await?)
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let policy_revision = policy::settle(found.policy_revision, &found.policy_document, before);
        Ok(Self { policy_revision, ..found })
    }
}

impl DomainPermissionsPolicy {
    fn target(&self) -> Result<PolicyTarget> {
        Ok(PolicyTarget::Domain(self.key()?.id()))
    }

    fn of(domain: String, policy: aws::Policy) -> Self {
        Self {
            domain,
            domain_owner: region::owner_of_arn(&policy.resource_arn).into(),
            policy_document: PolicyDocument(policy.document),
            region: region::of_arn(&policy.resource_arn).into(),
            resource_arn: policy.resource_arn.into(),
            policy_revision: policy.revision.into(),
        }
    }
}
