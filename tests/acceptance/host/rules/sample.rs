//! An object with one attribute of each kind, to show that rules see breaches.

use std::collections::{BTreeMap, BTreeSet};

use codeartifact::framework::field::{Computed, OptionalComputed, WriteOnly};
use codeartifact::framework::json;
use codeartifact::framework::schema::{Attribute, Type};
use codeartifact::framework::value::Value;
use serde_json::Value as Json;

/// The attributes.
pub(super) const SAMPLE: &[Attribute] = &[
    Attribute::new::<String>("name", " Configured.\n"),
    Attribute::new::<Option<String>>("note", " May be configured.\n"),
    Attribute::new::<Option<bool>>("flag", " May be configured, and is never empty.\n"),
    Attribute::new::<OptionalComputed<String>>("either", " Set by either.\n"),
    Attribute::new::<Computed<String>>("set", " Set by the service.\n"),
    Attribute::new::<WriteOnly<Option<String>>>("secret", " Never stored.\n"),
    Attribute::new::<Option<Vec<String>>>("list", " In an order.\n"),
    Attribute::new::<Option<BTreeSet<String>>>("members", " In no order.\n"),
    Attribute {
        ty: Type::Map(&Type::Object(PART)),
        ..Attribute::new::<Option<BTreeMap<String, String>>>("parts", " Objects.\n")
    },
];

const PART: &[Attribute] = &[
    Attribute::new::<Option<String>>("text", " Configured.\n"),
    Attribute::new::<Computed<String>>("hash", " Set by the service.\n"),
];

/// A value of the sample's type. The text `?` stands for what is not known yet.
pub(super) fn value(json: Json) -> Value {
    doubted(json::decode(&Type::Object(SAMPLE), json).expect("a value of the sample's type"))
}

/// Demands one breach that says this; none where that is empty.
pub(super) fn expect(breaches: &[String], says: &str) {
    match (says, breaches) {
        ("", []) => {}
        (says, [breach]) if !says.is_empty() && breach.contains(says) => {}
        _ => panic!("{says:?} is expected, and not {breaches:?}"),
    }
}

fn doubted(value: Value) -> Value {
    match value {
        Value::String(text) if text == "?" => Value::Unknown,
        Value::List(all) => Value::List(all.into_iter().map(doubted).collect()),
        Value::Map(all) => {
            Value::Map(all.into_iter().map(|(key, value)| (key, doubted(value))).collect())
        }
        other => other,
    }
}
