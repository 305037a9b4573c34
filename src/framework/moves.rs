//! What resources take over from the types of other providers.

use serde_json::{Map, Value as Json};

use super::diagnostic::Diagnostic;
use super::path::Path;

/// A way from the state of another provider's type to that of a resource.
#[derive(Debug, Clone, Copy)]
pub struct Move {
    /// Namespace and name of the provider, such as `hashicorp/aws`, from whatever registry.
    pub provider: &'static str,
    /// The type there.
    pub source: &'static str,
    /// The newest version of its schema that is known; older ones have the same names.
    pub newest: i64,
    /// Gives the attributes the names and shapes that the resource has. Those that it does not have
    /// are dropped afterwards.
    pub translate: fn(&mut Map<String, Json>),
    /// What the resource does not manage.
    pub left: Option<Left>,
}

/// An attribute of another provider's type that becomes the business of another resource.
#[derive(Debug, Clone, Copy)]
pub struct Left {
    /// Its name there.
    pub attribute: &'static str,
    /// The type that manages it here.
    pub manager: &'static str,
}

impl Move {
    /// Whether this is the provider at an address, whose registry alone may differ.
    pub(super) fn is_of(&self, address: &str) -> bool {
        let named = address.strip_suffix(self.provider);
        named.is_some_and(|registry| registry.is_empty() || registry.ends_with('/'))
    }
}

impl Left {
    pub(super) fn warning(&self, state: &Map<String, Json>) -> Option<Diagnostic> {
        let Self { attribute, manager } = self;
        let set = state.get(*attribute).is_some_and(|value| !value.is_null());
        let detail = format!(
            "`{attribute}` was part of the resource that was moved. It stays unchanged, but is not managed: import \
             it into a `{manager}`."
        );
        let summary = format!("`{attribute}` is no longer managed");
        set.then(|| Diagnostic::warning(summary, detail, Path::ROOT))
    }
}
