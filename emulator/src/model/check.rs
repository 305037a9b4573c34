//! Reads the inputs of a call and checks them against the model.
//!
//! All violated constraints are told in one message, in the words that AWS services use.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use regex::Regex;
use serde_json::{Map, Value};

use super::{Input, Place, Shape};
use crate::failure::{Failure, Reason};

/// Reads the inputs from the query and the JSON body, by member name, and checks each against its shape.
pub(crate) fn read(
    inputs: &[Input],
    query: &[(String, String)],
    body: &[u8],
) -> Result<Map<String, Value>, Failure> {
    let in_body = inputs.iter().any(|input| input.place == Place::Body);
    let mut body = if in_body {
        read_body(body)?
    } else {
        Map::new()
    };
    let mut values = Map::new();
    let mut violations = Vec::new();
    for input in inputs {
        let value = match input.place {
            Place::Query(wire) => read_query(input, wire, query)?,
            Place::Body => body.remove(input.member).filter(|value| !value.is_null()),
        };
        match value {
            Some(value) => {
                check(input.shape, &value, input.member, &mut violations)?;
                values.insert(input.member.to_owned(), value);
            }
            None if input.required => violations.push(missing(input.member)),
            None => {}
        }
    }
    told(&violations)?;
    Ok(values)
}

fn read_body(body: &[u8]) -> Result<Map<String, Value>, Failure> {
    if body.is_empty() {
        return Ok(Map::new());
    }
    serde_json::from_slice(body).map_err(|_| unreadable("the body is not a JSON object"))
}

fn read_query(
    input: &Input,
    wire: &str,
    query: &[(String, String)],
) -> Result<Option<Value>, Failure> {
    let Some((_, text)) = query.iter().find(|(name, _)| name == wire) else {
        return Ok(None);
    };
    match input.shape {
        Shape::Number { .. } => match text.parse::<i64>() {
            Ok(number) => Ok(Some(number.into())),
            Err(_) => Err(unreadable(&format!(
                "'{}' is not a whole number",
                input.member
            ))),
        },
        _ => Ok(Some(text.clone().into())),
    }
}

/// Adds the constraints that a value violates; a value of another type altogether cannot be parsed.
fn check(
    shape: &Shape,
    value: &Value,
    at: &str,
    violations: &mut Vec<String>,
) -> Result<(), Failure> {
    match (shape, value) {
        (Shape::Text { pattern, min, max }, Value::String(text)) => {
            check_text(text, pattern, *min..=*max, at, violations);
        }
        (Shape::Choice(words), Value::String(text)) => {
            if !words.contains(&text.as_str()) {
                let set = words.join(", ");
                violations.push(violation(
                    text,
                    at,
                    &format!("Member must satisfy enum value set: [{set}]"),
                ));
            }
        }
        (Shape::Number { min, max }, Value::Number(number)) => {
            let Some(number) = number.as_i64() else {
                return Err(unreadable(&format!("'{at}' is not a whole number")));
            };
            check_bounds(
                number,
                *min,
                *max,
                "value",
                &number.to_string(),
                at,
                violations,
            );
        }
        (Shape::List { of, max }, Value::Array(items)) => {
            if items.len() > *max {
                let rule = format!("Member must have length less than or equal to {max}");
                violations.push(violation(
                    &Value::from(items.clone()).to_string(),
                    at,
                    &rule,
                ));
            }
            for (index, item) in items.iter().enumerate() {
                check(of, item, &format!("{at}.{}.member", index + 1), violations)?;
            }
        }
        (Shape::Record(members), Value::Object(record)) => {
            check_record(members, record, at, violations)?;
        }
        _ => return Err(unreadable(&format!("'{at}' has the wrong type"))),
    }
    Ok(())
}

fn check_record(
    members: &[(&str, &Shape)],
    record: &Map<String, Value>,
    at: &str,
    violations: &mut Vec<String>,
) -> Result<(), Failure> {
    for (name, shape) in members {
        let at = format!("{at}.{name}");
        match record.get(*name).filter(|value| !value.is_null()) {
            Some(value) => check(shape, value, &at, violations)?,
            None => violations.push(missing(&at)),
        }
    }
    Ok(())
}

fn check_text(
    text: &str,
    pattern: &'static str,
    length: std::ops::RangeInclusive<usize>,
    at: &str,
    violations: &mut Vec<String>,
) {
    let characters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    let (min, max) = (*length.start() as i64, *length.end() as i64);
    check_bounds(characters, min, max, "length", text, at, violations);
    if !compiled(pattern).is_match(text) {
        let rule = format!("Member must satisfy regular expression pattern: {pattern}");
        violations.push(violation(text, at, &rule));
    }
}

fn check_bounds(
    number: i64,
    min: i64,
    max: i64,
    what: &str,
    shown: &str,
    at: &str,
    violations: &mut Vec<String>,
) {
    if number < min {
        let rule = format!("Member must have {what} greater than or equal to {min}");
        violations.push(violation(shown, at, &rule));
    }
    if number > max {
        let rule = format!("Member must have {what} less than or equal to {max}");
        violations.push(violation(shown, at, &rule));
    }
}

/// The compiled form of a pattern, which must match a whole value.
fn compiled(pattern: &'static str) -> Regex {
    static COMPILED: LazyLock<RwLock<HashMap<&'static str, Regex>>> =
        LazyLock::new(RwLock::default);
    let known = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
        .cloned();
    known.unwrap_or_else(|| {
        let whole = format!(r"\A(?:{pattern})\z");
        let regex = Regex::new(&whole).expect("the patterns are ours, and a test compiles each");
        COMPILED
            .write()
            .unwrap_or_else(PoisonError::into_inner)
            .insert(pattern, regex.clone());
        regex
    })
}

fn missing(at: &str) -> String {
    format!("Value null at '{at}' failed to satisfy constraint: Member must not be null")
}

fn violation(shown: &str, at: &str, rule: &str) -> String {
    format!("Value '{shown}' at '{at}' failed to satisfy constraint: {rule}")
}

fn told(violations: &[String]) -> Result<(), Failure> {
    let noun = match violations.len() {
        0 => return Ok(()),
        1 => "error",
        _ => "errors",
    };
    let message = format!(
        "{} validation {noun} detected: {}",
        violations.len(),
        violations.join("; ")
    );
    Err(Failure::validation(Reason::Field, message))
}

fn unreadable(what: &str) -> Failure {
    Failure::validation(
        Reason::CannotParse,
        format!("The request cannot be parsed: {what}."),
    )
}
