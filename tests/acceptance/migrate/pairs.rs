//! Every construct that the program is tested with: what comes out is valid.
//!
//! Our own program stands in for the other providers, so constructs with other types than ours are
//! left out, and those of which something is left to the user.

use std::fs;
use std::path::{Path, PathBuf};

use codeartifact_migrate::{Input, migrate, write};

use crate::support::program::CLI;
use crate::support::world::World;

/// What only the other providers have, and what not every CLI knows: registries, and sources of
/// mocks.
const FOREIGN: [&str; 6] = [
    "\"aws_s3_",
    "\"aws_iam_",
    "\"aws_kms_",
    "\"aws_caller_",
    "\"registry.terraform.io/hashicorp/",
    "\"./mocks\"",
];

/// The constructs of one provider alone that can be judged here.
fn constructs(of_awscc: bool) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrate/tests/pairs");
    let entries = fs::read_dir(root).expect("the pairs").map(|entry| entry.expect("a pair").path());
    let mut constructs: Vec<_> = entries
        .filter(|pair| !pair.join("out/report.txt").exists())
        .filter(|pair| {
            let text = text(&pair.join("in"));
            let is_of = |provider| text.contains(provider);
            let is_foreign = FOREIGN.iter().any(|foreign| text.contains(foreign));
            is_of("awscc") == of_awscc && !(of_awscc && is_of("hashicorp/aws\"")) && !is_foreign
        })
        .collect();
    constructs.sort();
    constructs
}

/// The texts of all files below a directory.
fn text(directory: &Path) -> String {
    let entries = fs::read_dir(directory).expect("a directory");
    let texts = entries.map(|entry| {
        let path = entry.expect("a file").path();
        if path.is_dir() { text(&path) } else { fs::read_to_string(path).expect("a text") }
    });
    texts.collect()
}

/// Copies a directory, and tells those in which there is a configuration.
fn copied(from: &Path, to: &Path) -> Vec<PathBuf> {
    fs::create_dir_all(to).expect("a directory");
    let mut directories = Vec::new();
    for entry in fs::read_dir(from).expect("a directory") {
        let path = entry.expect("a file").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            directories.extend(copied(&path, &target));
        } else {
            fs::copy(&path, &target).expect("a file");
            directories.extend(path.ends_with("main.tf").then(|| to.to_owned()));
        }
    }
    directories
}

fn are_valid(provider: &str, constructs: &[PathBuf]) {
    let world = World::new();
    world.stand_in_for(&format!("{}/{provider}", CLI.registry()));
    assert!(!constructs.is_empty(), "no construct of {provider} was judged");
    for construct in constructs {
        let target = world.path("pairs").join(construct.file_name().expect("a name"));
        let directories = copied(&construct.join("in"), &target);
        let outcome = migrate(&Input::Paths(vec![target]), true).expect("files to read");
        write(&outcome.changes).expect("files to write");
        for directory in directories {
            let chdir = format!("-chdir={}", directory.display());
            world.cli([chdir.as_str(), "get"]).succeeded();
            world.cli([chdir.as_str(), "validate"]).succeeded();
        }
    }
}

#[test]
fn what_comes_of_hashicorp_aws_is_valid() {
    are_valid("hashicorp/aws", &constructs(false));
}

#[test]
fn what_comes_of_hashicorp_awscc_is_valid() {
    are_valid("hashicorp/awscc", &constructs(true));
}
