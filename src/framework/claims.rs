//! Which objects have a resource, so that no second one is planned for any of them.
//!
//! Terraform does not say which address a plan is for. But it asks once for each that stays: only a
//! replacement is planned again, as the creation that it then is, and that brings along what the
//! first answer noted. So what else asks for an object that is planned already is a second
//! resource, also where an earlier apply made the first one.
//!
//! A second one is refused, but where the state has both it is only warned of: Terraform plans what
//! is configured also before it destroys everything, and does not say why.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::diagnostic::{Diagnostic, Error, Result};
use super::path::Path;
use super::plan::Change;
use super::private::Private;
use super::resource::AnyResource;
use super::schema::Attribute;
use super::value::Value;

/// The objects that this run has planned, by their types and names.
#[derive(Debug, Default)]
pub(crate) struct Claims(Mutex<BTreeMap<(&'static str, String), Vec<Claim>>>);

#[derive(Debug)]
struct Claim {
    /// Where the object is: what the service may say of its key, its account and its Region.
    place: Vec<Part>,
    /// Whether the plan is to make it.
    is_new: bool,
}

#[derive(Debug)]
struct Part {
    planned: Value,
    is_left_out: bool,
}

impl Claims {
    /// Claims the object of a plan, in which Terraform has sent these private data. A warning says
    /// that another resource has it, and that the state has both.
    ///
    /// # Errors
    /// Another resource has it, and one of the two is new.
    pub(crate) fn claim<C>(
        &self,
        resource: &dyn AnyResource<C>,
        change: &Change,
        before: &Private,
    ) -> Result<Option<Diagnostic>> {
        let is_asked_again = change.is_create() && before.notes_replacement();
        let object = resource.object(&change.planned);
        let Some(object) = object.filter(|_| !is_asked_again) else { return Ok(None) };
        let claim = Claim::of(resource, change);
        let mut claims = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let others = claims.entry((resource.name(), object)).or_default();
        match others.iter().find(|other| other.is_of_same_place(&claim)) {
            Some(other) if other.is_new || claim.is_new => return Err(second()),
            Some(_) => return Ok(Some(two_in_the_state(resource, change))),
            None => others.push(claim),
        }
        Ok(None)
    }
}

/// What is wrong with a second resource for one object.
pub(crate) fn second() -> Error {
    Error::new(format!("{OVERWRITTEN} {REMOVE_ONE}"))
}

const OVERWRITTEN: &str =
    "Another resource already manages it, and the two would overwrite each other.";

const REMOVE_ONE: &str = "Look for a second resource of this type with the same arguments in the configuration, and \
                          remove one of them.";

fn two_in_the_state<C>(resource: &dyn AnyResource<C>, change: &Change) -> Diagnostic {
    let key = resource.key(&change.planned).unwrap_or_default();
    let summary = format!("Two resources manage {key}");
    let detail = format!(
        "{OVERWRITTEN} Both are in the state. {REMOVE_ONE}\n\nRun `terraform state rm` for the one that you remove: \
         otherwise, its removal deletes what the other one manages."
    );
    Diagnostic::warning(summary, detail, Path::ROOT)
}

impl Claim {
    fn of<C>(resource: &dyn AnyResource<C>, change: &Change) -> Self {
        let said = resource.key_attributes().iter().filter(|attribute| attribute.is_computed());
        let place = said.map(|attribute| Part::of(attribute, change)).collect();
        Self { place, is_new: change.is_create() || !change.replace.is_empty() }
    }

    fn is_of_same_place(&self, other: &Self) -> bool {
        self.place.iter().zip(&other.place).all(|(part, other)| part.agrees_with(other))
    }
}

impl Part {
    fn of(attribute: &Attribute, change: &Change) -> Self {
        let planned = change.planned.get(attribute.name).clone();
        let is_left_out = attribute.is_left_out(change.config.get(attribute.name));
        Self { planned, is_left_out }
    }

    /// The account is not known before a creation; left out, it is that of the credentials for
    /// both. What is configured and unknown may be anything.
    fn agrees_with(&self, other: &Self) -> bool {
        match self.planned.is_known() && other.planned.is_known() {
            true => self.planned == other.planned,
            false => self.is_left_out && other.is_left_out,
        }
    }
}
