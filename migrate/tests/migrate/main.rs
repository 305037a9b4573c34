//! The command and its rules.

mod pairs;
mod support;
