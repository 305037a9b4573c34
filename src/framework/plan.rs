//! The plan: one generic function for every resource, deterministic and without any call.
//!
//! Order, after the plugin framework that users of Terraform know: what the user wrote, and the
//! empty value of what can be empty and is left out; the spelling of the state where it means the
//! same; write-only values out; what the service sets becomes unknown if anything changes, unless
//! it is stable; the resource's own hook; nothing, if only what the state lacks would be found out;
//! what forces a replacement.

use std::collections::BTreeSet;

use super::diagnostic::{Diagnostic, Error, Result};
use super::schema::{Attribute, Mode, Type};
use super::unset;
use super::value::Value;

#[cfg(test)]
mod tests;

/// What Terraform asks to be planned. Null stands for absence before or after.
#[derive(Debug, Clone, Default)]
pub struct Change {
    /// The configuration as the user wrote it.
    pub config: Value,
    /// The state before, with its private attributes.
    pub prior: Value,
    /// The state after, as far as it is known.
    pub planned: Value,
    /// The attributes whose change forces a replacement.
    pub replace: BTreeSet<String>,
    /// What the user should know.
    pub warnings: Vec<Diagnostic>,
}

impl Change {
    /// Whether the object does not exist yet.
    pub fn is_create(&self) -> bool {
        self.prior.is_null()
    }

    /// Whether the object is to go.
    pub fn is_destroy(&self) -> bool {
        self.planned.is_null()
    }

    /// Plans a value for an attribute that the service sets.
    pub fn plan(&mut self, name: &str, value: Value) {
        self.planned.set(name, value);
    }

    /// Whether an attribute had a value that the plan changes.
    pub fn changes(&self, name: &str) -> bool {
        !self.is_create() && self.prior.get(name) != self.planned.get(name)
    }
}

/// Plans a change of an object with these `attributes`. `hook` is the resource's own part.
///
/// # Errors
/// What the hook finds wrong.
pub(crate) fn plan(
    attributes: &[Attribute],
    mut change: Change,
    hook: impl FnOnce(&mut Change) -> Result<(), Error>,
) -> Result<Change> {
    if change.is_destroy() {
        return Ok(change);
    }
    change.planned = proposal(attributes, &change.config, &change.prior, change.planned);
    if change.planned != change.prior {
        doubt(attributes, &change.config, &change.prior, &mut change.planned);
    }
    hook(&mut change)?;
    if without_news(attributes, &change) == change.prior {
        change.planned = change.prior.clone();
    }
    change.planned = unset::respelled(attributes, &change.config, &change.prior, change.planned);
    change.replace.extend(replaced(attributes, &change));
    Ok(change)
}

/// What Terraform proposed, in the spelling of the state where that means the same, and without
/// what must not be stored. Private attributes stay as they are.
fn proposal(attributes: &[Attribute], config: &Value, prior: &Value, mut proposed: Value) -> Value {
    for attribute in attributes {
        let name = attribute.name;
        let (config, before) = (config.get(name), prior.get(name));
        leave_empty(attribute, config, &mut proposed);
        match attribute.mode {
            Mode::WriteOnly => proposed.set(name, Value::Null),
            Mode::Private => proposed.set(name, before.clone()),
            Mode::OptionalComputed if attribute.is_left_out(config) => {
                proposed.set(name, before.clone());
            }
            _ if keeps_spelling(attribute, proposed.get(name), before) => {
                proposed.set(name, before.clone());
            }
            _ => {}
        }
    }
    unset::carried_over(prior, proposed)
}

/// Plans the empty value of what can be empty and is left out, also in the objects inside.
fn leave_empty(attribute: &Attribute, config: &Value, planned: &mut Value) {
    match attribute.unset() {
        Some(empty) if config.is_null() => planned.set(attribute.name, empty),
        _ => each_within(
            &attribute.ty,
            config,
            planned,
            attribute.name,
            &|inner, config, planned| {
                inner.iter().for_each(|inner| leave_empty(inner, config.get(inner.name), planned));
            },
        ),
    }
}

/// Terraform accepts the prior value for a configured one only where neither is null.
fn keeps_spelling(attribute: &Attribute, wanted: &Value, before: &Value) -> bool {
    let comparable = |value: &Value| !value.is_null() && value.is_known();
    comparable(wanted) && comparable(before) && (attribute.same)(before, wanted)
}

/// Makes unknown what the service will set again.
fn doubt(attributes: &[Attribute], config: &Value, prior: &Value, planned: &mut Value) {
    for attribute in attributes {
        let name = attribute.name;
        let config = config.get(name);
        if attribute.is_computed() && attribute.is_left_out(config) {
            let settled = attribute.rules.stable && !prior.get(name).is_null();
            let value = if settled { prior.get(name).clone() } else { Value::Unknown };
            planned.set(name, value);
        } else {
            // The objects inside a nested attribute are planned again with it.
            each_within(&attribute.ty, config, planned, name, &|inner, config, planned| {
                doubt(inner, config, &Value::Null, planned);
            });
        }
    }
}

/// Plans each object inside a nested attribute that is configured.
fn each_within(
    ty: &Type,
    config: &Value,
    planned: &mut Value,
    name: &str,
    plan: &dyn Fn(&[Attribute], &Value, &mut Value),
) {
    let Value::Map(values) = planned else { return };
    let Some(inside) = values.get_mut(name) else { return };
    match (ty, config, inside) {
        (Type::Object(attributes), Value::Map(_), inside @ Value::Map(_)) => {
            plan(attributes, config, inside);
        }
        (Type::List(Type::Object(attributes)), Value::List(config), Value::List(inside)) => {
            let pairs = config.iter().zip(inside);
            pairs.for_each(|(config, inside)| plan(attributes, config, inside));
        }
        (Type::Map(Type::Object(attributes)), Value::Map(config), Value::Map(inside)) => {
            for (key, inside) in inside {
                plan(attributes, config.get(key).unwrap_or(&Value::Null), inside);
            }
        }
        _ => {}
    }
}

/// The plan without what it would find out about an object that stays as it is: what the state of
/// an older or another provider lacks, a read brings, and is not a reason for a change.
fn without_news(attributes: &[Attribute], change: &Change) -> Value {
    let mut known = change.planned.clone();
    for attribute in attributes.iter().filter(|attribute| attribute.rules.stable) {
        let (planned, before) = (known.get(attribute.name), change.prior.get(attribute.name));
        if *planned == Value::Unknown && before.is_null() {
            known.set(attribute.name, Value::Null);
        }
    }
    known
}

fn replaced(attributes: &[Attribute], change: &Change) -> BTreeSet<String> {
    let forces =
        |attribute: &&Attribute| attribute.rules.replaces && change.changes(attribute.name);
    attributes.iter().filter(forces).map(|attribute| attribute.name.to_owned()).collect()
}
