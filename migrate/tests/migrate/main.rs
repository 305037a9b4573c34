//! The command and its rules.

mod laws;
mod pairs;
mod support;
