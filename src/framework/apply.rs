//! Apply and refresh, with partial failure handled once for every resource.
//!
//! - `create` failed: no state. Nothing is read back, which could adopt somebody else's object.
//! - `finish` failed: the state of what was made, and the error.
//! - `update` failed: the state of what is really there, and the error.
//! - `delete` failed: the prior state, and the error.
//!
//! Terraform taints an object whose creation failed half-way, and replaces it with the next apply.
//! A replacement would take with it whatever the object has come to hold. So an object that only
//! lacks its finish is marked: its state has null in a stable attribute. When the replacement
//! deletes it, it is kept and remembered, and the creation that follows finishes it instead.

use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};

use super::{
    answer,
    diagnostic::{Diagnostic, Error, Result},
    private::{Private, UNFINISHED},
    resource::AnyResource,
    schema::Mode,
    value::Value,
};

/// The state to keep, and what went wrong on the way to it.
#[derive(Debug)]
pub struct Applied {
    /// The new state with its private attributes; null where there is no object.
    pub state: Value,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// What one run of the provider remembers between two calls: the unfinished objects that a
/// replacement kept, by type and key.
#[derive(Debug, Default)]
pub struct Session(Mutex<BTreeMap<(&'static str, String), Value>>);

impl Session {
    fn keep(&self, kind: &'static str, key: String, state: Value) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .insert((kind, key), state);
    }

    fn take(&self, kind: &'static str, key: Option<String>) -> Option<Value> {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .remove(&(kind, key?))
    }
}

/// A change that was planned and is to be made. Null stands for absence before or after; both
/// states have their private attributes.
#[derive(Debug)]
pub struct Planned {
    /// The state before.
    pub prior: Value,
    /// The planned state.
    pub planned: Value,
    /// What the plan noted.
    pub notes: Private,
}

/// Makes a planned change.
pub async fn apply<C: Sync>(
    resource: &dyn AnyResource<C>,
    change: Planned,
    session: &Session,
    client: &C,
) -> Applied {
    let Planned {
        prior,
        planned,
        notes,
    } = change;
    let applied = match (prior.is_null(), planned.is_null()) {
        (_, true) => delete(resource, prior, &notes, session, client).await,
        (true, false) => create(resource, &planned, session, client).await,
        (false, false) => update(resource, prior, &planned, client).await,
    };
    checked(resource, &planned, applied)
}

/// The refreshed state, or null where the object is gone.
///
/// # Errors
/// The object could not be read.
pub async fn refresh<C: Sync>(
    resource: &dyn AnyResource<C>,
    state: &Value,
    client: &C,
) -> Result<Value> {
    let Some(found) = resource.read(state, client).await? else {
        return Ok(Value::Null);
    };
    let mut found = answer::keep_spelling(resource.attributes(), state, found);
    if !state.get(UNFINISHED).is_null() {
        mark_unfinished(resource, state, &mut found);
    }
    Ok(found)
}

async fn create<C: Sync>(
    resource: &dyn AnyResource<C>,
    planned: &Value,
    session: &Session,
    client: &C,
) -> Applied {
    if let Some(unfinished) = session.take(resource.name(), resource.key(planned)) {
        return resume(resource, unfinished, planned, client).await;
    }
    let made = match resource.create(planned, client).await {
        Ok(made) => made,
        Err(error) => return failed(resource, "create", planned, Value::Null, error),
    };
    match resource.finish(planned, made.clone(), client).await {
        Ok(state) => done(resource, planned, state),
        Err(error) => {
            let state =
                read_back(resource, unfinished(resource, planned, &made), made, client).await;
            failed(resource, "finish", planned, state, error)
        }
    }
}

/// Finishes an object that an earlier creation left half-way.
async fn resume<C: Sync>(
    resource: &dyn AnyResource<C>,
    unfinished: Value,
    planned: &Value,
    client: &C,
) -> Applied {
    match refresh(resource, &unfinished, client).await {
        Ok(Value::Null) => Box::pin(create(resource, planned, &Session::default(), client)).await,
        Ok(found) => update(resource, found, planned, client).await,
        Err(error) => failed(resource, "finish", planned, unfinished, error),
    }
}

async fn update<C: Sync>(
    resource: &dyn AnyResource<C>,
    prior: Value,
    planned: &Value,
    client: &C,
) -> Applied {
    match resource.update(planned, &prior, client).await {
        Ok(state) => done(resource, planned, state),
        Err(error) => {
            let state = read_back(resource, prior.clone(), prior, client).await;
            failed(resource, "update", planned, state, error)
        }
    }
}

/// What is really there of the object in this `state`; where that cannot be learnt, the `last` that
/// was known of it.
async fn read_back<C: Sync>(
    resource: &dyn AnyResource<C>,
    state: Value,
    last: Value,
    client: &C,
) -> Value {
    let found = refresh(resource, &state, client).await;
    found.ok().filter(|found| !found.is_null()).unwrap_or(last)
}

/// The marked state of an object that was `made` on the way to what was `planned`.
fn unfinished<C>(resource: &dyn AnyResource<C>, planned: &Value, made: &Value) -> Value {
    let mut state = planned.clone();
    for attribute in resource.attributes() {
        if *planned.get(attribute.name) == Value::Unknown {
            state.set(attribute.name, made.get(attribute.name).clone());
        }
    }
    let mut state = state.without_unknowns();
    mark_unfinished(resource, &state.clone(), &mut state);
    state
}

async fn delete<C: Sync>(
    resource: &dyn AnyResource<C>,
    prior: Value,
    notes: &Private,
    session: &Session,
    client: &C,
) -> Applied {
    if let Some(key) = resource.key(&prior)
        && is_unfinished(resource, &prior)
        && notes.notes_creation_of(&key)
    {
        let mut kept = prior.clone();
        mark_unfinished(resource, &prior, &mut kept);
        session.keep(resource.name(), key, kept);
        return Applied {
            state: Value::Null,
            diagnostics: Vec::new(),
        };
    }
    match resource.delete(prior.clone(), client).await {
        Ok(()) => Applied {
            state: Value::Null,
            diagnostics: Vec::new(),
        },
        Err(error) => failed(resource, "delete", &prior.clone(), prior, error),
    }
}

/// The attributes that only a finished object has.
fn set_at_the_end<C>(resource: &dyn AnyResource<C>) -> impl Iterator<Item = &'static str> {
    let attributes = resource.attributes().iter();
    let stable = attributes.filter(|a| a.mode == Mode::Computed && a.rules.stable);
    stable.map(|attribute| attribute.name)
}

/// Leaves the mark of the unfinished object `before` on `state`.
fn mark_unfinished<C>(resource: &dyn AnyResource<C>, before: &Value, state: &mut Value) {
    state.set(UNFINISHED, Value::Bool(true));
    for name in set_at_the_end(resource).filter(|name| before.get(name).is_null()) {
        state.set(name, Value::Null);
    }
}

fn is_unfinished<C>(resource: &dyn AnyResource<C>, state: &Value) -> bool {
    set_at_the_end(resource).any(|name| state.get(name).is_null())
}

fn done<C>(resource: &dyn AnyResource<C>, planned: &Value, state: Value) -> Applied {
    let state = answer::keep_spelling(resource.attributes(), planned, state);
    Applied {
        state,
        diagnostics: Vec::new(),
    }
}

fn failed<C>(
    resource: &dyn AnyResource<C>,
    verb: &str,
    planned: &Value,
    state: Value,
    error: Error,
) -> Applied {
    let key = resource.key(planned).unwrap_or_default();
    let summary = format!("Could not {verb} codeartifact_{} {key}", resource.name());
    let diagnostics = vec![error.into_diagnostic(summary.trim_end())];
    Applied {
        state: state.without_unknowns(),
        diagnostics,
    }
}

/// Holds a success against its plan.
fn checked<C>(resource: &dyn AnyResource<C>, planned: &Value, mut applied: Applied) -> Applied {
    if applied.diagnostics.is_empty() && !planned.is_null() {
        applied.diagnostics = answer::faults(resource.attributes(), planned, &applied.state);
        applied.state = applied.state.without_unknowns();
    }
    applied
}
