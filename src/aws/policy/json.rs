//! JSON by its meaning: objects without order, numbers without spelling.

use std::collections::BTreeMap;
use std::str::FromStr;

use bigdecimal::BigDecimal;
use serde_json::{Number, Value};

/// A JSON value that is compared and sorted by what it means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Json {
    Null,
    Bool(bool),
    Number(String),
    Text(String),
    List(Vec<Self>),
    Object(BTreeMap<String, Self>),
}

/// Numbers with more digits than this before or after the point keep their exponent: there is no
/// use for a text of a thousand million zeros.
const PLAIN: i64 = 60;

impl From<&Value> for Json {
    fn from(value: &Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(truth) => Self::Bool(*truth),
            Value::Number(value) => Self::Number(number(value)),
            Value::String(text) => Self::Text(text.clone()),
            Value::Array(list) => Self::List(list.iter().map(Self::from).collect()),
            Value::Object(members) => {
                let member = |(name, value): (&String, &Value)| (name.clone(), Self::from(value));
                Self::Object(members.iter().map(member).collect())
            }
        }
    }
}

/// The text that stands for a scalar, which a policy may write with or without quotes; nothing for
/// other values.
pub(super) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Bool(truth) => Some(truth.to_string()),
        Value::Number(value) => Some(number(value)),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The shortest spelling of a number: `1` for `1`, `1.0` and `1e0`.
fn number(value: &Number) -> String {
    let spelled = value.to_string();
    let Ok(decimal) = BigDecimal::from_str(&spelled) else {
        return spelled;
    };
    let (digits, scale) = decimal.normalized().into_bigint_and_exponent();
    if (-PLAIN..=PLAIN).contains(&scale) {
        BigDecimal::new(digits, scale).to_plain_string()
    } else {
        format!("{digits}e{}", -i128::from(scale))
    }
}
