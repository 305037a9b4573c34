//! How long a token is valid.

use crate::framework::{
    diagnostic::{Error, Result},
    field::Field,
    path::Path,
    schema::Type,
    value::Value,
};

/// Seconds that the service accepts for a token: 0, for as long as the credentials of the caller,
/// or 15 minutes to 12 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TokenDuration(i64);

/// The duration to send, where one is given.
pub fn seconds(duration: Option<TokenDuration>) -> Option<i64> {
    duration.map(|duration| duration.0)
}

impl Field for TokenDuration {
    const TYPE: Type = Type::Number;

    fn decode(value: Value) -> Result<Self> {
        match i64::decode(value)? {
            seconds @ (0 | 900..=43_200) => Ok(Self(seconds)),
            other => Err(Error::new(format!(
                "must be 0 or 900 to 43200 seconds, got {other}"
            ))),
        }
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        if let Err(Error { cause, .. }) = Self::decode(value.clone()) {
            report.push(Error {
                cause,
                path: at.clone(),
            });
        }
    }
}
