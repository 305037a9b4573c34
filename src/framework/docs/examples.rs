//! The examples, each of which is shown once.

use std::collections::BTreeMap;

/// The examples that are left, and the ones that were not there.
pub(super) struct Examples {
    unused: BTreeMap<String, String>,
    missing: Vec<String>,
}

impl Examples {
    /// Starts with all examples, by their path below `examples/`.
    pub(super) fn new(all: BTreeMap<String, String>) -> Self {
        Self { unused: all, missing: Vec::new() }
    }

    /// Takes an example to show it; where there is none, that is noted and nothing is shown.
    pub(super) fn take(&mut self, path: String) -> String {
        match self.unused.remove(&path) {
            Some(text) => text.trim_end().to_owned(),
            None => {
                self.missing.push(path);
                String::new()
            }
        }
    }

    /// The paths that are missing, and those that nobody asked for.
    pub(super) fn rest(self) -> (Vec<String>, Vec<String>) {
        (self.missing, self.unused.into_keys().collect())
    }
}
