//! The examples: each one is shown once.

use std::collections::{BTreeMap, BTreeSet};

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

    /// The directories below one that hold examples that are not taken yet.
    pub(super) fn directories(&self, parent: &str) -> BTreeSet<String> {
        let inside =
            self.unused.keys().filter_map(|path| path.strip_prefix(parent)?.split('/').nth(1));
        inside.map(str::to_owned).collect()
    }

    /// Takes an example and shows it as a block of code.
    pub(super) fn show(&mut self, path: String) -> String {
        let language = language(&path).to_owned();
        format!("```{language}\n{}\n```\n", self.take(path))
    }

    /// Takes an example as it is; where there is none, that is noted, and it is empty.
    pub(super) fn take(&mut self, path: String) -> String {
        match self.unused.remove(&path) {
            Some(text) => text.trim_end().to_owned(),
            None => {
                self.missing.push(path);
                String::new()
            }
        }
    }

    /// The paths that are missing, and those that were not asked for.
    pub(super) fn rest(self) -> (Vec<String>, Vec<String>) {
        (self.missing, self.unused.into_keys().collect())
    }
}

/// The name by which highlighters know the language of a file.
fn language(path: &str) -> &str {
    match path.rsplit('.').next().unwrap_or_default() {
        "tf" | "hcl" => "terraform",
        "sh" => "shell",
        "py" => "python",
        extension => extension,
    }
}
