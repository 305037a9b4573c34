//! What a migration costs: a thousand files of all constructs, read, rewritten and replaced.

#[path = "../../../benches/provider/table.rs"]
mod table;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use codeartifact_migrate::{Input, migrate, write};
use walkdir::WalkDir;

use crate::table::Table;

/// How many files there are at least.
const FILES: usize = 1_000;

/// How many blocks the large file has.
const BLOCKS: usize = 5_000;

fn main() -> ExitCode {
    let mut table = Table::default();
    many(&mut table);
    large(&mut table);
    table.print()
}

/// Copies of all constructs, each in a directory of its own.
fn many(table: &mut Table) {
    let directory = tempfile::tempdir().expect("a directory");
    let mut files = 0;
    for round in 0.. {
        if files >= FILES {
            break;
        }
        for pair in pairs() {
            let name = pair.file_name().expect("the name of a pair");
            files += copy(&pair.join("in"), &directory.path().join(round.to_string()).join(name));
        }
    }
    let (changed, seconds) = migrated(directory.path());
    table.plain("files of all constructs", count(files), "");
    table.plain("files that change or are new", count(changed), "");
    table.bounded("reading, rewriting and replacing them", seconds, "s", 2.0);
    table.bounded("the same again, with nothing to do", migrated(directory.path()).1, "s", 2.0);
}

/// One file with many repositories, each of which names the one before it.
fn large(table: &mut Table) {
    let directory = tempfile::tempdir().expect("a directory");
    let text: String = (1..=BLOCKS).map(repository).collect();
    fs::write(directory.path().join("main.tf"), text).expect("a file");
    let (_, seconds) = migrated(directory.path());
    table.bounded(&format!("one file of {BLOCKS} repositories"), seconds, "s", 2.0);
}

fn repository(number: usize) -> String {
    format!(
        "resource \"aws_codeartifact_repository\" \"r{number}\" {{\n  domain     = \"main\" # ours\n  \
         repository = \"r{number}\"\n\n  upstream {{\n    repository_name = \
         aws_codeartifact_repository.r{}.repository\n  }}\n}}\n\n",
        number - 1
    )
}

fn count(files: usize) -> f64 {
    u32::try_from(files).map(f64::from).expect("few files")
}

/// How many files change, and the seconds that it takes.
fn migrated(path: &Path) -> (usize, f64) {
    let start = Instant::now();
    let outcome = migrate(&Input::Paths(vec![path.to_owned()]), true).expect("files to read");
    write(&outcome.changes).expect("files to write");
    (outcome.changes.len(), start.elapsed().as_secs_f64())
}

fn pairs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let entries = fs::read_dir(root).expect("the pairs");
    entries.map(|entry| entry.expect("a pair").path()).collect()
}

/// Copies a directory, and counts its files.
fn copy(from: &Path, to: &Path) -> usize {
    let mut files = 0;
    for entry in WalkDir::new(from) {
        let entry = entry.expect("a file of a pair");
        let target = to.join(entry.path().strip_prefix(from).expect("a path below it"));
        if entry.file_type().is_dir() {
            fs::create_dir_all(target).expect("a directory");
        } else {
            fs::copy(entry.path(), target).expect("a file");
            files += 1;
        }
    }
    files
}
