//! Times, which other providers keep with another precision.

use crate::framework::diagnostic::Result;
use crate::framework::field::Field;
use crate::framework::schema::Type;
use crate::framework::value::Value;

/// A time in RFC 3339 format, in UTC.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Time(pub String);

impl From<String> for Time {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl Field for Time {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        String::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    /// The AWS provider leaves fractions of a second out: a moved state keeps its times, and so do
    /// its outputs.
    fn same(one: &Value, other: &Value) -> bool {
        let (Some(one), Some(other)) = (one.as_str(), other.as_str()) else { return one == other };
        let (whole, of_other) = (to_the_second(one), to_the_second(other));
        one == other || (whole == of_other && (one == whole || other == of_other))
    }
}

fn to_the_second(text: &str) -> String {
    text.split_once('.').map_or_else(|| text.to_owned(), |(whole, _)| format!("{whole}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(one: &str, other: &str, same: bool) {
        assert_eq!(Time::same(&one.into(), &other.into()), same, "{one} {other}");
        assert_eq!(Time::same(&other.into(), &one.into()), same, "{other} {one}");
    }

    #[test]
    fn a_time_without_fractions_is_the_same() {
        check("2026-11-28T07:16:50.954Z", "2026-11-28T07:16:50Z", true);
        check("2026-11-28T07:16:50.954Z", "2026-11-28T07:16:50.954Z", true);
        check("2026-11-28T07:16:50.954Z", "2026-11-28T07:16:50.953Z", false);
        check("2026-11-28T07:16:50.954Z", "2026-11-28T07:16:51Z", false);
    }
}
