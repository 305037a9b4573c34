//! What comes of a run.

use std::path::PathBuf;

use crate::report::Report;
use crate::tally::Tally;

/// A file that becomes another one, or that is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is below the directory that was given.
    pub name: String,
    /// What it was, if it was there.
    pub before: Option<String>,
    /// What it becomes.
    pub after: String,
    /// What was rewritten in it.
    pub tally: Tally,
}

/// Everything that a run finds.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files that change, by directory and by name.
    pub changes: Vec<Change>,
    /// What is left to the user.
    pub reports: Vec<(PathBuf, Report)>,
}
