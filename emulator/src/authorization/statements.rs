//! The statements of policies, and whether they are about a request.

use serde_json::Value;

use super::conditions::are_met;
use super::context::Context;
use super::items::items;
use super::wildcard::matches;
use crate::names::caller::Caller;

/// The version of the policy language that has variables. In an older policy they are plain text.
const VERSION_WITH_VARIABLES: &str = "2012-10-17";

/// What is to be decided.
pub(super) struct Request<'a> {
    /// Who calls.
    pub(super) caller: &'a Caller,
    /// The action, as policies write it.
    pub(super) action: &'a str,
    /// ARN of the resource.
    pub(super) resource: &'a str,
    /// What conditions are about.
    pub(super) context: &'a Context,
}

/// What policies say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Verdict {
    /// Nothing.
    Silent,
    /// The request is allowed to the principal that the statement names.
    Allowed(Named),
    /// The request is denied, whatever else is said.
    Denied,
}

/// The principal that a statement names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Named {
    /// Only the account of the caller, whose own policies decide further.
    Account,
    /// The user or role, or every principal. The policies of a session decide further.
    Holder,
    /// The session of a role itself.
    Session,
}

/// What policies say together: a denial counts most, then the allowance that says most.
pub(super) fn judge(policies: &[Value], request: &Request<'_>) -> Verdict {
    let verdicts = policies.iter().flat_map(|policy| {
        let statements = items(&policy["Statement"]).iter();
        statements.map(|statement| match policy["Version"].as_str() {
            Some(VERSION_WITH_VARIABLES) => with_variables(statement, request),
            _ => verdict(statement, request),
        })
    });
    verdicts.max().unwrap_or(Verdict::Silent)
}

/// Refuses a policy of an identity whose statements could never speak of a request.
pub(super) fn check_identity_policy(policy: &Value) -> Result<(), &'static str> {
    let statements = items(&policy["Statement"]);
    if statements.is_empty() {
        return Err("it has no Statement");
    }
    for statement in statements {
        if !["Allow", "Deny"].iter().any(|effect| statement["Effect"] == *effect) {
            return Err("a statement has no Effect of Allow or Deny");
        }
        for (element, missing) in [
            ("Action", "a statement has neither Action nor NotAction"),
            ("Resource", "a statement has neither Resource nor NotResource"),
        ] {
            if statement[element].is_null() && statement[format!("Not{element}")].is_null() {
                return Err(missing);
            }
        }
    }
    Ok(())
}

fn with_variables(statement: &Value, request: &Request<'_>) -> Verdict {
    let resolved = request.context.resolve(statement);
    resolved.map_or(Verdict::Silent, |statement| verdict(&statement, request))
}

fn verdict(statement: &Value, request: &Request<'_>) -> Verdict {
    let Some(named) = named(statement, request.caller) else {
        return Verdict::Silent;
    };
    let is_about = speaks_of(statement, "Action", |pattern| {
        matches(&pattern.to_lowercase(), &request.action.to_lowercase())
    }) && speaks_of(statement, "Resource", |pattern| {
        matches(pattern, request.resource)
    }) && are_met(&statement["Condition"], request.context);
    match statement["Effect"].as_str() {
        Some("Deny") if is_about => Verdict::Denied,
        Some("Allow") if is_about => Verdict::Allowed(named),
        _ => Verdict::Silent,
    }
}

/// Whether an element, or its negation, matches by the test.
fn speaks_of(statement: &Value, element: &str, test: impl Fn(&str) -> bool) -> bool {
    let any = |value: &Value| items(value).iter().filter_map(Value::as_str).any(&test);
    match &statement[format!("Not{element}")] {
        Value::Null => any(&statement[element]),
        negation => !any(negation),
    }
}

/// The principal that a statement names, if that is the caller. Identity policies name none: they
/// are the caller's own.
fn named(statement: &Value, caller: &Caller) -> Option<Named> {
    match (&statement["Principal"], &statement["NotPrincipal"]) {
        (Value::Null, Value::Null) => Some(Named::Holder),
        (Value::Null, negation) => names(negation, caller).is_none().then_some(Named::Holder),
        (principal, _) => names(principal, caller),
    }
}

fn names(principal: &Value, caller: &Caller) -> Option<Named> {
    let list = if principal.is_object() { &principal["AWS"] } else { principal };
    let root = format!("arn:aws:iam::{}:root", caller.account);
    let holder = caller.holder();
    let of_one = |name: &Value| match name.as_str()? {
        name if name == "*" || name == holder => Some(Named::Holder),
        name if name == caller.principal => Some(Named::Session),
        name if name == root || name == caller.account => Some(Named::Account),
        _ => None,
    };
    items(list).iter().filter_map(of_one).max()
}
