//! Policies as configurations write them, in statements and grants: what the data source and the
//! function of the same name share.

mod grant;
mod packages;
mod statement;

use std::slice;

use serde_json::{Value as Json, json};

use self::grant::Grant;
use self::statement::Statement;
use crate::aws::policy::{self, Kind};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::schema::{Object, choice, items, object};
use crate::framework::validate::{Rule, well_formed};
use crate::framework::value::Value;

object! {
    /// A policy of statements and grants.
    pub(crate) struct WrittenPolicy {
        /// Type of the object to which the policy is attached. Its actions must have an effect on
        /// this type. `identity` is a user or a role. Defaults to a domain or a repository.
        resource_type: Option<Target>,
        /// The statements.
        statements: Option<Vec<Statement>> = items(0, 100),
        /// Permissions of the user or the role in domains, with `resource_type = "identity"`.
        grants: Option<Vec<Grant>> = items(0, 100),
    }
}

choice! {
    /// Objects to which a policy can be attached.
    pub(crate) enum Target {
        /// A domain.
        Domain = "domain",
        /// A repository.
        Repository = "repository",
        /// A user or a role.
        Identity = "identity",
    }
}

impl Target {
    const fn kind(self) -> Kind {
        match self {
            Self::Domain => Kind::Domain,
            Self::Repository => Kind::Repository,
            Self::Identity => Kind::Identity,
        }
    }
}

/// What must hold for a written policy.
pub(crate) const RULE: Rule = Rule::Holds { doc: VALID, check };

/// What must hold for a written policy, as a sentence.
pub(crate) const VALID: &str = "Each statement has one of `actions` and `not_actions`, at most one of `resources` and \
                                `not_resources`, CodeArtifact actions, and ARNs in the form of CodeArtifact. In the \
                                policy of a domain or a repository, it has one of `principals` and \
                                `not_principals`. In an identity policy, it has neither, and sets its resources.";

/// Judges statements and grants as far as they are known, and their whole. While the type is not
/// known, or wrong, only what is wrong for every type is a fault.
pub(crate) fn check(config: &Value, report: &mut Vec<Error>) {
    let targets = targets(config.get("resource_type"));
    let of_parts = targets.iter().map(|target| faults_of_parts(config, kind_of(*target)));
    let mut faults = of_parts.reduce(common).unwrap_or_default();
    // The last one can have the longest policy.
    let of_whole = targets.last().map(|target| faults_of_whole(config, *target, &faults));
    faults.extend(of_whole.unwrap_or_default());
    report.extend(faults);
}

/// What the policy can be attached to.
fn targets(configured: &Value) -> Vec<Option<Target>> {
    let any = || [Target::Domain, Target::Repository, Target::Identity].map(Some).to_vec();
    Option::decode(configured.clone()).map_or_else(|_| any(), |target| vec![target])
}

fn common(mut faults: Vec<Error>, others: Vec<Error>) -> Vec<Error> {
    faults.retain(|fault| others.contains(fault));
    faults
}

fn faults_of_parts(config: &Value, kind: Kind) -> Vec<Error> {
    let mut faults = each(config, "statements", |statement| statement::faults(statement, kind));
    faults.extend(misplaced_grants(config.get("grants"), kind));
    faults.extend(each(config, "grants", grant::faults));
    faults
}

/// What has an effect in the policy of a repository has one in that of a domain too.
fn kind_of(target: Option<Target>) -> Kind {
    target.unwrap_or(Target::Domain).kind()
}

/// The faults of each element of a list, at its place.
fn each(config: &Value, list: &str, faults: impl Fn(&Value) -> Vec<Error>) -> Vec<Error> {
    let Value::List(elements) = config.get(list) else { return Vec::new() };
    let of_element = |(index, element)| {
        let faults = faults(element).into_iter();
        faults.map(move |fault| fault.of_element(list, index))
    };
    elements.iter().enumerate().flat_map(of_element).collect()
}

fn misplaced_grants(grants: &Value, kind: Kind) -> Option<Error> {
    let is_set = matches!(grants, Value::List(grants) if !grants.is_empty());
    (is_set && kind != Kind::Identity).then(|| {
        let cause = "can be set with `resource_type = \"identity\"` only; in the policy of a domain or \
                     a repository, write `statements` with `principals`";
        Error::at("grants", cause)
    })
}

/// What is wrong with a policy as a whole, some of whose parts have faults: then what is known and
/// right is enough to be too long.
fn faults_of_whole(config: &Value, target: Option<Target>, faults: &[Error]) -> Vec<Error> {
    let is_right = faults.is_empty() && config.is_known();
    let policy = match is_right {
        true => WrittenPolicy::within(config).ok(),
        false => Some(WrittenPolicy::of_parts(&well_formed(config, faults), target)),
    };
    let Some(text) = policy.and_then(|policy| policy.json().ok()) else { return Vec::new() };
    let kind = kind_of(target);
    let findings = match is_right {
        true => policy::check(&text, kind),
        false => policy::too_long(&text, kind).into_iter().collect(),
    };
    findings.iter().map(|finding| Error::at("statements", finding.to_string())).collect()
}

/// The elements of a list that are known to be right, as far as their parts are.
fn known<Part: Object>(list: &Value) -> Vec<Part> {
    let Value::List(elements) = list else { return Vec::new() };
    elements.iter().filter_map(|element| Part::within(&without_unknowns(element)).ok()).collect()
}

/// A value without its unknown parts; a list has fewer elements then.
fn without_unknowns(value: &Value) -> Value {
    match value {
        Value::Unknown => Value::Null,
        Value::List(all) => {
            let known = all.iter().filter(|element| **element != Value::Unknown);
            Value::List(known.map(without_unknowns).collect())
        }
        Value::Map(all) => {
            all.iter().map(|(name, value)| (name.clone(), without_unknowns(value))).collect()
        }
        known => known.clone(),
    }
}

impl WrittenPolicy {
    /// The parts of a policy that are known to be right.
    fn of_parts(config: &Value, resource_type: Option<Target>) -> Self {
        let mut grants: Vec<Grant> = known(config.get("grants"));
        grants.retain(|grant| grant::statements(slice::from_ref(grant)).is_ok());
        Self {
            resource_type,
            statements: Some(known(config.get("statements"))),
            grants: Some(grants),
        }
    }

    /// The policy, in JSON. [`check`] has judged it.
    ///
    /// # Errors
    /// A grant cannot be written; the error is at the argument.
    pub(crate) fn json(&self) -> Result<String> {
        let kind = kind_of(self.resource_type);
        let written = self.statements.iter().flatten().map(|statement| statement.json(kind));
        let granted = grant::statements(self.grants.as_deref().unwrap_or_default())?;
        let statements: Vec<Json> = written.chain(granted).collect();
        Ok(json!({ "Version": "2012-10-17", "Statement": statements }).to_string())
    }
}
