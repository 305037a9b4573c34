//! The command and its rules.

mod command;
mod format;
mod laws;
mod pairs;
mod support;
