//! The canonical form of a policy: typed, sorted, without duplicates.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::json::{Json, scalar};

/// What a document is reduced to. Two documents are equivalent when their forms are equal.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// A policy.
    Policy(Policy),
    /// JSON that is not a policy that we understand.
    Json(Json),
    /// No JSON at all.
    Text(String),
}

#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Policy {
    version: String,
    id: String,
    statements: BTreeSet<Statement>,
    others: BTreeMap<String, Json>,
}

#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Statement {
    sid: String,
    effect: String,
    principals: Principals,
    not_principals: Principals,
    actions: BTreeSet<String>,
    not_actions: BTreeSet<String>,
    resources: BTreeSet<String>,
    not_resources: BTreeSet<String>,
    tests: BTreeSet<Test>,
    others: BTreeMap<String, Json>,
}

/// Principals by their type and their name.
type Principals = BTreeSet<(String, String)>;

/// One line of a condition: all lines must hold, for one of their values each.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Test {
    operator: String,
    key: String,
    values: BTreeSet<String>,
}

/// What a policy without a version is.
const OLD_VERSION: &str = "2008-10-17";

/// Reduces a document. Never fails: what is not a policy has a form too.
pub(super) fn form(document: &str) -> Form {
    let text = document.trim();
    let text = if text.is_empty() { "{}" } else { text };
    let Ok(value) = serde_json::from_str(text) else {
        return Form::Text(text.to_owned());
    };
    let value = only(&value);
    match policy(value) {
        Some(policy) => Form::Policy(policy),
        None => Form::Json(Json::from(value)),
    }
}

/// The value, or what is in a list of one.
fn only(value: &Value) -> &Value {
    match value {
        Value::Array(list) if list.len() == 1 => &list[0],
        value => value,
    }
}

fn policy(value: &Value) -> Option<Policy> {
    let mut policy = Policy { version: OLD_VERSION.to_owned(), ..Policy::default() };
    for (name, value) in elements(value.as_object()?, &["Version", "Id", "Statement"])? {
        match name.as_str() {
            "Version" => policy.version = scalar(value)?,
            "Id" => policy.id = scalar(value)?,
            "Statement" => policy.statements = each(value).map(statement).collect::<Option<_>>()?,
            _ => {
                policy.others.insert(name, Json::from(value));
            }
        }
    }
    Some(policy)
}

fn statement(value: &Value) -> Option<Statement> {
    let mut statement = Statement::default();
    for (name, value) in elements(value.as_object()?, &STATEMENT)? {
        match name.as_str() {
            "Sid" => statement.sid = scalar(value)?,
            "Effect" => statement.effect = scalar(value)?.to_lowercase(),
            "Principal" => statement.principals = principals(value)?,
            "NotPrincipal" => statement.not_principals = principals(value)?,
            "Action" => statement.actions = actions(value)?,
            "NotAction" => statement.not_actions = actions(value)?,
            "Resource" => statement.resources = scalars(value)?,
            "NotResource" => statement.not_resources = scalars(value)?,
            "Condition" => statement.tests = tests(value)?,
            _ => {
                statement.others.insert(name, Json::from(value));
            }
        }
    }
    Some(statement)
}

/// The elements that a statement may have.
pub(super) const STATEMENT: [&str; 9] = [
    "Sid",
    "Effect",
    "Principal",
    "NotPrincipal",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Condition",
];

/// The members of an object, the `known` names in their usual case. A known element that is `null`
/// counts as absent, and an object that has one twice in two cases cannot be understood.
fn elements<'a>(
    members: &'a Map<String, Value>,
    known: &[&str],
) -> Option<BTreeMap<String, &'a Value>> {
    let mut elements = BTreeMap::new();
    for (name, value) in members {
        let usual = known.iter().find(|known| known.eq_ignore_ascii_case(name));
        if usual.is_some() && value.is_null() {
            continue;
        }
        let name = usual.map_or_else(|| name.clone(), |usual| (*usual).to_owned());
        if elements.insert(name, value).is_some() {
            return None;
        }
    }
    Some(elements)
}

/// The elements of a list, or the one value that stands for a list of one.
fn each(value: &Value) -> impl Iterator<Item = &Value> {
    match value {
        Value::Array(list) => list.as_slice(),
        value => std::slice::from_ref(value),
    }
    .iter()
}

fn scalars(value: &Value) -> Option<BTreeSet<String>> {
    each(value).map(scalar).collect()
}

/// IAM compares actions without regard to case.
fn actions(value: &Value) -> Option<BTreeSet<String>> {
    each(value).map(|action| Some(scalar(action)?.to_lowercase())).collect()
}

fn principals(value: &Value) -> Option<Principals> {
    let Value::Object(types) = value else {
        let name = scalar(value)?;
        let everyone = name == "*";
        let kind = if everyone { "AWS" } else { "" };
        return Some([(kind.to_owned(), account(name))].into());
    };
    let mut principals = Principals::new();
    for (kind, names) in types {
        for name in scalars(names)? {
            principals.insert((kind.clone(), account(name)));
        }
    }
    Some(principals)
}

/// The account that a root ARN names, in any partition: both spellings mean the account. Any other
/// name as it is.
fn account(name: String) -> String {
    let parts: Vec<&str> = name.split(':').collect();
    match parts[..] {
        ["arn", _, "iam", "", account, "root"] if is_account(account) => account.to_owned(),
        _ => name,
    }
}

fn is_account(text: &str) -> bool {
    text.len() == 12 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// IAM compares the keys of conditions without regard to case. Two lines with the same key stay two
/// lines: both must hold.
fn tests(value: &Value) -> Option<BTreeSet<Test>> {
    let mut tests = BTreeSet::new();
    for (operator, keys) in value.as_object()? {
        for (key, values) in keys.as_object()? {
            tests.insert(Test {
                operator: operator.clone(),
                key: key.to_lowercase(),
                values: scalars(values)?,
            });
        }
    }
    Some(tests)
}
