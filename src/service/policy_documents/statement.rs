//! One statement of a policy.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::aws::policy::Kind;
use crate::framework::schema::{choice, object};

object! {
    /// A statement.
    pub(crate) struct Statement {
        /// Name of the statement.
        sid: Option<String>,
        /// Effect of the statement. Defaults to `Allow`.
        effect: Option<Effect>,
        /// Principals: lists of names by their type, which is `AWS`, `Service`, `Federated`, or
        /// `CanonicalUser`. `{ "*" = ["*"] }` is every principal, like type and identifier `*` in
        /// the AWS provider.
        principals: Option<BTreeMap<String, Vec<String>>>,
        /// Excluded principals.
        not_principals: Option<BTreeMap<String, Vec<String>>>,
        /// Actions, such as `codeartifact:ReadFromRepository`.
        actions: Option<Vec<String>>,
        /// Excluded actions.
        not_actions: Option<Vec<String>>,
        /// ARNs of the resources. In the policy of a domain or a repository, defaults to `*`, which
        /// is everything that the policy belongs to.
        resources: Option<Vec<String>>,
        /// ARNs of the excluded resources.
        not_resources: Option<Vec<String>>,
        /// Conditions under which the statement applies: lists of values, by key, by operator. The
        /// name is that of IAM and the AWS provider, because Terraform ignores a member with another
        /// name.
        condition: Option<BTreeMap<String, BTreeMap<String, Vec<String>>>>,
    }
}

choice! {
    /// Effects of a statement.
    pub(crate) enum Effect {
        /// Allows the actions.
        Allow = "Allow",
        /// Denies the actions.
        Deny = "Deny",
    }
}

impl Statement {
    /// The statement in the policy language.
    pub(super) fn json(&self, kind: Kind) -> Json {
        let belongs = self.not_resources.is_none() && kind != Kind::Identity;
        let everything = || belongs.then(|| json!(["*"]));
        let elements = [
            ("Sid", self.sid.as_ref().map(|sid| json!(sid))),
            ("Effect", Some(json!(self.effect.unwrap_or(Effect::Allow).text()))),
            ("Principal", self.principals.as_ref().map(principals)),
            ("NotPrincipal", self.not_principals.as_ref().map(principals)),
            ("Action", self.actions.as_ref().map(|names| json!(names))),
            ("NotAction", self.not_actions.as_ref().map(|names| json!(names))),
            ("Resource", self.resources.as_ref().map(|arns| json!(arns)).or_else(everything)),
            ("NotResource", self.not_resources.as_ref().map(|arns| json!(arns))),
            ("Condition", self.condition.as_ref().map(|all| json!(all))),
        ];
        let given = elements.into_iter().filter_map(|(name, value)| Some((name.into(), value?)));
        Json::Object(given.collect::<Map<_, _>>())
    }
}

/// The element of the policy language for names by their type.
fn principals(names: &BTreeMap<String, Vec<String>>) -> Json {
    let is_everyone = names.len() == 1 && names.get("*").is_some_and(|names| names == &["*"]);
    if is_everyone { json!("*") } else { json!(names) }
}
