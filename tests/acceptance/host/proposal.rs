//! What core proposes as the new state: the configuration, with what the service has set before.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use codeartifact::framework::value::Value;

/// The proposal for a resource with these attributes, of which what can be empty is computed.
pub(super) fn proposed(attributes: &[Attribute], prior: &Value, config: &Value) -> Value {
    let mut proposed = merged(attributes, prior, config);
    for attribute in attributes.iter().filter(|attribute| attribute.unset().is_some()) {
        if config.get(attribute.name).is_null() {
            proposed.set(attribute.name, prior.get(attribute.name).clone());
        }
    }
    proposed
}

/// The proposal for an object with these attributes.
fn merged(attributes: &[Attribute], prior: &Value, config: &Value) -> Value {
    let stored = attributes.iter().filter(|attribute| attribute.is_stored());
    let attribute = |attribute: &Attribute| {
        let (prior, config) = (prior.get(attribute.name), config.get(attribute.name));
        (attribute.name.to_owned(), proposed_value(attribute, prior, config))
    };
    Value::Map(stored.map(attribute).collect())
}

fn proposed_value(attribute: &Attribute, prior: &Value, config: &Value) -> Value {
    if attribute.is_computed() && config.is_null() {
        let removed = attribute.mode == Mode::OptionalComputed && sets_something(attribute, prior);
        return if removed { Value::Null } else { prior.clone() };
    }
    inside(&attribute.ty, prior, config)
}

/// Objects inside are merged: by index, by key, and in a set with an element that could be the
/// same.
fn inside(ty: &Type, prior: &Value, config: &Value) -> Value {
    match (ty, config) {
        (Type::Object(attributes), Value::Map(_)) => merged(attributes, prior, config),
        (Type::List(Type::Object(attributes)), Value::List(elements)) => {
            let before = |index| match prior {
                Value::List(prior) => prior.get(index).unwrap_or(&Value::Null),
                _ => &Value::Null,
            };
            let merge = |(index, config)| merged(attributes, before(index), config);
            Value::List(elements.iter().enumerate().map(merge).collect())
        }
        (Type::Map(Type::Object(attributes)), Value::Map(elements)) => {
            let merge = |(key, config): (&String, &Value)| {
                (key.clone(), merged(attributes, prior.get(key), config))
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
            !value.is_null() && (!inner.is_computed() || sets_something(inner, value))
        }),
        _ => false,
    }
}
