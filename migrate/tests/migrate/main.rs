//! The command and its rules.

mod command;
mod format;
#[path = "../../../emulator/tests/imports/mod.rs"]
mod imports;
mod laws;
mod layers;
mod pairs;
mod support;
