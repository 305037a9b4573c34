//! Whether a statement can be right in the policy of a domain, a repository or an identity.

use serde_json::{Map, Value};

use super::actions;
use super::canonical::STATEMENT;
use super::elements::{one_of, present, texts, unknown};
use super::finding::Finding;
use super::kind::Kind;
use super::principals;
use super::resources;

/// Judges a statement. Its elements `open` are not known yet, so that they are not missing.
pub(crate) fn check_statement(statement: &Value, open: &[&str], kind: Kind) -> Vec<Finding> {
    let Some(elements) = statement.as_object() else {
        return vec![Finding::rejected("is not an object")];
    };
    let mut findings = unknown(elements, &STATEMENT);
    // An element with a wrong name is what is missing.
    let open = if findings.is_empty() { open } else { &STATEMENT };
    findings.extend(effect(elements, open));
    findings.extend(who(elements, open, kind));
    findings.extend(what(elements, open, kind));
    findings.extend(on_what(elements, open));
    findings.extend(condition(elements));
    findings
}

fn effect(elements: &Map<String, Value>, open: &[&str]) -> Option<Finding> {
    let is_right = match elements.get("Effect") {
        Some(effect) => matches!(effect.as_str(), Some("Allow" | "Deny")),
        None => open.contains(&"Effect"),
    };
    (!is_right).then(|| Finding::rejected("needs the effect `Allow` or `Deny`").at("Effect", None))
}

/// Judges the principals. An identity's policy has none, since it is about the identity.
fn who(elements: &Map<String, Value>, open: &[&str], kind: Kind) -> Vec<Finding> {
    let pair = ["Principal", "NotPrincipal"];
    if kind == Kind::Identity {
        let misplaced = |(name, _): (&str, _)| {
            let why = "which an identity policy cannot have: it applies to its owner";
            Finding::rejected(format!("has `{name}`, {why}"))
        };
        return present(elements, pair).map(misplaced).collect();
    }
    let found = present(elements, pair).flat_map(|(name, value)| principals::check(name, value));
    one_of(elements, open, pair).into_iter().chain(found).collect()
}

fn what(elements: &Map<String, Value>, open: &[&str], kind: Kind) -> Vec<Finding> {
    let complaint = |name: &str, action: &str| match name {
        "Action" => actions::complaint(action, kind),
        // To exclude what does not exist does no harm.
        _ => None,
    };
    lists(elements, open, ["Action", "NotAction"], complaint)
}

fn on_what(elements: &Map<String, Value>, open: &[&str]) -> Vec<Finding> {
    lists(elements, open, ["Resource", "NotResource"], |_, arn| resources::complaint(arn))
}

/// Judges the texts of a pair of elements.
fn lists(
    elements: &Map<String, Value>,
    open: &[&str],
    pair: [&'static str; 2],
    complaint: impl Fn(&str, &str) -> Option<String>,
) -> Vec<Finding> {
    let mut findings: Vec<_> = one_of(elements, open, pair).into_iter().collect();
    for (name, value) in present(elements, pair) {
        match texts(name, value) {
            Err(wrong) => findings.push(wrong),
            Ok(texts) => findings.extend(texts.iter().enumerate().filter_map(|(index, text)| {
                let index = value.is_array().then_some(index);
                complaint(name, text).map(|says| sentence(says).at(name, index))
            })),
        }
    }
    findings
}

fn sentence(complaint: String) -> Finding {
    let end = if complaint.ends_with('?') { "" } else { "." };
    Finding::without_effect(complaint + end)
}

fn condition(elements: &Map<String, Value>) -> Vec<Finding> {
    let wrong = |says: String| Finding::rejected(says).at("Condition", None);
    match elements.get("Condition") {
        None => Vec::new(),
        Some(Value::Object(operators)) => {
            let strange = operators.iter().filter(|(_, keys)| !keys.is_object());
            let says = |name| format!("has no object under the condition operator `{name}`");
            strange.map(|(name, _)| wrong(says(name))).collect()
        }
        Some(_) => vec![wrong("has a condition that is not an object".to_owned())],
    }
}
