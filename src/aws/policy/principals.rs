//! The principals of a statement: whether their names can be right.

use serde_json::{Map, Value};

use super::elements::texts;
use super::finding::Finding;

/// The types of principal.
const TYPES: [&str; 4] = ["AWS", "CanonicalUser", "Federated", "Service"];

/// Judges the value of the element `name`.
pub(super) fn check(name: &'static str, value: &Value) -> Vec<Finding> {
    match value {
        Value::String(everyone) if everyone == "*" => Vec::new(),
        Value::Object(types) if !types.is_empty() => of_types(name, types),
        _ => {
            let says =
                "needs a principal: `\"*\"` or an object such as `{\"AWS\": \"123456789012\"}`";
            vec![Finding::rejected(says).at(name, None)]
        }
    }
}

fn of_types(name: &'static str, types: &Map<String, Value>) -> Vec<Finding> {
    let of_type = |(kind, names): (&String, &Value)| match TYPES.contains(&kind.as_str()) {
        true => of_names(name, kind, names),
        false => vec![of_no_type(name, kind)],
    };
    types.iter().flat_map(of_type).collect()
}

fn of_no_type(name: &'static str, kind: &str) -> Finding {
    let types = TYPES.join("`, `");
    let says = format!("has a principal of the type `{kind}`, which is not one of `{types}`");
    Finding::rejected(says).at(name, None)
}

fn of_names(name: &'static str, kind: &str, names: &Value) -> Vec<Finding> {
    let names = match texts(name, names) {
        Ok(names) => names,
        Err(wrong) => return vec![wrong],
    };
    let strange = names.into_iter().filter(|name| !is_principal(kind, name));
    let form = match kind {
        "AWS" => "neither an ARN, an account, nor `*`",
        _ => "not the name of a service",
    };
    let says = |it| format!("has the principal `{it}` of the type `{kind}`, which is {form}");
    strange.map(|it| Finding::rejected(says(it)).at(name, None)).collect()
}

/// Whether a principal of a type can have this name. An ID such as `AROA…` is what is left of a
/// user or a role that was deleted.
fn is_principal(kind: &str, name: &str) -> bool {
    let is_account = name.len() == 12 && name.bytes().all(|sign| sign.is_ascii_digit());
    let is_id = name.len() >= 16
        && name.bytes().all(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit());
    match kind {
        "AWS" => name == "*" || is_account || is_id || is_arn(name),
        "Service" => name.contains('.') && !name.contains('/'),
        _ => true,
    }
}

fn is_arn(name: &str) -> bool {
    name.starts_with("arn:") && name.split(':').count() >= 6
}
