//! Texts of the provider block that have a form of their own.

use serde_json::Value as Json;

use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Field, check_decoding};
use crate::framework::path::Path;
use crate::framework::schema::{Pattern, Type};
use crate::framework::value::Value;

/// The address of a service.
pub(super) const URL: Pattern =
    Pattern { regex: "https?://[!-~]+", says: "a URL such as \"http://localhost:4566\"" };

/// The ARN of a role.
pub(super) const ROLE: Pattern = Pattern {
    regex: "arn:aws[a-z-]*:iam::[0-9]{12}:role/[!-~]+",
    says: "the ARN of a role such as \"arn:aws:iam::123456789012:role/ci\"",
};

/// The ARN of a managed policy.
pub(super) const MANAGED_POLICY: Pattern = Pattern {
    regex: "arn:aws[a-z-]*:iam::([0-9]{12}|aws):policy/[!-~]+",
    says: "the ARN of a managed policy such as \"arn:aws:iam::aws:policy/ReadOnlyAccess\"",
};

/// The name of a session, or of who is behind it.
pub(super) const SESSION: Pattern =
    Pattern { regex: "[A-Za-z0-9_+=,.@-]*", says: "letters, digits, and the characters `_+=,.@-`" };

/// What a third party is known by.
pub(super) const EXTERNAL_ID: Pattern = Pattern {
    regex: "[A-Za-z0-9_+=,.@:/-]*",
    says: "letters, digits, and the characters `_+=,.@:/-`",
};

/// How long credentials hold, in seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Duration(pub i32);

/// The shortest and the longest session, in seconds.
const LIMITS: std::ops::RangeInclusive<i32> = 900..=43_200;

impl Field for Duration {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        let text = String::decode(value)?;
        match seconds(&text).filter(|seconds| LIMITS.contains(seconds)) {
            Some(seconds) => Ok(Self(seconds)),
            None => Err(Error::new(format!(
                "must be 15 minutes to 12 hours, such as \"1h30m\", got {text:?}"
            ))),
        }
    }

    fn encode(self) -> Value {
        format!("{}s", self.0).into()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        check_decoding::<Self>(value, at, report);
    }
}

/// The seconds of a duration such as `1h30m`.
fn seconds(text: &str) -> Option<i32> {
    let mut sum = 0_i32;
    for part in text.split_inclusive(|c: char| c.is_ascii_alphabetic()) {
        let unit = match part.chars().last()? {
            'h' => 3600,
            'm' => 60,
            's' => 1,
            _ => return None,
        };
        let count: i32 = part[..part.len() - 1].parse().ok().filter(|count| *count >= 0)?;
        sum = sum.checked_add(count.checked_mul(unit)?)?;
    }
    Some(sum)
}

/// A policy that limits a session, as the user wrote it.
#[derive(Debug, Clone, PartialEq)]
pub struct SessionPolicy(pub String);

impl Field for SessionPolicy {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        let text = String::decode(value)?;
        match serde_json::from_str(&text) {
            Ok(Json::Object(_)) => Ok(Self(text)),
            Ok(_) => Err(Error::new("must be a policy in JSON, which is an object")),
            Err(error) => Err(Error::new(format!("must be a policy in JSON: {error}"))),
        }
    }

    fn encode(self) -> Value {
        self.0.into()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        check_decoding::<Self>(value, at, report);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<i32>) {
        assert_eq!(Duration::decode(text.into()).ok(), expected.map(Duration), "{text}");
    }

    #[test]
    fn a_duration_has_units_and_limits() {
        check("1h30m", Some(5400));
        check("900s", Some(900));
        check("12h", Some(43_200));
        for wrong in ["", "h", "1", "1h30", "14m59s", "12h1s", "1d", "-1h", "99999999h", "é"] {
            check(wrong, None);
        }
    }
}
