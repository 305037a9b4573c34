//! Values and types as JSON: stored states, private data, and the type expressions of the schema.

use serde_json::{Map, Value as Json};

use super::diagnostic::{Error, Result};
use super::path::Step;
use super::schema::{Attribute, Mode, Type};
use super::value::Value;

/// Decodes a stored value of type `ty`. What the type does not know is ignored, what is missing is
/// null, and numbers and booleans may come as strings, as Terraform's own decoder has it.
///
/// # Errors
/// A part has another type; the error has its path.
pub fn decode(ty: &Type, json: Json) -> Result<Value> {
    match (ty, json) {
        (_, Json::Null) => Ok(Value::Null),
        (Type::Bool, Json::Bool(flag)) => Ok(Value::Bool(flag)),
        (Type::Bool, Json::String(text)) => match text.as_str() {
            "true" => Ok(Value::Bool(true)),
            "false" => Ok(Value::Bool(false)),
            _ => Err(Error::new("expected true or false, got another text")),
        },
        (Type::Number, Json::Number(number)) => decode_number(number.as_str()),
        (Type::Number, Json::String(text)) => decode_number(&text),
        (Type::String, Json::String(text)) => Ok(Value::String(text)),
        (Type::String, Json::Number(number)) => Ok(Value::String(number.to_string())),
        (Type::String, Json::Bool(flag)) => Ok(Value::String(flag.to_string())),
        (Type::List(of), Json::Array(elements)) => decode_list(of, elements).map(Value::List),
        (Type::Set(of), Json::Array(elements)) => decode_set(of, elements),
        (Type::Map(of), Json::Object(values)) => decode_map(of, values),
        (Type::Object(attributes), Json::Object(values)) => decode_object(attributes, values),
        (expected, _) => Err(Error::new(format!("expected {}", expected.kind()))),
    }
}

fn decode_number(text: &str) -> Result<Value> {
    let number = text.parse().map_err(|fault: String| Error::new(format!("a number: {fault}")))?;
    Ok(Value::Number(number))
}

fn decode_list(of: &Type, elements: Vec<Json>) -> Result<Vec<Value>> {
    let decode = |(index, element)| {
        decode(of, element).map_err(|error: Error| error.under(Step::Index(index)))
    };
    elements.into_iter().enumerate().map(decode).collect()
}

fn decode_set(of: &Type, elements: Vec<Json>) -> Result<Value> {
    let mut elements = decode_list(of, elements)?;
    elements.sort();
    elements.dedup();
    Ok(Value::List(elements))
}

fn decode_map(of: &Type, values: Map<String, Json>) -> Result<Value> {
    let decode = |(key, value)| match decode(of, value) {
        Ok(value) => Ok((key, value)),
        Err(error) => Err(error.under(Step::Key(key))),
    };
    values.into_iter().map(decode).collect()
}

fn decode_object(attributes: &[Attribute], mut values: Map<String, Json>) -> Result<Value> {
    let decode = |attribute: &Attribute| {
        let value = values.remove(attribute.name).unwrap_or(Json::Null);
        match decode(&attribute.ty, value) {
            Ok(value) => Ok((attribute.name.to_owned(), value)),
            Err(error) => Err(error.under(Step::Attribute(attribute.name.to_owned()))),
        }
    };
    let stored = attributes.iter().filter(|attribute| attribute.is_stored());
    stored.map(decode).collect()
}

/// Encodes a value; unknowns, which JSON cannot hold, become null.
pub fn encode(value: &Value) -> Json {
    match value {
        Value::Null | Value::Unknown => Json::Null,
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(number) => encode_number(&number.to_string()),
        Value::String(text) => Json::String(text.clone()),
        Value::List(elements) => Json::Array(elements.iter().map(encode).collect()),
        Value::Map(values) => {
            object(values.iter().map(|(key, value)| (key.clone(), encode(value))).collect())
        }
    }
}

fn object(members: Vec<(String, Json)>) -> Json {
    Json::Object(members.into_iter().collect())
}

fn encode_number(text: &str) -> Json {
    serde_json::from_str(text).expect("a decimal text is a JSON number")
}

/// The type expression of Terraform for `ty`, for instance `["list","string"]`.
pub fn encode_type(ty: &Type) -> Json {
    match ty {
        Type::Bool => "bool".into(),
        Type::Number => "number".into(),
        Type::String => "string".into(),
        Type::List(of) => Json::Array(vec!["list".into(), encode_type(of)]),
        Type::Set(of) => Json::Array(vec!["set".into(), encode_type(of)]),
        Type::Map(of) => Json::Array(vec!["map".into(), encode_type(of)]),
        Type::Object(attributes) => {
            let stored = attributes.iter().filter(|attribute| attribute.is_stored());
            let types =
                stored.map(|attribute| (attribute.name.to_owned(), encode_type(&attribute.ty)));
            Json::Array(vec!["object".into(), object(types.collect())])
        }
    }
}

/// The type expression of a parameter, of whose objects an argument can leave attributes out.
pub fn encode_parameter_type(ty: &Type) -> Json {
    let Type::Object(attributes) = ty else {
        return match ty {
            Type::List(of) => Json::Array(vec!["list".into(), encode_parameter_type(of)]),
            Type::Set(of) => Json::Array(vec!["set".into(), encode_parameter_type(of)]),
            Type::Map(of) => Json::Array(vec!["map".into(), encode_parameter_type(of)]),
            plain => encode_type(plain),
        };
    };
    let types = attributes.iter().map(|it| (it.name.to_owned(), encode_parameter_type(&it.ty)));
    let optional = attributes.iter().filter(|it| it.mode == Mode::Optional);
    let names: Vec<Json> = optional.map(|attribute| attribute.name.into()).collect();
    Json::Array(vec!["object".into(), object(types.collect()), names.into()])
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::framework::field::Field;
    use crate::framework::schema::object;

    object! {
        /// A stored state.
        struct Sample {
            /// A text.
            id: String,
            /// A number.
            n: Option<i64>,
            /// Tags.
            tags: Option<BTreeMap<String, String>>,
        }
    }

    fn check(stored: &str, expect: &str) {
        let decoded = decode(&Sample::TYPE, serde_json::from_str(stored).unwrap());
        let shown = match decoded {
            Ok(value) => encode(&value).to_string(),
            Err(error) => error.to_string(),
        };
        assert_eq!(shown, expect, "{stored}");
    }

    #[test]
    fn stored_states_are_read_leniently() {
        check(
            r#"{"id":"a","n":12345678901234567890123,"old":1}"#,
            r#"{"id":"a","n":12345678901234567890123,"tags":null}"#,
        );
        check(r#"{"id":5,"n":"7","tags":{"a":true}}"#, r#"{"id":"5","n":7,"tags":{"a":"true"}}"#);
    }

    #[test]
    fn what_cannot_be_read_is_named() {
        check(r#"{"tags":{"a":[]}}"#, r#"tags["a"]: expected a string"#);
        check(r#"{"n":"x"}"#, "n: a number: it is not a number");
        check("[]", "expected an object");
    }

    #[test]
    fn types_are_written_as_terraform_reads_them() {
        let expect = r#"["object",{"id":"string","n":"number","tags":["map","string"]}]"#;
        assert_eq!(encode_type(&Sample::TYPE).to_string(), expect);
        let expect =
            r#"["object",{"id":"string","n":"number","tags":["map","string"]},["n","tags"]]"#;
        assert_eq!(encode_parameter_type(&Sample::TYPE).to_string(), expect);
    }
}
