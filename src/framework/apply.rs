//! Apply and refresh, with partial failure handled once for every resource.
//!
//! - `create` failed: no state. Nothing is read back, which could adopt another user's object.
//! - `finish` failed: the state of what was made, marked as [`unfinished`], and the error.
//! - `update` failed: the state of what is really there, and the error.
//! - `delete` failed: the prior state, and the error.
//!
//! An error with a null state leaves what Terraform has of the object, the private data too.
//! Changes of one object take turns, see [`run`](super::run).

use super::answer;
use super::claims;
use super::diagnostic::{Diagnostic, Error, Result, Severity};
use super::path::Path;
use super::private::{Kept, Private};
use super::resource::AnyResource;
use super::run::Run;
use super::unfinished::{self, Fate, Session};
use super::unset;
use super::value::Value;

/// A change that was planned and is to be made. Null stands for absence before or after.
#[derive(Debug)]
pub(crate) struct Planned {
    /// The state before.
    pub prior: Value,
    /// The planned state.
    pub planned: Value,
    /// What the plan noted.
    pub notes: Private,
}

/// The state to keep, and what went wrong on the way to it.
#[derive(Debug)]
pub(crate) struct Applied<State> {
    /// The new state; null if there is no object.
    pub state: State,
    /// The verb that failed, and why.
    pub failure: Option<(&'static str, Error)>,
    /// Where a success is not what was planned: faults of ours, or changes of others; and what else
    /// is to be said of it.
    pub notices: Vec<Diagnostic>,
}

impl Applied<Value> {
    fn done(state: Value) -> Self {
        Self { state, failure: None, notices: Vec::new() }
    }

    /// Whether a fault of ours was found.
    fn is_faulty(&self) -> bool {
        self.notices.iter().any(|notice| notice.severity == Severity::Error)
    }

    /// The same of an object that the next apply is to complete.
    fn unfinished(mut self) -> Self {
        self.state = unfinished::marked(self.state);
        for fault in self.notices.iter_mut().filter(|notice| notice.severity == Severity::Error) {
            fault.detail.push_str(
                "\n\nApply again: the object exists and is kept, and although Terraform reports that it must be \
                 replaced, the next apply completes it instead.",
            );
        }
        self
    }

