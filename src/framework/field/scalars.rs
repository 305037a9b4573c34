//! Texts, booleans and numbers.

use super::typed::{Field, check_decoding};
use crate::framework::attribute::Type;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::path::Path;
use crate::framework::value::Value;

impl Field for String {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(other.mismatch("a string")),
        }
    }

    fn encode(self) -> Value {
        Value::String(self)
    }
}

/// A text that says something even where it is empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Verbatim(pub String);

impl Field for Verbatim {
    const TYPE: Type = Type::String;
    const SAYS_EMPTY: bool = true;

    fn decode(value: Value) -> Result<Self> {
        String::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }
}

impl Field for bool {
    const TYPE: Type = Type::Bool;

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::Bool(flag) => Ok(flag),
            other => Err(other.mismatch("true or false")),
        }
    }

    fn encode(self) -> Value {
        Value::Bool(self)
    }
}

impl Field for i64 {
    const TYPE: Type = Type::Number;

    fn decode(value: Value) -> Result<Self> {
        match &value {
            Value::Number(number) => {
                number.as_i64().ok_or_else(|| value.mismatch("a whole number"))
            }
            _ => Err(value.mismatch("a whole number")),
        }
    }

    fn encode(self) -> Value {
        Value::Number(self.into())
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        if let Value::Number(number) = value
            && number.as_i64().is_none()
        {
            report.push(Error {
                cause: format!("must be a whole number, got {number}"),
                path: at.clone(),
            });
        }
    }
}

impl Field for u32 {
    const TYPE: Type = Type::Number;

    fn decode(value: Value) -> Result<Self> {
        let Value::Number(number) = &value else {
            return Err(value.mismatch("a whole number"));
        };
        let whole = number.as_i64().and_then(|whole| Self::try_from(whole).ok());
        let most = Self::MAX;
        whole.ok_or_else(|| {
            Error::new(format!("must be a whole number from 0 to {most}, got {number}"))
        })
    }

    fn encode(self) -> Value {
        Value::Number(i64::from(self).into())
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        check_decoding::<Self>(value, at, report);
    }
}
