//! Identity policies: what the policies of each principal's own account let it do.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::statements::{Named, Request, Verdict, check_identity_policy, judge};
use crate::names::caller::RoleSession;

/// Identity policies by the ARN of the user or role that has them. Sessions have those of their
/// role; the root user of an account needs none; a principal that is not here may do only what
/// policies of resources allow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identities {
    /// The organization that all accounts are in, for the condition key `aws:PrincipalOrgID`.
    #[serde(default)]
    pub(super) organization: Option<String>,
    #[serde(default)]
    principals: BTreeMap<String, Vec<Value>>,
    /// Managed policies by their ARN, for sessions that name them.
    #[serde(default)]
    managed: BTreeMap<String, Value>,
}

impl Identities {
    /// Gives a user or role one policy more, a JSON document.
    #[must_use]
    pub fn policy(mut self, principal: impl Into<String>, policy: Value) -> Self {
        self.principals.entry(principal.into()).or_default().push(policy);
        self
    }

    /// Adds a managed policy, a JSON document, which sessions can name by this ARN.
    #[must_use]
    pub fn managed(mut self, arn: impl Into<String>, policy: Value) -> Self {
        self.managed.insert(arn.into(), policy);
        self
    }

    /// The organization that all accounts are in.
    #[must_use]
    pub fn organization(self, organization: impl Into<String>) -> Self {
        Self { organization: Some(organization.into()), ..self }
    }

    /// Refuses a policy that could never decide anything, with the ARN that it is under, and the
    /// reason.
    pub(crate) fn check(&self) -> Result<(), (&str, &'static str)> {
        let of_principals = self.principals.iter().flat_map(|(holder, policies)| {
            policies.iter().map(move |policy| (holder.as_str(), policy))
        });
        let managed = self.managed.iter().map(|(arn, policy)| (arn.as_str(), policy));
        for (holder, policy) in of_principals.chain(managed) {
            if !holder.starts_with("arn:") {
                return Err((holder, "the principal or policy must be named by an ARN"));
            }
            check_identity_policy(policy).map_err(|why| (holder, why))?;
        }
        Ok(())
    }

    /// What the policies of the caller say of a request.
    pub(super) fn judge(&self, request: &Request<'_>) -> Verdict {
        if request.caller.is_root() {
            return Verdict::Allowed(Named::Holder);
        }
        let own = self.principals.get(&request.caller.holder());
        own.map_or(Verdict::Silent, |own| judge(own, request))
    }

    /// What the policies say that narrow the caller's session. A session without any is not
    /// narrowed; a managed policy that is not known allows nothing.
    pub(super) fn judge_session(&self, request: &Request<'_>) -> Verdict {
        let narrowed = |session: &&RoleSession| {
            !session.policies.is_empty() || !session.policy_arns.is_empty()
        };
        let Some(session) = request.caller.session.as_deref().filter(narrowed) else {
            return Verdict::Allowed(Named::Session);
        };
        let managed = session.policy_arns.iter().filter_map(|arn| self.managed.get(arn));
        let policies: Vec<Value> = session.policies.iter().chain(managed).cloned().collect();
        judge(&policies, request)
    }
}
