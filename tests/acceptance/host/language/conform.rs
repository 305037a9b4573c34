//! Values of the language as values of a schema.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use codeartifact::framework::value::Value;

use super::Fault;
use super::expression::text;
use super::functions::set;

/// A value of a type.
pub(in crate::host) fn conform(ty: &Type, value: Value) -> Result<Value, Fault> {
    match (ty, value) {
        (_, value @ (Value::Null | Value::Unknown)) => Ok(value),
        (Type::String, value) => Ok(Value::String(text(&value))),
        (Type::Number, Value::String(text)) => Ok(super::number(&text)),
        (Type::Bool, Value::String(text)) => Ok(Value::Bool(text == "true")),
        (Type::List(of), Value::List(all)) => elements(of, all).map(Value::List),
        (Type::Set(of), Value::List(all)) => elements(of, all).map(set).map(Value::List),
        (Type::Map(of), Value::Map(all)) => {
            let conformed = all.into_iter().map(|(key, value)| Ok((key, conform(of, value)?)));
            conformed.collect::<Result<_, _>>().map(Value::Map)
        }
        (Type::Object(attributes), value @ Value::Map(_)) => object(attributes, &value),
        (_, value) => Ok(value),
    }
}

fn elements(of: &Type, all: Vec<Value>) -> Result<Vec<Value>, Fault> {
    all.into_iter().map(|element| conform(of, element)).collect()
}

/// An object of a schema. What is left out is null, and a block that is left out is no block.
fn object(attributes: &[Attribute], value: &Value) -> Result<Value, Fault> {
    let stored = attributes.iter().filter(|attribute| attribute.is_stored());
    let conformed = stored.map(|attribute| {
        let given = match (attribute.mode, value.get(attribute.name)) {
            (Mode::Block { .. }, Value::Null) => Value::List(Vec::new()),
            (_, given) => given.clone(),
        };
        if attribute.mode == Mode::Required && given.is_null() {
            return Err(missing());
        }
        Ok((attribute.name.to_owned(), conform(&attribute.ty, given)?))
    });
    conformed.collect::<Result<_, _>>().map(Value::Map)
}

/// Core's own words for it differ from version to version.
fn missing() -> Fault {
    Fault { summary: "Missing required argument".to_owned(), detail: String::new() }
}
