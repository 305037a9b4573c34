//! One statement of a policy.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::aws::policy::{self, Finding, Kind};
use crate::framework::diagnostic::Error;
use crate::framework::path::Step;
use crate::framework::schema::{Object, choice, object};
use crate::framework::value::Value;

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

/// The attributes, and the elements of the policy language for which they stand.
const ELEMENTS: [(&str, &str); 9] = [
    ("sid", "Sid"),
    ("effect", "Effect"),
    ("principals", "Principal"),
    ("not_principals", "NotPrincipal"),
    ("actions", "Action"),
    ("not_actions", "NotAction"),
    ("resources", "Resource"),
    ("not_resources", "NotResource"),
    ("condition", "Condition"),
];

/// What is wrong with a configured statement, as far as it is known.
pub(super) fn faults(config: &Value, kind: Kind) -> Vec<Error> {
    let (mut known, mut open) = (config.clone(), Vec::new());
    for (attribute, element) in ELEMENTS {
        if !config.get(attribute).is_known() {
            known.set(attribute, Value::Null);
            open.push(element);
        }
    }
    let statement = Statement::within(&known).map(|statement| statement.json(kind));
    let findings = statement.map(|it| policy::check_statement(&it, &open, kind));
    findings.unwrap_or_default().into_iter().map(in_words_of_attributes).collect()
}

/// A finding about an element, as a fault of the attribute that stands for it.
fn in_words_of_attributes(finding: Finding) -> Error {
    let quoted = |name: &str| format!("`{name}`");
    let cause = ELEMENTS.iter().fold(finding.says, |says, (attribute, element)| {
        says.replace(&quoted(element), &quoted(attribute))
    });
    let mut steps = Vec::new();
    if let Some((element, index)) = finding.element {
        let attribute = ELEMENTS.iter().find(|(_, name)| *name == element);
        steps.extend(attribute.map(|(name, _)| Step::Attribute((*name).to_owned())));
        steps.extend(index.map(Step::Index));
    }
    steps.into_iter().rev().fold(Error::new(cause), Error::under)
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
