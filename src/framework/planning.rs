//! A plan as Terraform asks for it and is told of it, with what the apply that follows is to know.

use std::collections::BTreeSet;

use super::diagnostic::{Diagnostic, Result};
use super::plan::Change;
use super::private::{Kept, Private};
use super::resource::AnyResource;
use super::value::Value;

/// What Terraform asks to be planned. Null stands for absence before or after.
#[derive(Debug)]
pub(crate) struct Asked {
    /// The configuration as the user wrote it.
    pub(crate) config: Value,
    /// The state before.
    pub(crate) prior: Kept,
    /// The state after, as Terraform proposes it.
    pub(crate) proposed: Value,
}

/// A plan, as Terraform is told of it.
#[derive(Debug)]
pub(crate) struct Plan {
    /// The state after, as far as it is known, and what the apply will be handed back.
    pub(crate) planned: Kept,
    /// The attributes whose change forces a replacement.
    pub(crate) replace: BTreeSet<String>,
    /// What the user should know.
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Plans a change of an object.
///
/// # Errors
/// What can be refused before apply.
pub(crate) fn plan<C>(
    resource: &dyn AnyResource<C>,
    asked: Asked,
    client: Option<&C>,
) -> Result<Plan> {
    let Asked { config, prior, proposed } = asked;
    let before = prior.private.clone();
    let prior = prior.whole(resource.attributes());
    let change = Change { config, prior, planned: proposed, ..Change::default() };
    let change = resource.plan(change, client)?;
    let planned = noted(resource, change.is_create(), change.planned, before);
    Ok(Plan { planned, replace: change.replace, warnings: change.warnings })
}

/// The plan, with what the apply that follows is to know: the private attributes, and for an object that will be
/// made, which one. A replacement also carries those of the object that goes.
fn noted<C>(
    resource: &dyn AnyResource<C>,
    is_create: bool,
    planned: Value,
    before: Private,
) -> Kept {
    let planned = Kept::of(resource.attributes(), planned);
    let private = match resource.key(&planned.state) {
        _ if planned.state.is_null() => before,
        Some(key) if is_create => before.creating(&key),
        None if is_create => before,
        _ => planned.private,
    };
    Kept { private, ..planned }
}
