//! Reads the inputs of a call from where they travel.

use serde_json::{Map, Value};

use super::check::Check;
use super::{Input, Place, Shape};
use crate::failure::Failure;
use crate::received::Received;
use crate::unverified;

/// Reads the inputs from query, headers and JSON body, by member name, and checks each against its shape.
pub(crate) fn read(inputs: &[Input], request: &Received) -> Result<Map<String, Value>, Failure> {
    let in_body = inputs.iter().any(|input| input.place == Place::Body);
    let mut body = if in_body { read_body(&request.body)? } else { Map::new() };
    let mut values = Map::new();
    for input in inputs {
        let value = match input.place {
            Place::Query(wire) => read_query(input, wire, &request.query)?,
            Place::Header(wire) => request.header(wire).map(Value::from),
            Place::Body => body.remove(input.member),
            Place::Payload => None,
        };
        values.extend(value.map(|value| (input.member.to_owned(), value)));
    }
    check(inputs, values)
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
    Ok(Some(match input.shape {
        Shape::Number { .. } => text.parse::<i64>().map_err(|_| not_whole(input.member))?.into(),
        Shape::Flag => text.parse::<bool>().map_err(|_| not_a_flag(input.member))?.into(),
        _ => text.clone().into(),
    }))
}

/// The refusal of a number with a fraction, or of what is no number.
pub(super) fn not_whole(at: &str) -> Failure {
    unreadable(&format!("'{at}' is not a whole number"))
}

fn not_a_flag(at: &str) -> Failure {
    unreadable(&format!("'{at}' is neither true nor false"))
}

/// The refusal of what cannot be read at all.
pub(super) fn unreadable(what: &str) -> Failure {
    let message = format!("The request cannot be parsed: {what}.");
    Failure::new(unverified::UNREADABLE_INPUT, message)
}
