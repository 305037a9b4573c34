//! What goes with an object that is deleted, which a plan says before it happens.

use std::collections::BTreeSet;

use super::diagnostic::Diagnostic;
use super::path::Path;

/// What goes with an object that is deleted.
#[derive(Debug, Clone, Copy)]
pub struct Loss {
    /// What will be lost, in a sentence without its full stop.
    pub(crate) what: &'static str,
    /// The argument, with its value, that prevents it; empty if there is none.
    pub(crate) prevented_by: &'static str,
}

impl Loss {
    /// What the user should know of the deletion of the object with this key, which a change of
    /// these arguments replaces or the plan destroys.
    pub(crate) fn warning(&self, key: &str, replaced_by: Option<&BTreeSet<String>>) -> Diagnostic {
        let happens = match replaced_by {
            None => format!(
                "The plan destroys {key}. To stop managing it and keep it, use a `removed` block with \
                 `destroy = false`, or with OpenTofu `destroy = false` in its `lifecycle` block."
            ),
            Some(names) => {
                let names: Vec<_> = names.iter().map(|name| format!("`{name}`")).collect();
                let names = names.join(" and ");
                format!(
                    "The plan replaces {key}: it is deleted, and another one is created. To keep it, undo the change \
                     of {names}."
                )
            }
        };
        let detail = format!("{happens} {}", self.prevention());
        Diagnostic::warning(self.what, detail, Path::ROOT)
    }

    fn prevention(&self) -> String {
        const CORE: &str =
            "To have such a plan rejected, set `prevent_destroy = true` in its `lifecycle` block";
        match self.prevented_by {
            "" => format!("{CORE}."),
            argument => format!("{CORE}; to prevent the loss, set `{argument}`."),
        }
    }
}
