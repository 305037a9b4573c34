//! Where a package version stands in its life.

use serde::{Deserialize, Serialize};

/// Where a version stands in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Status {
    /// More assets may come.
    Unfinished,
    /// All callers see it and may have it.
    Published,
    /// It is not listed, but a client that names it may have it.
    Unlisted,
    /// No caller may have it.
    Archived,
    /// Its assets are deleted.
    Disposed,
}

impl Status {
    /// The status with this name, unless versions of it are deleted.
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        use Status::{Archived, Disposed, Published, Unfinished, Unlisted};
        let all = [Unfinished, Published, Unlisted, Archived, Disposed];
        all.into_iter().find(|status| status.name() == name)
    }

    /// Its name in the model.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Unfinished => "Unfinished",
            Self::Published => "Published",
            Self::Unlisted => "Unlisted",
            Self::Archived => "Archived",
            Self::Disposed => "Disposed",
        }
    }
}
