//! The floors of the migration: imports go down only, and nowhere in a circle.

use std::path::Path;
use std::path::PathBuf;

use crate::imports::{circles, floors, of_crate};

/// The folders and files of `src/`, from the top down. Each imports what is on lower floors only.
const FLOORS: &[&[&str]] = &[
    &["lib.rs"],
    &["input.rs", "summary"],
    &["files"],
    &["migration.rs"],
    &["work"],
    &["outcome.rs", "json"],
    &["rules"],
    &["configuration"],
    &["schema.rs", "report.rs", "tally.rs", "syntax"],
];

#[test]
fn imports_go_down_the_floors() {
    hold(floors::check(&of_crate(&source()), FLOORS));
}

#[test]
fn imports_run_in_no_circle() {
    hold(circles::check(&of_crate(&source())));
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn hold(law: Result<(), String>) {
    if let Err(broken) = law {
        panic!("{broken}");
    }
}
