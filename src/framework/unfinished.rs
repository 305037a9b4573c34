//! Objects that were made but never finished.
//!
//! Terraform taints an object whose creation failed half-way, and replaces it with the next apply.
//! A replacement would take with it whatever the object has come to hold. So such an object is
//! marked: by an entry in the private data, which a refresh hands on, and by null in a stable
//! attribute, which is all that the deletion of a tainted object is told. When the replacement
//! deletes it, it is kept and remembered, and the creation that follows finishes it instead.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::private::{Private, UNFINISHED};
use super::resource::AnyResource;
use super::schema::{Attribute, Mode};
use super::value::Value;

/// What one run of the provider remembers between two calls: the unfinished objects that a
/// replacement kept, by type and key.
#[derive(Debug, Default)]
pub(crate) struct Session(Mutex<BTreeMap<(&'static str, String), Value>>);

impl Session {
    /// Whether the object is unfinished and about to be created again, and so is not to be deleted.
    /// It is remembered then.
    pub(crate) fn keeps<C>(
        &self,
        resource: &dyn AnyResource<C>,
        state: &Value,
        notes: &Private,
    ) -> bool {
        let unfinished = set_at_the_end(resource).any(|name| state.get(name).is_null());
        let Some(key) =
            resource.key(state).filter(|key| unfinished && notes.notes_creation_of(key))
        else {
            return false;
        };
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert((resource.name(), key), marked(state.clone()));
        true
    }

    /// The unfinished object that the plan would make again, if one was kept.
    pub(crate) fn take<C>(&self, resource: &dyn AnyResource<C>, planned: &Value) -> Option<Value> {
        let key = (resource.name(), resource.key(planned)?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&key)
    }
}

/// The marked state of an object that was `made` on the way to what was `planned`.
pub(crate) fn state<C>(resource: &dyn AnyResource<C>, planned: &Value, made: &Value) -> Value {
    let mut state = planned.clone();
    for attribute in resource.attributes() {
        if *planned.get(attribute.name) == Value::Unknown {
            state.set(attribute.name, made.get(attribute.name).clone());
        }
    }
    marked(state.without_unknowns())
}

/// The plan of a creation as that of the update that finishes the object which was `found`: what never
/// changes is known then.
pub(crate) fn completed<C>(resource: &dyn AnyResource<C>, planned: &Value, found: &Value) -> Value {
    let mut completed = planned.clone();
    let stable = resource.attributes().iter().filter(|attribute| attribute.rules.stable);
    for name in stable.map(|attribute| attribute.name) {
        if *planned.get(name) == Value::Unknown && !found.get(name).is_null() {
            completed.set(name, found.get(name).clone());
        }
    }
    completed
}

/// The state `found` by a refresh, with the mark of the one before.
pub(crate) fn carried_over<C>(
    resource: &dyn AnyResource<C>,
    before: &Value,
    found: Value,
) -> Value {
    match before.get(UNFINISHED) {
        Value::Null => found,
        _ => marked(without_the_end(resource, before, found)),
    }
}

/// The state with the mark.
pub(crate) fn marked(mut state: Value) -> Value {
    state.set(UNFINISHED, Value::Bool(true));
    state
}

/// The state found, without what only a finished object has and the one before lacked.
fn without_the_end<C>(resource: &dyn AnyResource<C>, before: &Value, mut found: Value) -> Value {
    for name in set_at_the_end(resource).filter(|name| before.get(name).is_null()) {
        found.set(name, Value::Null);
    }
    found
}

/// The attributes that only a finished object has.
fn set_at_the_end<C>(resource: &dyn AnyResource<C>) -> impl Iterator<Item = &'static str> {
    let stable =
        |attribute: &&Attribute| attribute.mode == Mode::Computed && attribute.rules.stable;
    resource.attributes().iter().filter(stable).map(|attribute| attribute.name)
}
