//! Objects that were made but never finished.
//!
//! Terraform taints an object whose creation failed half-way, and replaces it with the next apply.
//! A replacement would take with it whatever the object has come to hold. So such an object is
//! marked, by an entry in the private data, which a refresh hands on. A tainted object is shown to
//! the plan by the refresh before it alone, and its deletion gets what the plan of the creation
//! noted. So what was refreshed is remembered until then; the plan notes the mark; the deletion
//! keeps the object and remembers it; and the creation that follows finishes it instead.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::private::{Kept, Private, UNFINISHED};
use super::resource::AnyResource;
use super::schema::{Attribute, Mode};
use super::value::Value;

/// What one run of the provider remembers between two calls.
#[derive(Debug, Default)]
pub(crate) struct Session(Mutex<Memory>);

/// An object by its type and its key.
type Name = (&'static str, String);

#[derive(Debug, Default)]
struct Memory {
    /// What was read of the objects: the private data, and for an unfinished one the state.
    seen: BTreeMap<Name, Kept>,
    /// The unfinished objects that a replacement kept.
    kept: BTreeMap<Name, Value>,
}

/// What the deletion of an object comes to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It is removed.
    Removed,
    /// It stays, and the creation that follows finishes it.
    Finished,
    /// It is tainted, and the plan has not looked at it: it is not known whether it is unfinished.
    Unknown,
}

impl Session {
    /// Remembers of an object that was read what a plan may have to know of it.
    pub(crate) fn see<C>(&self, resource: &dyn AnyResource<C>, found: &Kept) {
        let Some(name) = name(resource, &found.state) else { return };
        let private = found.private.clone();
        let state = if private.marks_unfinished() { found.state.clone() } else { Value::Null };
        self.memory().seen.insert(name, Kept { state, private });
    }

    /// What was read of the object with the key of the plan.
    pub(crate) fn seen<C>(&self, resource: &dyn AnyResource<C>, planned: &Value) -> Option<Kept> {
        self.memory().seen.get(&name(resource, planned)?).cloned()
    }

    /// What becomes of an object that is to be deleted, after what the plan noted. One that is to
    /// be finished is remembered.
    pub(crate) fn fate<C>(
        &self,
        resource: &dyn AnyResource<C>,
        state: &Value,
        notes: &Private,
    ) -> Fate {
        let again = name(resource, state).filter(|(_, key)| notes.notes_creation_of(key));
        match again {
            Some(name) if !notes.notes_replacement() => match is_marked(state) {
                true => {
                    self.memory().kept.insert(name, state.clone());
                    Fate::Finished
                }
                false => Fate::Unknown,
            },
            _ => Fate::Removed,
        }
    }

    /// The unfinished object that the plan would make again, if one was kept.
    pub(crate) fn take<C>(&self, resource: &dyn AnyResource<C>, planned: &Value) -> Option<Value> {
        self.memory().kept.remove(&name(resource, planned)?)
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn name<C>(resource: &dyn AnyResource<C>, state: &Value) -> Option<Name> {
    Some((resource.name(), resource.key(state)?))
}

/// The marked state of an object that was `made` on the way to what was `planned`. What no plan
/// knows is taken from what was made.
pub(crate) fn state<C>(resource: &dyn AnyResource<C>, planned: &Value, made: &Value) -> Value {
    let mut state = planned.clone();
    let learnt = |attribute: &&Attribute| {
        attribute.mode == Mode::Private || *planned.get(attribute.name) == Value::Unknown
    };
    for attribute in resource.attributes().iter().filter(learnt) {
        state.set(attribute.name, made.get(attribute.name).clone());
    }
    marked(state.without_unknowns())
}

/// The plan of a creation as that of the update that finishes the object which was `found`: what
/// never changes is known then.
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
pub(crate) fn carried_over(before: &Value, found: Value) -> Value {
    if is_marked(before) { marked(found) } else { found }
}

/// The state with the mark.
pub(crate) fn marked(mut state: Value) -> Value {
    state.set(UNFINISHED, Value::Bool(true));
    state
}

fn is_marked(state: &Value) -> bool {
    !state.get(UNFINISHED).is_null()
}
