//! Reads the inputs of a call from where they travel.

use serde_json::{Map, Value};

use crate::model::failure::Failure;
use crate::model::{Input, Place, Shape, check, not_whole, unreadable};
use crate::wire::received::Received;

/// Reads the inputs from query, headers and JSON body, by member name, and checks each against its
/// shape.
pub(super) fn read(inputs: &[Input], request: &Received) -> Result<Map<String, Value>, Failure> {
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

fn not_a_flag(at: &str) -> Failure {
    unreadable(&format!("'{at}' is neither true nor false"))
}
