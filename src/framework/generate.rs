//! Configurations of objects that exist, as a person would write them.
//!
//! A generated configuration is minimal: each argument in it would be missed, because without it
//! the plan of a new object would be another one. What the service sets, what is empty and what is
//! a default anyway is left out.

use super::plan::Change;
use super::resource::AnyResource;
use super::schema::{Attribute, Mode, Type};
use super::validate::Rule;
use super::value::Value;

/// The configuration of the object that has this `state`.
pub(crate) fn configuration<C>(
    resource: &dyn AnyResource<C>,
    state: &Value,
    client: Option<&C>,
) -> Value {
    let mut config = arguments(resource.attributes(), state);
    resource.rules().iter().for_each(|rule| resolve(rule, &mut config));
    let mut config = minimal(resource, config, client);
    resource.write_down(&mut config);
    config
}

/// The same configuration without the arguments that can be left out.
fn minimal<C>(resource: &dyn AnyResource<C>, mut config: Value, client: Option<&C>) -> Value {
    let Some(whole) = planned(resource, &config, client) else {
        return config;
    };
    for path in optional(resource.attributes(), &config) {
        let mut shorter = config.clone();
        leave_out(&mut shorter, &path);
        if planned(resource, &shorter, client).as_ref() == Some(&whole) {
            config = shorter;
        }
    }
    config
}

/// What a user can set of an object, without what says nothing.
fn arguments(attributes: &[Attribute], state: &Value) -> Value {
    let argument = |attribute: &Attribute| {
        let value = state.get(attribute.name);
        let says_nothing = value.is_empty() && attribute.mode != Mode::Required;
        match attribute.mode {
            Mode::Computed | Mode::WriteOnly => Value::Null,
            _ if says_nothing => Value::Null,
            _ => within(&attribute.ty, value),
        }
    };
    let stored = attributes.iter().filter(|attribute| attribute.is_stored());
    stored.map(|it| (it.name.to_owned(), argument(it))).collect()
}

/// The same for the objects inside a value.
fn within(ty: &Type, value: &Value) -> Value {
    match (ty, value) {
        (Type::Object(attributes), Value::Map(_)) => arguments(attributes, value),
        (Type::List(inner) | Type::Set(inner), Value::List(elements)) => {
            Value::List(elements.iter().map(|element| within(inner, element)).collect())
        }
        (Type::Map(inner), Value::Map(elements)) => {
            let within = |(key, element): (&String, &Value)| (key.clone(), within(inner, element));
            elements.iter().map(within).collect()
        }
        _ => value.clone(),
    }
}

/// Of arguments that exclude each other, the first one stays.
fn resolve(rule: &Rule, config: &mut Value) {
    if let Rule::Conflicts(names) = rule {
        let set = names.iter().filter(|name| !config.get(name).is_null()).copied();
        let others: Vec<&str> = set.skip(1).collect();
        others.into_iter().for_each(|name| config.set(name, Value::Null));
    }
}

/// What would be planned for a new object of this configuration.
fn planned<C>(resource: &dyn AnyResource<C>, config: &Value, client: Option<&C>) -> Option<Value> {
    let change = Change {
        config: config.clone(),
        prior: Value::Null,
        planned: config.clone(),
        replace: Default::default(),
        warnings: Vec::new(),
    };
    resource.plan(change, client).ok().map(|change| change.planned)
}

/// The ways to the arguments that can be left out, from the outside in.
fn optional(attributes: &[Attribute], config: &Value) -> Vec<Vec<&'static str>> {
    let mut paths = Vec::new();
    for attribute in attributes.iter().filter(|it| !config.get(it.name).is_null()) {
        if attribute.mode != Mode::Required {
            paths.push(vec![attribute.name]);
        }
        if let Type::Object(inside) = attribute.ty {
            let inner = optional(inside, config.get(attribute.name)).into_iter();
            paths.extend(inner.map(|path| [vec![attribute.name], path].concat()));
        }
    }
    paths
}

fn leave_out(config: &mut Value, path: &[&str]) {
    match (path, config) {
        ([name], config) => config.set(name, Value::Null),
        ([name, rest @ ..], Value::Map(inside)) => {
            if let Some(inside @ Value::Map(_)) = inside.get_mut(*name) {
                leave_out(inside, rest);
            }
        }
        _ => {}
    }
}
