//! What is left to the user.

/// Where something is that a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// A place of the text as it was.
    Source(usize),
    /// A mark in the new text, and a place of the text as it was for those who do not write.
    Mark(usize, usize),
}

/// Something that the program cannot decide.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) place: Place,
    pub(crate) message: String,
}

impl Finding {
    pub(crate) fn new(place: usize, message: impl Into<String>) -> Self {
        Self { place: Place::Source(place), message: message.into() }
    }
}

/// A line for the user.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Report {
    /// The file, below the directory that was given.
    pub file: String,
    /// The line, counted from one.
    pub line: usize,
    /// What it is, and what to do.
    pub message: String,
}
