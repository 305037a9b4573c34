//! Policy documents, whose text may be spelled in many ways that mean the same.

use crate::{
    aws::policy,
    framework::{
        diagnostic::{Error, Result},
        field::Field,
        path::Path,
        schema::Type,
        value::Value,
    },
};

/// A policy document as the user wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyDocument(pub String);

impl Field for PolicyDocument {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        String::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Some(text) = value.as_str() else { return };
        if let Err(cause) = policy::check(text) {
            report.push(Error { cause, path: at.clone() });
        }
    }

    fn same(one: &Value, other: &Value) -> bool {
        match (one.as_str(), other.as_str()) {
            (Some(one), Some(other)) => policy::equivalent(one, other),
            _ => one == other,
        }
    }
}