    fn failed(verb: &'static str, error: Error, state: Value) -> Self {
        let state = state.without_unknowns();
        Self { state, failure: Some((verb, error)), notices: Vec::new() }
    }
}

/// Makes a planned change.
pub(crate) async fn apply<C: Sync>(
    resource: &dyn AnyResource<C>,
    change: Planned,
    run: &Run,
    client: &C,
) -> Applied<Kept> {
    let Planned { prior, planned, notes } = change;
    let attributes = resource.attributes();
    let prior = notes.join(attributes, prior).without_unknowns();
    // What is new has no private attributes yet: the notes are then of the object that goes.
    let planned = match prior.is_null() {
        true => notes.of_creation().join(attributes, planned),
        false => notes.join(attributes, planned),
    };
    let Applied { state, failure, notices } = match (prior.is_null(), planned.is_null()) {
        (_, true) => delete_in_turn(resource, prior, &notes, run, client).await,
        (true, false) => create_in_turn(resource, &planned, run, client).await,
        (false, false) => update_in_turn(resource, prior, &planned, run, client).await,
    };
    Applied { state: Kept::of(attributes, state), failure, notices }
}

/// Creates the object once in a run. Where that is refused, the deletions that wait go first.
async fn create_in_turn<C: Sync>(
    resource: &dyn AnyResource<C>,
    planned: &Value,
    run: &Run,
    client: &C,
) -> Applied<Value> {
    let mut turn = run.turn(resource, planned).await;
    loop {
        if turn.is_of_something_written() {
            return Applied::failed("create", claims::second(), Value::Null);
        }
        let applied = create(resource, planned, &run.unfinished, client).await;
        if !applied.state.is_null() {
            turn.note(resource, &applied.state);
            return applied;
        }
        turn = match turn.after_deletions().await {
            Some(turn) => turn,
            None => return applied,
        };
    }
}

async fn update_in_turn<C: Sync>(
    resource: &dyn AnyResource<C>,
    prior: Value,
    planned: &Value,
    run: &Run,
    client: &C,
) -> Applied<Value> {
    let mut turn = run.turn(resource, planned).await;
    let applied = update(resource, prior, planned, client).await;
    turn.note(resource, &applied.state);
    applied
}

/// Deletes the object, unless this run has made or changed it at another address, where it is
/// wanted.
async fn delete_in_turn<C: Sync>(
    resource: &dyn AnyResource<C>,
    prior: Value,
    notes: &Private,
    run: &Run,
    client: &C,
) -> Applied<Value> {
    let turn = run.deletion(resource, &prior).await;
    match turn.is_of_something_written() {
        true => Applied::done(Value::Null),
        false => delete(resource, prior, notes, &run.unfinished, client).await,
    }
}

/// What Terraform is to keep of an object from now on; a null state if it does not exist.
///
/// # Errors
/// The object could not be read.
pub(crate) async fn refresh<C: Sync>(
    resource: &dyn AnyResource<C>,
    kept: Kept,
    client: &C,
) -> Result<Kept> {
    let found = look(resource, &kept.whole(resource.attributes()), client).await?;
    Ok(Kept::of(resource.attributes(), found))
}

/// The state as it is now, or null if the object does not exist.
async fn look<C: Sync>(resource: &dyn AnyResource<C>, state: &Value, client: &C) -> Result<Value> {
    let Some(found) = resource.read(state, client).await? else {
        return Ok(Value::Null);
    };
    let found = answer::keep_spelling(resource.attributes(), state, found);
    let found = unset::carried_over(state, found);
    Ok(unfinished::carried_over(state, found))
}

async fn create<C: Sync>(
    resource: &dyn AnyResource<C>,
    planned: &Value,
    session: &Session,
    client: &C,
) -> Applied<Value> {
    let applied = match session.take(resource, planned) {
        Some(unfinished) => resume(resource, unfinished, planned, client).await,
        None => match resource.create(planned, client).await {
            Ok(made) => finish(resource, planned, made, client).await,
            Err(error) => Applied::failed("create", error, Value::Null),
        },
    };
    if applied.is_faulty() { applied.unfinished() } else { applied }
}

async fn finish<C: Sync>(
    resource: &dyn AnyResource<C>,
    planned: &Value,
    made: Value,
    client: &C,
) -> Applied<Value> {
    match resource.finish(planned, made.clone(), client).await {
        Ok(state) => checked(resource, (&Value::Null, planned), state, client),
        Err(error) => {
            let known = unfinished::state(resource, planned, &made);
            let last = unfinished::marked(made.without_unknowns());
            let state = read_back(resource, known, last, client).await;
            Applied::failed("finish", error, state)
        }
    }
}

/// Finishes an object that an earlier creation left half-way.
async fn resume<C: Sync>(
    resource: &dyn AnyResource<C>,
    unfinished: Value,
    planned: &Value,
    client: &C,
) -> Applied<Value> {
    match look(resource, &unfinished, client).await {
        Ok(Value::Null) => Box::pin(create(resource, planned, &Session::default(), client)).await,
        Ok(found) => {
            let planned = unfinished::completed(resource, planned, &found);
            update(resource, found, &planned, client).await
        }
        Err(error) => Applied::failed("finish", error, unfinished),
    }
}

async fn update<C: Sync>(
    resource: &dyn AnyResource<C>,
    prior: Value,
    planned: &Value,
    client: &C,
) -> Applied<Value> {
    match resource.update(planned, &prior, client).await {
        Ok(state) => checked(resource, (&prior, planned), state, client),
        Err(error) => {
            let state = read_back(resource, prior.clone(), prior, client).await;
            Applied::failed("update", error, state)
        }
    }
}

async fn delete<C: Sync>(
    resource: &dyn AnyResource<C>,
    prior: Value,
    notes: &Private,
    session: &Session,
    client: &C,
) -> Applied<Value> {
    match session.fate(resource, &prior, notes) {
        Fate::Finished => return Applied::done(Value::Null),
        Fate::Unknown => return Applied::failed("replace", unseen(), Value::Null),
        Fate::Removed => {}
    }
    match resource.delete(prior.clone(), client).await {
        Ok(()) => Applied::done(Value::Null),
        Err(error) => Applied::failed("delete", error, prior),
    }
}

fn unseen() -> Error {
    Error::new(
        "It is tainted, and the plan was created without a refresh, so that it is not known whether its creation was \
         left incomplete. To complete or to replace it, plan without `-refresh=false`. To replace it in any case, \
         run `terraform untaint` for it, and then `terraform apply -replace=ADDRESS`.",
    )
}

/// What is really there of the object in this `state`; where that cannot be found out, the `last`
/// that was known of it.
async fn read_back<C: Sync>(
    resource: &dyn AnyResource<C>,
    state: Value,
    last: Value,
    client: &C,
) -> Value {
    let found = look(resource, &state, client).await;
    found.ok().filter(|found| !found.is_null()).unwrap_or(last)
}

/// A success, in the user's spelling and held against its plan.
fn checked<C>(
    resource: &dyn AnyResource<C>,
    (prior, planned): (&Value, &Value),
    state: Value,
    client: &C,
) -> Applied<Value> {
    let attributes = resource.attributes();
    let state = answer::keep_spelling(attributes, planned, state);
    let state = unset::carried_over(planned, state);
    let (state, changed) = answer::as_planned(attributes, prior, planned, state);
    let mut notices = answer::faults(attributes, planned, &state);
    notices.extend(changed.into_iter().map(changed_since));
    notices.extend(resource.remarks(&state, client));
    Applied { notices, ..Applied::done(state.without_unknowns()) }
}

fn changed_since(name: &str) -> Diagnostic {
    let summary = format!("`{name}` was changed since the plan");
    let detail = format!(
        "The plan was to keep `{name}`, but something else changed it meanwhile. The planned value has been written. \
         The next plan shows the other change."
    );
    Diagnostic::warning(summary, detail, Path::attribute(name))
}
