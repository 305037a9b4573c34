//! What is said of a run: as a text for people, as a document for programs, or as a patch.

pub(crate) mod document;
pub(crate) mod patch;
pub(crate) mod text;
