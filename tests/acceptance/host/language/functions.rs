//! The functions of the language that the scenarios call.

use std::collections::BTreeMap;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use codeartifact::framework::json;
use codeartifact::framework::value::Value;

use super::expression::text;
use super::{from_json, number};

/// What a function returns for arguments that are known.
pub(super) fn call(name: &str, arguments: &[Value], file: &dyn Fn(&str) -> String) -> Value {
    match (name, arguments) {
        ("jsonencode", [value]) => Value::String(written(value)),
        ("jsondecode", [value]) => from_json(&serde_json::from_str(&text(value)).expect("JSON")),
        ("toset", [Value::List(all)]) => Value::List(set(all.clone())),
        ("tolist" | "sensitive" | "nonsensitive", [value]) => value.clone(),
        ("range", [Value::Number(count)]) => {
            let count = count.as_i64().expect("a whole number");
            Value::List((0..count).map(|n| number(&n.to_string())).collect())
        }
        ("keys", [Value::Map(all)]) => {
            Value::List(all.keys().cloned().map(Value::String).collect())
        }
        ("length", [Value::List(all)]) => number(&all.len().to_string()),
        ("length", [Value::Map(all)]) => number(&all.len().to_string()),
        ("contains", [Value::List(all), one]) => Value::Bool(all.contains(one)),
        ("alltrue", [Value::List(all)]) => {
            Value::Bool(all.iter().all(|it| *it == Value::Bool(true)))
        }
        ("one", [Value::List(all)]) => all.first().cloned().unwrap_or_default(),
        ("replace", [all, old, new]) => Value::String(text(all).replace(&text(old), &text(new))),
        ("base64encode", [all]) => Value::String(BASE64.encode(text(all))),
        ("file", [path]) => Value::String(file(&text(path))),
        ("merge", maps) => Value::Map(maps.iter().flat_map(entries).collect()),
        (name, arguments) => panic!("the host does not know {name} of {arguments:?}"),
    }
}

fn entries(map: &Value) -> BTreeMap<String, Value> {
    match map {
        Value::Map(all) => all.clone(),
        _ => BTreeMap::new(),
    }
}

/// The elements of a set: each once, in an order.
pub(super) fn set(mut all: Vec<Value>) -> Vec<Value> {
    all.sort();
    all.dedup();
    all
}

/// JSON as core writes it, fit to stand in a page.
fn written(value: &Value) -> String {
    let text = json::encode(value).to_string();
    [('<', "\\u003c"), ('>', "\\u003e"), ('&', "\\u0026")]
        .iter()
        .fold(text, |text, (plain, escaped)| text.replace(*plain, escaped))
}
