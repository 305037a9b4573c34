//! What this client has said once, and need not say again.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, PoisonError};

use crate::aws::failure::{Error, Kind};

/// The advice about credentials that a user has read in this run: what is wrong with them is wrong
/// for every object.
#[derive(Clone, Debug, Default)]
pub(in crate::aws) struct Told(Arc<Mutex<HashSet<String>>>);

impl Told {
    /// The same error, whose advice is left out if another error of this run has it.
    pub(in crate::aws) fn once(&self, error: Error) -> Error {
        let advice = error.advice().filter(|_| error.kind() == Kind::Credentials);
        let is_new = advice.is_none_or(|advice| self.is_new(advice));
        if is_new { error } else { error.without_advice() }
    }

    fn is_new(&self, advice: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(advice.to_owned())
    }
}
