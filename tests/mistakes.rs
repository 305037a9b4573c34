//! Mistakes in `object!` do not compile, and the compiler says which attribute is wrong, and why.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;
use std::{env, fs};

/// What a source has before its object, and a group.
const BEFORE: &str = r#"
use codeartifact::framework::field::{Computed, OptionalComputed};
use codeartifact::framework::schema::{
    Pattern, items, length, matching, object, replaces, stable,
};

const NAME: Pattern = Pattern { regex: "[a-z]+", says: "letters" };

object! {
    /// A key.
    pub struct Key {
        /// Name of the thing.
        name: String = replaces().matching(NAME),
        /// Region of the thing.
        region: OptionalComputed<String> = stable(),
    }
}
"#;

/// Compiles an object with these fields. The compiler must name the attribute and the reason; it
/// must be content where there is none.
fn check(fields: &str, reason: &str) {
    let source =
        format!("{BEFORE}object! {{\n/// A thing.\npub struct Thing {{\n{fields}\n}}\n}}\n");
    let said = compile(&source);
    assert_eq!(said.contains("error"), !reason.is_empty(), "{fields}\n{said}");
    assert!(said.contains(reason), "{fields}: {reason}\n{said}");
}

#[test]
fn what_is_right_compiles() {
    check("..key: Key,\n/// Note.\nnote: Option<String> = length(0, 9),", "");
    check("..key: Key {\n/// Its name.\nname\n},", "");
    check("..key: Key = replaces(),", "");
    check("..key: Key { region: Option<String> = replaces() },", "");
}

#[test]
fn a_comment_is_a_sentence() {
    check("note: String,", "the attribute `note` has no doc comment");
    check("/// Note\nnote: String,", "`note` needs a doc comment that ends with a full stop");
    check("/// note.\nnote: String,", "`note` needs a doc comment that starts with a capital");
}

#[test]
fn a_rule_fits_the_type() {
    check("/// On.\non: bool = matching(NAME),", "`on` is not a string: it cannot match");
    check("/// On.\non: bool = length(0, 9),", "`on` is not a string: it has no length");
    check(
        "/// Note.\nnote: String = items(0, 9),",
        "`note` is not a list, set, or map: it has no items",
    );
    check("/// Arn.\narn: Computed<String> = replaces(),", "`arn` is set by the service");
    check("/// Note.\nnote: String = stable(),", "`note` is not set by the service");
}

#[test]
fn a_group_is_spread_as_it_is() {
    check(
        "..key: Key {\n/// Its name\nname },",
        "`name` needs a doc comment that ends with a full",
    );
    check("..key: Key { note: String },", "the attribute `note` is none of the group");
    check("..key: Key { name: bool },", "the attribute `name` has another type in its group");
    check("..key: Key { name: Computed<String> },", "`name` is set by the service");
    check("..key: Key = items(0, 9),", "`name` is not a list, set, or map: it has no items");
    check("..key: Key,\n/// Name.\nname: String,", "the attribute `name` is there twice");
}

/// What the compiler says of a source.
fn compile(source: &str) -> String {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("source.rs");
    fs::write(&file, source).expect("the source can be written");
    let program = env::current_exe().expect("this program");
    let built = program.parent().expect("the directory of what was built");
    let mut compiler = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    compiler.args(["--edition", "2024", "--crate-type", "lib", "--emit", "metadata"]);
    compiler.arg("-L").arg(format!("dependency={}", built.display()));
    compiler.arg("--extern").arg(format!("codeartifact={}", library(built).display()));
    let output = compiler.arg("--out-dir").arg(directory.path()).arg(&file).output();
    String::from_utf8(output.expect("a compiler").stderr).expect("its words are text")
}

/// The library that was built last: that of this test.
fn library(built: &Path) -> PathBuf {
    let entries = fs::read_dir(built).expect("a directory").map(|entry| entry.expect("an entry"));
    let is_library = |name: &str| name.starts_with("libcodeartifact-") && name.ends_with(".rlib");
    let libraries = entries
        .map(|entry| entry.path())
        .filter(|path| path.file_name().and_then(|name| name.to_str()).is_some_and(is_library));
    libraries.max_by_key(|path| age(path)).expect("the library was built for this test")
}

fn age(path: &Path) -> SystemTime {
    path.metadata().and_then(|metadata| metadata.modified()).expect("the time of a build")
}
