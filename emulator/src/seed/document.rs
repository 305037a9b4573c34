//! JSON in a seed, such as a policy: its elements or, where these would not give the same text
//! again, its text.

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Document(Value);

impl Document {
    /// JSON with this text.
    pub(super) fn of(text: &str) -> Self {
        let elements = serde_json::from_str(text).ok();
        let again = |value: &Value| serde_json::to_string(value).is_ok_and(|again| again == text);
        let same = elements.filter(|value: &Value| value.is_object() && again(value));
        Self(same.filter(has_no_number).unwrap_or_else(|| text.into()))
    }

    /// Its text.
    pub(super) fn text(&self) -> String {
        self.0.as_str().map_or_else(|| self.0.to_string(), str::to_owned)
    }
}

/// Numbers come back from YAML in another spelling.
fn has_no_number(value: &Value) -> bool {
    match value {
        Value::Number(_) => false,
        Value::Array(items) => items.iter().all(has_no_number),
        Value::Object(members) => members.values().all(has_no_number),
        Value::Null | Value::Bool(_) | Value::String(_) => true,
    }
}
