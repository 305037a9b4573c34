//! What is done with every answer of a resource before Terraform sees it.
//!
//! The user's spelling is kept where it means the same as the service's, which is what keeps a
//! second plan empty; and the answer is held against the plan, so that a fault of ours is reported
//! as one, by name, rather than as a riddle by Terraform.

use std::collections::BTreeMap;

use super::attribute::Attribute;
use super::diagnostic::Diagnostic;
use super::value::Value;

/// The object `found`, with the spelling of `known` wherever the two mean the same.
pub(crate) fn keep_spelling(attributes: &[Attribute], known: &Value, found: Value) -> Value {
    let Value::Map(mut values) = found else {
        return found;
    };
    for attribute in attributes {
        let before = known.get(attribute.name);
        let Some(now) = values.get_mut(attribute.name) else {
            continue;
        };
        let differs = now != before;
        if differs && before.is_known() && now.is_known() && (attribute.same)(before, now) {
            *now = before.clone();
        }
    }
    Value::Map(values)
}

/// Whether two objects mean the same, attribute by attribute. No object is not an empty one.
pub(crate) fn same_object(attributes: &[Attribute], one: &Value, other: &Value) -> bool {
    let same = |attribute: &Attribute| {
        let (one, other) = (one.get(attribute.name), other.get(attribute.name));
        one == other || (attribute.same)(one, other)
    };
    one.is_null() == other.is_null() && attributes.iter().all(same)
}

/// Whether two lists mean the same, element by element.
pub(crate) fn same_list(one: &Value, other: &Value, same: fn(&Value, &Value) -> bool) -> bool {
    match (one, other) {
        (Value::List(one), Value::List(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| same(one, other))
        }
        _ => one == other,
    }
}

/// The state `made` after a change from `prior` to `planned`, with the planned values of what
/// another user has changed since the plan, which was to leave it as it is: the next refresh shows
/// that. The attributes are named.
pub(crate) fn as_planned(
    attributes: &[Attribute],
    prior: &Value,
    planned: &Value,
    mut made: Value,
) -> (Value, Vec<&'static str>) {
    if prior.is_null() {
        return (made, Vec::new());
    }
    let is_changed = |attribute: &&Attribute| {
        let [prior, planned, made] =
            [prior, planned, &made].map(|object| object.get(attribute.name));
        attribute.is_stored() && prior == planned && !agrees(planned, made)
    };
    let changed: Vec<&'static str> =
        attributes.iter().filter(is_changed).map(|attribute| attribute.name).collect();
    for name in &changed {
        made.set(name, planned.get(name).clone());
    }
    (made, changed)
}

/// What is wrong with the state `made` after `planned` was applied: each entry is a fault of ours.
/// Private attributes were never planned, and Terraform does not compare them.
pub(crate) fn faults(attributes: &[Attribute], planned: &Value, made: &Value) -> Vec<Diagnostic> {
    let fault = |attribute: &Attribute| {
        let (planned, made) = (planned.get(attribute.name), made.get(attribute.name));
        let name = attribute.name;
        if !made.is_known() {
            Some(Diagnostic::bug(format!("`{name}` is still unknown after apply.")))
        } else if !agrees(planned, made) {
            Some(Diagnostic::bug(format!("`{name}` is not what was planned.")))
        } else {
            None
        }
    };
    let stored = attributes.iter().filter(|attribute| attribute.is_stored());
    stored.filter_map(fault).collect()
}

/// Whether a value keeps the promise of the plan: what was known is identical.
fn agrees(planned: &Value, made: &Value) -> bool {
    match (planned, made) {
        (Value::Unknown, _) => true,
        (Value::List(planned), Value::List(made)) => {
            planned.len() == made.len() && planned.iter().zip(made).all(|(p, m)| agrees(p, m))
        }
        (Value::Map(planned), Value::Map(made)) => agrees_by_name(planned, made),
        _ => planned == made,
    }
}

fn agrees_by_name(planned: &BTreeMap<String, Value>, made: &BTreeMap<String, Value>) -> bool {
    planned.len() == made.len()
        && planned
            .iter()
            .all(|(name, planned)| made.get(name).is_some_and(|made| agrees(planned, made)))
}
