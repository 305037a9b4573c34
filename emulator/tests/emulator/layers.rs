//! The floors of the emulator: imports go down only, and nowhere in a circle. Tests are left aside.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use crate::imports::{Edge, between, circles, floors, of_crate};

/// The folders and files of `src/`, from the top down. Each imports what is on lower floors only.
const FLOORS: &[&[&str]] = &[
    &["emulator.rs"],
    &["server"],
    &["registries", "sts", "control"],
    &["shared"],
    &["options"],
    &["seed", "wire"],
    &["operations"],
    &["authorization"],
    &["state"],
    &["contents", "names"],
    &["model", "time.rs"],
];

#[test]
fn imports_go_down_the_floors() {
    hold(floors::check(&of_crate(&source()), FLOORS));
}

#[test]
fn imports_run_in_no_circle() {
    hold(circles::check(&of_crate(&source())));
    hold(circles::check(&of_crate(&source().join("bin/codeartifact-emulator"))));
}

#[test]
fn where_nothing_is_found_nothing_is_right() {
    assert!(floors::check(&BTreeSet::new(), FLOORS).is_err());
    assert!(circles::check(&BTreeSet::new()).is_err());
}

#[test]
fn an_import_that_goes_up_is_seen() {
    let mut edges = of_crate(&source());
    edges.extend(crate_of(&[
        ("state/domain.rs", "use crate::wire::answer::Answer;"),
        ("wire/answer.rs", ""),
    ]));
    let seen = "state/domain.rs imports wire/answer.rs, which is above it";
    assert_eq!(floors::check(&edges, FLOORS), Err(seen.to_owned()));
}

#[test]
fn a_circle_of_files_is_seen() {
    let edges = crate_of(&[
        ("a/mod.rs", "mod b;\nmod c;\npub(crate) use self::b::{B as Other};"),
        ("a/b.rs", "use super::c;\nfn b() { c::run() }"),
        ("a/c.rs", "fn run() { super::Other::new() }"),
    ]);
    let seen = "a/b.rs, a/c.rs import each other in a circle; cut the import of a/c.rs in a/b.rs";
    assert_eq!(circles::check(&edges), Err(seen.to_owned()));
}

#[test]
fn a_circle_of_folders_is_seen() {
    let edges = crate_of(&[
        ("a/b.rs", "use crate::{c::{self, d::D}, e};"),
        ("a/f.rs", "use crate::c::d;"),
        ("a/g.rs", ""),
        ("c/d.rs", "use crate::a::g::*;"),
    ]);
    let seen = "a, c import each other in a circle; cut the import of a/g.rs in c/d.rs";
    assert_eq!(circles::check(&edges), Err(seen.to_owned()));
}

#[test]
fn tests_and_comments_import_nothing() {
    let aside =
        "// use crate::b;\n#[cfg(test)]\nmod tests {\n    use super::*;\n    use crate::b;\n}";
    assert_eq!(crate_of(&[("a.rs", aside), ("b.rs", "")]), BTreeSet::new());
}

#[track_caller]
fn hold(law: Result<(), String>) {
    law.unwrap_or_else(|breach| panic!("{breach}"));
}

fn crate_of(sources: &[(&str, &str)]) -> BTreeSet<Edge> {
    between(sources.iter().map(|(file, source)| (PathBuf::from(file), (*source).to_owned())))
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}
