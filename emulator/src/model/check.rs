//! Checks values against their shapes.
//!
//! All violated constraints are reported in one message, in the words that AWS services use.

use serde_json::{Map, Value};

use super::failure::{Failure, Reason};
use super::{Input, Shape, matches, unverified};

/// The constraints that were found violated so far.
#[derive(Debug, Default)]
pub(crate) struct Check {
    violations: Vec<String>,
}

impl Check {
    /// Checks a value. One of another type altogether cannot be parsed, which ends the check.
    pub(crate) fn value(&mut self, shape: &Shape, value: &Value, at: &str) -> Result<(), Failure> {
        match (shape, value) {
            (Shape::Text { pattern, min, max }, Value::String(text)) => {
                self.text(text, pattern, (*min, *max), at);
            }
            (Shape::Choice(words), Value::String(text)) => self.choice(text, words, at),
            (Shape::Number { min, max }, Value::Number(number)) => {
                let number = number.as_i64().ok_or_else(|| not_whole(at))?;
                self.bounds(number, (*min, *max), "value", &number.to_string(), at);
            }
            (Shape::List { of, max }, Value::Array(items)) => self.list(items, of, *max, at)?,
            (Shape::Flag, Value::Bool(_)) => {}
            (Shape::Map { key, value }, Value::Object(map)) => self.map(key, value, map, at)?,
            (Shape::Record(members), Value::Object(record)) => self.record(members, record, at)?,
            _ => return Err(unreadable(&format!("'{at}' has the wrong type"))),
        }
        Ok(())
    }

    /// Notes that a required value is not there.
    pub(crate) fn missing(&mut self, at: &str) {
        self.violated("null", at, "Member must not be null");
    }

    /// The refusal that reports all violations, if there are any.
    fn result(self) -> Result<(), Failure> {
        self.message().map_or(Ok(()), |message| Err(Failure::validation(Reason::Field, message)))
    }

    /// All violations in one sentence, if there are any.
    pub(crate) fn message(self) -> Option<String> {
        let count = self.violations.len();
        let noun = match count {
            0 => return None,
            1 => "error",
            _ => "errors",
        };
        let all = self.violations.join("; ");
        Some(format!("{count} validation {noun} detected: {all}"))
    }

    fn text(&mut self, text: &str, pattern: &'static str, length: (i64, i64), at: &str) {
        let shown = format!("'{text}'");
        self.bounds(count(text.chars()), length, "length", &shown, at);
        if !matches(pattern, text) {
            let rule = format!("Member must satisfy regular expression pattern: {pattern}");
            self.violated(&shown, at, &rule);
        }
    }

    fn choice(&mut self, text: &str, words: &[&str], at: &str) {
        if !words.contains(&text) {
            let rule = format!("Member must satisfy enum value set: [{}]", words.join(", "));
            self.violated(&format!("'{text}'"), at, &rule);
        }
    }

    fn list(&mut self, items: &[Value], of: &Shape, max: i64, at: &str) -> Result<(), Failure> {
        self.bounds(count(items.iter()), (0, max), "length", "'[…]'", at);
        let mut numbered = items.iter().zip(1..);
        numbered
            .try_for_each(|(item, number)| self.value(of, item, &format!("{at}.{number}.member")))
    }

    fn map(
        &mut self,
        key: &Shape,
        value: &Shape,
        map: &Map<String, Value>,
        at: &str,
    ) -> Result<(), Failure> {
        map.iter().try_for_each(|(name, item)| {
            self.value(key, &name.as_str().into(), &format!("{at}.key"))?;
            self.value(value, item, &format!("{at}.{name}.member"))
        })
    }

    fn record(
        &mut self,
        members: &[(&str, &Shape)],
        record: &Map<String, Value>,
        at: &str,
    ) -> Result<(), Failure> {
        for (name, shape) in members {
            let at = format!("{at}.{name}");
            match record.get(*name).filter(|value| !value.is_null()) {
                Some(value) => self.value(shape, value, &at)?,
                None => self.missing(&at),
            }
        }
        Ok(())
    }

    /// Checks a number against its least and greatest value; it measures what `what` says of the
    /// value shown.
    fn bounds(&mut self, number: i64, (min, max): (i64, i64), what: &str, shown: &str, at: &str) {
        if number < min {
            let rule = format!("Member must have {what} greater than or equal to {min}");
            self.violated(shown, at, &rule);
        }
        if number > max {
            let rule = format!("Member must have {what} less than or equal to {max}");
            self.violated(shown, at, &rule);
        }
    }

    fn violated(&mut self, shown: &str, at: &str, rule: &str) {
        let violation = format!("Value {shown} at '{at}' failed to satisfy constraint: {rule}");
        self.violations.push(violation);
    }
}

fn count(items: impl Iterator) -> i64 {
    i64::try_from(items.count()).unwrap_or(i64::MAX)
}

/// Checks each input against its shape, and answers those that are given.
pub(crate) fn check(
    inputs: &[Input],
    mut values: Map<String, Value>,
) -> Result<Map<String, Value>, Failure> {
    values.retain(|_, value| !value.is_null());
    let mut check = Check::default();
    for input in inputs {
        match values.get(input.member) {
            Some(value) => check.value(input.shape, value, input.member)?,
            None if input.required => check.missing(input.member),
            None => {}
        }
    }
    check.result()?;
    Ok(values)
}

/// The refusal of a number with a fraction, or of what is not a number.
pub(crate) fn not_whole(at: &str) -> Failure {
    unreadable(&format!("'{at}' is not a whole number"))
}

/// The refusal of what cannot be read at all.
pub(crate) fn unreadable(what: &str) -> Failure {
    let message = format!("The request cannot be parsed: {what}.");
    Failure::new(unverified::UNREADABLE_INPUT, message)
}
