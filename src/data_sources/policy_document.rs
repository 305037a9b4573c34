//! A permissions policy from statements.

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use crate::aws::Aws;
use crate::aws::policy::{self, Kind, complaint};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, Field};
use crate::framework::schema::{choice, items, object};
use crate::framework::validate::Rule;
use crate::framework::value::Value;

object! {
    /// A permissions policy, written as statements and checked against the actions that
    /// CodeArtifact has.
    pub(super) struct PolicyDocument {
        /// What the policy is for; its actions must have an effect there. Defaults to either.
        resource_type: Option<Target>,
        /// The statements.
        statements: Vec<Statement> = items(1, 100),
        /// The policy, in JSON.
        json: Computed<String>,
    }
}

object! {
    /// A statement.
    pub(super) struct Statement {
        /// Name of the statement.
        sid: Option<String>,
        /// What it does. Defaults to `Allow`.
        effect: Option<Effect>,
        /// Who it is about: lists of names by their type, which is `AWS`, `Service`, `Federated` or
        /// `CanonicalUser`. `{ "*" = ["*"] }` is every principal, as type and identifier `*` of the
        /// AWS provider.
        principals: Option<BTreeMap<String, Vec<String>>>,
        /// Who it is not about.
        not_principals: Option<BTreeMap<String, Vec<String>>>,
        /// The actions, such as `codeartifact:ReadFromRepository`.
        actions: Option<Vec<String>>,
        /// The actions that it is not about.
        not_actions: Option<Vec<String>>,
        /// ARNs of what it is about. Defaults to `*`, which is all that the policy belongs to.
        resources: Option<Vec<String>>,
        /// ARNs of what it is not about.
        not_resources: Option<Vec<String>>,
        /// When it holds: lists of values by key, by operator.
        conditions: Option<BTreeMap<String, BTreeMap<String, Vec<String>>>>,
    }
}

choice! {
    /// What a policy is for.
    pub(super) enum Target {
        /// A domain.
        Domain = "domain",
        /// A repository.
        Repository = "repository",
    }
}

choice! {
    /// What a statement does.
    pub(super) enum Effect {
        /// It allows.
        Allow = "Allow",
        /// It denies.
        Deny = "Deny",
    }
}

impl DataSource for PolicyDocument {
    const NAME: &'static str = "policy_document";
    const OPERATIONS: &'static [&'static str] = &[];
    const RULES: &'static [Rule] = &[Rule::Holds {
        doc: "Each statement has one of `principals` and `not_principals`, one of `actions` and \
              `not_actions`, at most one of `resources` and `not_resources`, and actions that \
              CodeArtifact has.",
        check,
    }];
    type Client = Aws;

    async fn read(config: Self, _: &Aws) -> Result<Self> {
        let json = config.checked()?;
        Ok(Self { json: json.into(), ..config })
    }
}

/// Checks a configuration of which everything is known.
fn check(config: &Value) -> Result<()> {
    match (config.is_known(), PolicyDocument::decode(config.clone())) {
        (true, Ok(document)) => document.checked().map(drop),
        // What has the wrong form is reported where it stands.
        _ => Ok(()),
    }
}

impl PolicyDocument {
    /// The policy, if it can be one.
    fn checked(&self) -> Result<String> {
        let statements: Vec<Json> = self.statements.iter().map(Statement::json).collect();
        let text = json!({ "Version": "2012-10-17", "Statement": statements }).to_string();
        let kinds: &[Kind] = match self.resource_type {
            Some(Target::Domain) => &[Kind::Domain],
            Some(Target::Repository) => &[Kind::Repository],
            None => &[Kind::Domain, Kind::Repository],
        };
        let refused = |cause: String| Error::at("statements", cause);
        policy::check(&text, kinds[0]).map_err(|error| refused(error.to_string()))?;
        match self.actions().find_map(|action| in_none(action, kinds)) {
            Some(complaint) => Err(refused(complaint)),
            None => Ok(text),
        }
    }

    fn actions(&self) -> impl Iterator<Item = &String> {
        self.statements.iter().filter_map(|statement| statement.actions.as_ref()).flatten()
    }
}

/// What is wrong with an action that has an effect in none of these kinds of policy.
fn in_none(action: &str, kinds: &[Kind]) -> Option<String> {
    let complaints: Option<Vec<_>> = kinds.iter().map(|kind| complaint(action, *kind)).collect();
    complaints?.into_iter().next()
}

/// The element of the policy language for names by their type.
fn principals(names: &BTreeMap<String, Vec<String>>) -> Json {
    let is_everyone = names.len() == 1 && names.get("*").is_some_and(|names| names == &["*"]);
    if is_everyone { json!("*") } else { json!(names) }
}

impl Statement {
    /// The statement in the policy language.
    fn json(&self) -> Json {
        let everything = || self.not_resources.is_none().then(|| json!(["*"]));
        let elements = [
            ("Sid", self.sid.as_ref().map(|sid| json!(sid))),
            ("Effect", Some(json!(self.effect.unwrap_or(Effect::Allow).text()))),
            ("Principal", self.principals.as_ref().map(principals)),
            ("NotPrincipal", self.not_principals.as_ref().map(principals)),
            ("Action", self.actions.as_ref().map(|names| json!(names))),
            ("NotAction", self.not_actions.as_ref().map(|names| json!(names))),
            ("Resource", self.resources.as_ref().map(|arns| json!(arns)).or_else(everything)),
            ("NotResource", self.not_resources.as_ref().map(|arns| json!(arns))),
            ("Condition", self.conditions.as_ref().map(|all| json!(all))),
        ];
        let given = elements.into_iter().filter_map(|(name, value)| Some((name.into(), value?)));
        Json::Object(given.collect::<Map<_, _>>())
    }
}
