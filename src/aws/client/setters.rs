//! Who sets the upstream repositories of a repository, as the plans of one run show it.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Who sets a list of upstream repositories.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Setter {
    /// The repository itself.
    Repository,
    /// A resource of its own.
    Alone,
}

/// The first who was seen to set the list of each repository.
#[derive(Clone, Debug, Default)]
pub(in crate::aws) struct Setters(Arc<Mutex<HashMap<String, Setter>>>);

impl Setters {
    /// Whether another one was seen before to set the list of this repository.
    pub(in crate::aws) fn has_rival(&self, repository: String, setter: Setter) -> bool {
        let mut seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *seen.entry(repository).or_insert(setter) != setter
    }
}
