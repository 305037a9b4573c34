//! Texts in the language of configurations: where things are, and how a text becomes another one.
//!
//! A text is never written from its tree. The tree tells where things are, edits replace these
//! places, and all other bytes are copied.

pub(crate) mod alignment;
pub(crate) mod comments;
pub(crate) mod edits;
pub(crate) mod expressions;
pub(crate) mod json;
pub(crate) mod lines;
pub(crate) mod pieces;
