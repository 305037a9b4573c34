//! Reads the inputs of a call and checks them against the model.
//!
//! All violated constraints are told in one message, in the words that AWS services use.

use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

use regex::Regex;
use serde_json::{Map, Value};

use super::{Input, Place, Shape};
use crate::failure::{Failure, Reason};
use crate::unverified;

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
            check_text(text, pattern, (*min, *max), at, violations);
            Ok(())
        }
        (Shape::Choice(words), Value::String(text)) => {
            check_choice(text, words, at, violations);
            Ok(())
        }
        (Shape::Number { min, max }, Value::Number(number)) => {
            let number = number
                .as_i64()
                .ok_or_else(|| unreadable(&format!("'{at}' is not a whole number")))?;
            check_bounds(
                number,
                (*min, *max),
                ("value", &number.to_string()),
                at,
                violations,
            );
            Ok(())
        }
        (Shape::List { of, max }, Value::Array(items)) => {
            check_list(items, of, *max, at, violations)
        }
        (Shape::Record(members), Value::Object(record)) => {
            check_record(members, record, at, violations)
        }
        _ => Err(unreadable(&format!("'{at}' has the wrong type"))),
    }
}

fn check_text(
    text: &str,
    pattern: &'static str,
    length: (i64, i64),
    at: &str,
    violations: &mut Vec<String>,
) {
    let characters = i64::try_from(text.chars().count()).unwrap_or(i64::MAX);
    check_bounds(characters, length, ("length", text), at, violations);
    if !matches(pattern, text) {
        let rule = format!("Member must satisfy regular expression pattern: {pattern}");
        violations.push(violation(text, at, &rule));
    }
}

fn check_choice(text: &str, words: &[&str], at: &str, violations: &mut Vec<String>) {
    if !words.contains(&text) {
        let rule = format!("Member must satisfy enum value set: [{}]", words.join(", "));
        violations.push(violation(text, at, &rule));
    }
}

/// Checks a number against its least and greatest value. What it measures, and of which value, is told.
fn check_bounds(
    number: i64,
    (min, max): (i64, i64),
    (what, shown): (&str, &str),
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

fn check_list(
    items: &[Value],
    of: &Shape,
    max: i64,
    at: &str,
    violations: &mut Vec<String>,
) -> Result<(), Failure> {
    let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
    check_bounds(count, (0, max), ("length", "[…]"), at, violations);
    items.iter().enumerate().try_for_each(|(index, item)| {
        check(of, item, &format!("{at}.{}.member", index + 1), violations)
    })
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

/// Whether a pattern matches the whole of a text. Each pattern is compiled once.
pub(crate) fn matches(pattern: &'static str, text: &str) -> bool {
    static COMPILED: LazyLock<RwLock<HashMap<&'static str, Regex>>> =
        LazyLock::new(RwLock::default);
    if let Some(regex) = COMPILED
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .get(pattern)
    {
        return regex.is_match(text);
    }
    let whole = format!(r"\A(?:{pattern})\z");
    let regex = Regex::new(&whole).expect("the patterns are ours, and a test compiles each");
    let matches = regex.is_match(text);
    COMPILED
        .write()
        .unwrap_or_else(PoisonError::into_inner)
        .insert(pattern, regex);
    matches
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
    let message = format!("The request cannot be parsed: {what}.");
    Failure::new(unverified::UNREADABLE_INPUT, message)
}
