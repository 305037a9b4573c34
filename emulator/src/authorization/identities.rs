//! Identity policies: what the policies of each principal's own account let it do.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::statements::{Named, Request, Verdict, judge};

/// Identity policies by the ARN of the user or role that has them. Sessions have those of their role; the root user
/// of an account needs none; whoever is not here may do nothing but what policies of resources allow.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Identities {
    /// The organization that all accounts are in, for the condition key `aws:PrincipalOrgID`.
    #[serde(default)]
    pub(super) organization: Option<String>,
    #[serde(default)]
    principals: BTreeMap<String, Vec<Value>>,
}

impl Identities {
    /// Gives a user or role one policy more, a JSON document.
    #[must_use]
    pub fn policy(mut self, principal: impl Into<String>, policy: Value) -> Identities {
        self.principals.entry(principal.into()).or_default().push(policy);
        self
    }

    /// The organization that all accounts are in.
    #[must_use]
    pub fn organization(self, organization: impl Into<String>) -> Identities {
        Identities { organization: Some(organization.into()), ..self }
    }

    /// What the policies of the caller say of a request.
    pub(super) fn judge(&self, request: &Request<'_>) -> Verdict {
        if request.caller.is_root() {
            return Verdict::Allowed(Named::Itself);
        }
        let principal = request.caller.role().unwrap_or_else(|| request.caller.principal.clone());
        self.principals.get(&principal).map_or(Verdict::Silent, |own| judge(own, request))
    }
}
