//! What core proposes as the new state: the configuration, with what the service has set before.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use codeartifact::framework::value::Value;

/// The proposal for an object with these attributes.
pub(super) fn proposed(attributes: &[Attribute], prior: &Value, config: &Value) -> Value {
    let stored = attributes.iter().filter(|attribute| attribute.is_stored());
    let attribute = |attribute: &Attribute| {
        let (prior, config) = (prior.get(attribute.name), config.get(attribute.name));
        (attribute.name.to_owned(), proposed_value(attribute, prior, config))
    };
    Value::Map(stored.map(attribute).collect())
}

fn proposed_value(attribute: &Attribute, prior: &Value, config: &Value) -> Value {
    if is_computed(attribute) && config.is_null() {
        let removed = attribute.mode == Mode::OptionalComputed && sets_something(attribute, prior);
        return if removed { Value::Null } else { prior.clone() };
    }
    inside(&attribute.ty, prior, config)
}

/// Whether it is computed for core, as what can be empty is.
fn is_computed(attribute: &Attribute) -> bool {
    attribute.is_computed() || attribute.unset().is_some()
}

/// Objects inside are merged: by index, by key, and in a set with an element that could be the
/// same.
fn inside(ty: &Type, prior: &Value, config: &Value) -> Value {
    match (ty, config) {
        (Type::Object(attributes), Value::Map(_)) => proposed(attributes, prior, config),
        (Type::List(Type::Object(attributes)), Value::List(elements)) => {
            let before = |index| match prior {
                Value::List(prior) => prior.get(index).unwrap_or(&Value::Null),
                _ => &Value::Null,
            };
            let merge = |(index, config)| proposed(attributes, before(index), config);
            Value::List(elements.iter().enumerate().map(merge).collect())
        }
        (Type::Map(Type::Object(attributes)), Value::Map(elements)) => {
            let merge = |(key, config): (&String, &Value)| {
                (key.clone(), proposed(attributes, prior.get(key), config))
            };
            Value::Map(elements.iter().map(merge).collect())
        }
        _ => config.clone(),
    }
}

/// Whether a nested value holds what only a user can have set, which the user then has removed.
fn sets_something(attribute: &Attribute, prior: &Value) -> bool {
    match attribute.ty {
        Type::Object(inside) => inside.iter().any(|inner| {
            let value = prior.get(inner.name);
            !value.is_null() && (!is_computed(inner) || sets_something(inner, value))
        }),
        _ => false,
    }
}
