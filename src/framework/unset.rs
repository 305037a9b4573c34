//! What no user has set: null, empty and absent are one thing.
//!
//! Terraform holds a configured value against the state byte for byte, so that a state with null
//! would make a change of every configured `""`, `[]` or `{}`. So the state of an argument that can
//! be empty is never null ([`Attribute::unset`]), and for Terraform such an argument is computed:
//! without it the empty value is planned.
//!
//! What the service sets where the user does not, and a user leaves to it by an empty text, is
//! another matter: Terraform wants the empty text in the state, and the provider needs what stands
//! behind it. Here the whole state has the service's value, with a mark; Terraform sees the empty
//! text, and the value is in the private data.

use std::collections::BTreeMap;

use super::schema::{Attribute, Mode, Type};
use super::value::Value;

/// The marks in a whole state: the names of what is spelled by an empty text. No attribute can have
/// this name.
pub(crate) const LEFT: &str = ".left";

/// A state as Terraform keeps it, with the empty value of every argument that no user has set.
pub(crate) fn filled(attributes: &[Attribute], mut state: Value) -> Value {
    for attribute in attributes {
        let value = match (state.get(attribute.name), attribute.unset()) {
            (Value::Null, Some(empty)) => empty,
            (Value::Null, None) => continue,
            (value, _) => filled_within(&attribute.ty, value.clone()),
        };
        state.set(attribute.name, value);
    }
    state
}

/// The same for the objects inside a value.
fn filled_within(ty: &Type, value: Value) -> Value {
    match (ty, value) {
        (Type::Object(attributes), value @ Value::Map(_)) => filled(attributes, value),
        (Type::List(inner) | Type::Set(inner), Value::List(elements)) => {
            Value::List(elements.into_iter().map(|it| filled_within(inner, it)).collect())
        }
        (Type::Map(inner), Value::Map(elements)) => {
            let filled = |(key, it)| (key, filled_within(inner, it));
            elements.into_iter().map(filled).collect()
        }
        (_, value) => value,
    }
}

/// The state that Terraform keeps, with what stands `behind` each empty text, or with what is not
/// known yet.
pub(crate) fn unfolded(attributes: &[Attribute], mut state: Value, behind: &Value) -> Value {
    let is_left = |attribute: &&Attribute| {
        can_be_left(attribute) && state.get(attribute.name).as_str() == Some("")
    };
    let names: Vec<_> = attributes.iter().filter(is_left).map(|attribute| attribute.name).collect();
    for name in &names {
        let value = behind.get(name).clone();
        state.set(name, if value.is_null() { Value::Unknown } else { value });
    }
    mark(&mut state, marked(names));
    state
}

/// The state that Terraform is to keep, with an empty text at each mark, and what stands behind
/// these texts.
pub(crate) fn folded(mut state: Value) -> (Value, Value) {
    let marks = marks(&state);
    let Value::Map(values) = &mut state else { return (state, Value::Null) };
    values.remove(LEFT);
    let mut behind = BTreeMap::new();
    for name in marks.into_keys() {
        match values.insert(name.clone(), "".into()) {
            None | Some(Value::Null | Value::Unknown) => {}
            Some(value) => drop(behind.insert(name, value)),
        }
    }
    (state, if behind.is_empty() { Value::Null } else { Value::Map(behind) })
}

/// Marks in a state what is marked in the one `before` it, where the same still stands behind it,
/// or could not be known then.
pub(crate) fn carried_over(before: &Value, mut state: Value) -> Value {
    let mut marks = marks(before);
    marks.retain(|name, _| match before.get(name) {
        Value::Null | Value::Unknown => true,
        known => known == state.get(name),
    });
    mark(&mut state, Value::Map(marks));
    state
}

/// Marks in a plan what Terraform is to see as an empty text: what is configured as one, unless the
/// state has the value itself, and what the state has as one and stays as it is.
pub(crate) fn respelled(
    attributes: &[Attribute],
    config: &Value,
    prior: &Value,
    mut planned: Value,
) -> Value {
    let before = marks(prior);
    let is_left = |attribute: &&Attribute| {
        let name = attribute.name;
        let stays = !prior.is_null() && prior.get(name) == planned.get(name);
        let configured = config.get(name).as_str() == Some("");
        can_be_left(attribute) && if stays { before.contains_key(name) } else { configured }
    };
    let marks = marked(attributes.iter().filter(is_left).map(|attribute| attribute.name));
    if let Value::Map(values) = &mut planned {
        values.remove(LEFT);
    }
    mark(&mut planned, marks);
    planned
}

fn mark(state: &mut Value, marks: Value) {
    if !marks.is_empty() {
        state.set(LEFT, marks);
    }
}

fn marked<'a>(names: impl IntoIterator<Item = &'a str>) -> Value {
    names.into_iter().map(|name| (name.to_owned(), Value::Bool(true))).collect()
}

fn marks(state: &Value) -> BTreeMap<String, Value> {
    match state.get(LEFT) {
        Value::Map(marks) => marks.clone(),
        _ => BTreeMap::new(),
    }
}

/// Whether a user can leave it to the service by an empty text.
fn can_be_left(attribute: &Attribute) -> bool {
    attribute.mode == Mode::OptionalComputed && matches!(attribute.ty, Type::String)
}
