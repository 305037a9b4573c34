//! One or many: where policies take a list, they take a single value too.

use serde_json::Value;

/// The items of a list, or the one value that stands for a list.
pub(super) fn items(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        Value::Null => &[],
        one => std::slice::from_ref(one),
    }
}
