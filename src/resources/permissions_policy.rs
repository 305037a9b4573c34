//! Permissions policies, whatever they are of.

use crate::aws::policy::Kind;
use crate::aws::{self, Aws, PolicyTarget};
use crate::framework::diagnostic::Result;
use crate::framework::field::Computed;
use crate::framework::moves::Move;
use crate::framework::plan::Change;
use crate::framework::resource::{Key, Resource};
use crate::framework::schema::{Object, object, stable};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::policy::{self, PolicyDocument};
use crate::service::region;

object! {
    /// A policy, as a resource has it.
    pub(crate) struct Policy {
        /// Policy in JSON, of at most 7168 characters without whitespace between its elements. The
        /// whitespace is removed only if the policy is too long with it.
        policy_document: PolicyDocument,
        /// ARN of the object that has the policy.
        resource_arn: Computed<String> = stable(),
        /// ARN of the object that has the policy, as in the AWS provider.
        id: Computed<String> = stable(),
        /// Revision of the policy that was last written, or read with a different meaning.
        policy_revision: Computed<String>,
    }
}

/// The resource of the policies of one kind of object.
pub(crate) trait PermissionsPolicy: Object + Send + Sync + 'static {
    /// See [`Resource::NAME`].
    const NAME: &'static str;
    /// See [`Resource::OPERATIONS`].
    const OPERATIONS: &'static [&'static str];
    /// See [`Resource::MOVES`].
    const MOVES: &'static [Move];
    /// What the policies are of.
    const KIND: Kind;
    /// What names one of these objects, and so its policy.
    type Key: Key;

    /// The object with this key, for the client.
    fn target(key: &Self::Key) -> PolicyTarget;
    /// The same key with the account and the Region of the object's ARN.
    fn located(key: Self::Key, arn: &str) -> Self::Key;
    /// Puts the two groups together.
    fn of(key: Self::Key, policy: Policy) -> Self;
    /// Takes them apart.
    fn parts(self) -> (Self::Key, Policy);
}

impl<P: PermissionsPolicy> Resource for P {
    const NAME: &'static str = P::NAME;
    const OPERATIONS: &'static [&'static str] = P::OPERATIONS;
    const RULES: &'static [Rule] = policy::rules(P::KIND);
    const MOVES: &'static [Move] = P::MOVES;
    type Key = P::Key;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        policy::warn(change, P::KIND);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let (key, planned) = plan.parts();
        let put = policy::create(&P::target(&key), &planned.policy_document.0, aws).await?;
        Ok(found(key, put))
    }

    async fn read(key: P::Key, aws: &Aws) -> Result<Option<Self>> {
        let policy = aws.get_policy(&P::target(&key)).await?;
        Ok(policy.map(|policy| found(key, policy)))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let ((key, planned), (_, prior)) = (plan.parts(), prior.parts());
        let (new, old) = (&planned.policy_document.0, &prior.policy_document.0);
        let revision = prior.policy_revision.as_known().map(String::as_str);
        let put = policy::update(&P::target(&key), new, old, revision, aws).await?;
        Ok(found(key, put))
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        Ok(aws.delete_policy(&P::target(&prior.parts().0)).await?)
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let (key, policy) = found.parts();
        let policy_revision =
            policy::settle(policy.policy_revision, &policy.policy_document, before);
        Ok(P::of(key, Policy { policy_revision, ..policy }))
    }
}

fn found<P: PermissionsPolicy>(key: P::Key, policy: aws::Policy) -> P {
    let key = P::located(key, &policy.resource_arn);
    let policy = Policy {
        policy_document: PolicyDocument(policy.document),
        id: policy.resource_arn.clone().into(),
        resource_arn: policy.resource_arn.into(),
        policy_revision: policy.revision.into(),
    };
    P::of(key, policy)
}
