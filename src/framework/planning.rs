//! A plan as Terraform asks for it and gets it, with what the apply that follows is to know.

use std::collections::BTreeSet;

use super::diagnostic::{Diagnostic, Result};
use super::path::Path;
use super::plan::Change;
use super::private::{Kept, Private};
use super::resource::AnyResource;
use super::run::Run;
use super::unset;
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

/// A plan, as Terraform gets it.
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
    run: &Run,
    client: Option<&C>,
) -> Result<Plan> {
    let Asked { config, prior, proposed } = asked;
    let before = prior.private.clone();
    let prior = prior.whole(resource.attributes());
    let proposed = unset::filled(resource.attributes(), proposed);
    let change = Change { config, prior, planned: proposed.clone(), ..Change::default() };
    let change = resource.plan(change, client)?;
    let is_replacement = before.notes_replacement();
    let rival = run.claims.claim(resource, &change, &before)?;
    let before = match run.unfinished.seen(resource, &change.planned) {
        Some(tainted) if change.is_create() && !is_replacement => {
            tainted_before(resource, tainted, &change, proposed, client)
        }
        _ => before,
    };
    let mut warnings = change.warnings.clone();
    warnings.extend(rival);
    warnings.extend(stays(resource, &change, &before));
    warnings.extend(lost(resource, &change));
    let planned = noted(resource, &change, before);
    Ok(Plan { planned, replace: change.replace, warnings })
}

/// What is known of an object that Terraform takes for lost, and in whose place the plan makes
/// another: an unfinished one can be completed, unless it could not become what is configured.
fn tainted_before<C>(
    resource: &dyn AnyResource<C>,
    tainted: Kept,
    change: &Change,
    proposed: Value,
    client: Option<&C>,
) -> Private {
    let private = tainted.private.clone();
    let prior = tainted.whole(resource.attributes());
    let config = change.config.clone();
    let change = Change { config, prior, planned: proposed, ..Change::default() };
    let completes = resource.plan(change, client).is_ok_and(|change| change.replace.is_empty());
    if private.marks_unfinished() && completes { private } else { private.replacing() }
}

/// The warning that an object stays although Terraform says that it must be replaced.
fn stays<C>(
    resource: &dyn AnyResource<C>,
    change: &Change,
    before: &Private,
) -> Option<Diagnostic> {
    let stays = change.is_create() && before.marks_unfinished() && !before.notes_replacement();
    stays.then(|| {
        let key = resource.key(&change.planned).unwrap_or_default();
        let summary = format!("{key} was not completed, and will be completed");
        let detail = "Its creation started but failed before it was complete. Terraform reports that it must be \
                      replaced. Instead, it will be completed, and its contents are kept.\n\nA resource with \
                      `create_before_destroy` cannot be completed in this way: run `terraform untaint` for it, and \
                      apply again.";
        Diagnostic::warning(summary, detail, Path::ROOT)
    })
}

/// The warning of what goes with the object, if the plan deletes it. Of a replacement that was
/// asked for as such, core asks only as of a creation, and shows no warning of ours.
fn lost<C>(resource: &dyn AnyResource<C>, change: &Change) -> Option<Diagnostic> {
    let goes = change.is_destroy() || !change.is_create() && !change.replace.is_empty();
    let loss = resource.loss(&change.prior).filter(|_| goes)?;
    let replaced_by = Some(&change.replace).filter(|_| !change.is_destroy());
    Some(loss.warning(&resource.key(&change.prior)?, replaced_by))
}

/// The plan, with what the apply that follows is to know: the private attributes, and for an object
/// that will be made, which one. A replacement also carries those of the object that goes.
fn noted<C>(resource: &dyn AnyResource<C>, change: &Change, before: Private) -> Kept {
    let key = resource.key(&change.planned);
    let planned = Kept::of(resource.attributes(), change.planned.clone());
    let private = match key {
        _ if planned.state.is_null() => before,
        Some(key) if change.is_create() => before.creating(&key).planning(&planned.private),
        None if change.is_create() => before,
        _ => planned.private.replacing(),
    };
    Kept { private, ..planned }
}
