//! How much was rewritten, for the summary.

use std::collections::BTreeMap;

/// What is rewritten, in the order of the summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rewritten {
    /// The type of a resource, a data source or a mock.
    Type,
    /// A reference to one of them.
    Reference,
    /// An argument, or the blocks that become one.
    Argument,
    /// A provider block, copied.
    ProviderBlock,
    /// A configuration of the provider that an object uses or a module is handed.
    ProviderReference,
    /// Our entry in `required_providers`.
    RequiredProvider,
    /// A data source for the size and the count of a domain.
    DataSource,
    /// A policy that becomes a resource of its own.
    Policy,
    /// A `moved` block.
    Moved,
}

impl Rewritten {
    /// What one of them is called, and several.
    #[must_use]
    pub fn nouns(self) -> (&'static str, &'static str) {
        match self {
            Self::Type => ("type", "types"),
            Self::Reference => ("reference", "references"),
            Self::Argument => ("argument", "arguments"),
            Self::ProviderBlock => ("provider block", "provider blocks"),
            Self::ProviderReference => ("provider reference", "provider references"),
            Self::RequiredProvider => ("required provider", "required providers"),
            Self::DataSource => ("new data source", "new data sources"),
            Self::Policy => ("new policy resource", "new policy resources"),
            Self::Moved => ("moved block", "moved blocks"),
        }
    }
}

/// How many of each.
pub type Tally = BTreeMap<Rewritten, usize>;

/// Counts one more.
pub(crate) fn count(tally: &mut Tally, what: Rewritten) {
    *tally.entry(what).or_default() += 1;
}
