//! The command: its exit codes, its output, and hostile input.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

use crate::support::{Files, read, written};

const DOMAIN: &str = "resource \"aws_codeartifact_domain\" \"main\" {\n  domain = \"main\"\n}\n";

fn files(files: &[(&str, &str)]) -> Files {
    files.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

fn directory(list: &[(&str, &str)]) -> TempDir {
    written(&files(list))
}

fn command(arguments: &[&str], path: &Path) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_codeartifact-migrate"));
    command.args(arguments).arg(path).output().expect("a command that can be run")
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("an end by itself")
}

fn text(output: &[u8]) -> String {
    String::from_utf8(output.to_vec()).expect("a text")
}

#[test]
fn check_says_whether_something_would_change_and_writes_nothing() {
    let directory = directory(&[("main.tf", DOMAIN)]);
    assert_eq!(code(&command(&["--check"], directory.path())), 2);
    assert_eq!(read(directory.path()), files(&[("main.tf", DOMAIN)]));
    assert_eq!(code(&command(&[], directory.path())), 0);
    assert_eq!(code(&command(&["--check"], directory.path())), 0);
}

#[test]
fn what_is_left_to_the_user_ends_with_two() {
    let output = "output \"domain\" {\n  value = aws_codeartifact_domain.main\n}\n";
    let directory = directory(&[("main.tf", DOMAIN), ("outputs.tf", output)]);
    let run = command(&[], directory.path());
    assert_eq!(code(&run), 2);
    let said = text(&run.stdout);
    assert!(said.contains("outputs.tf:2: "), "{said}");
    assert!(!said.contains('\u{1b}'), "colors without a terminal: {said}");
}

#[test]
fn diff_is_a_patch_that_leads_to_the_same_files() {
    let before = directory(&[("main.tf", DOMAIN)]);
    let patch = command(&["--diff"], before.path());
    assert_eq!(code(&patch), 0);
    assert_eq!(read(before.path()), files(&[("main.tf", DOMAIN)]));
    let mut applied = Command::new("git")
        .args(["apply", "-"])
        .current_dir(before.path())
        .stdin(Stdio::piped())
        .spawn()
        .expect("git on the PATH");
    let mut input = applied.stdin.take().expect("a pipe");
    input.write_all(&patch.stdout).expect("a pipe that is read");
    drop(input);
    assert!(applied.wait().expect("an end").success());
    let after = directory(&[("main.tf", DOMAIN)]);
    command(&[], after.path());
    assert_eq!(read(before.path()), read(after.path()));
}

#[test]
fn json_is_for_programs() {
    let directory = directory(&[("main.tf", DOMAIN)]);
    let run = command(&["--json"], directory.path());
    let document: serde_json::Value = serde_json::from_slice(&run.stdout).expect("a document");
    assert_eq!(document["written"], true);
    assert_eq!(document["changes"][0]["file"], "main.tf");
    assert_eq!(document["changes"][0]["rewritten"]["types"], 1);
    assert_eq!(document["changes"][1]["new"], true);
}

#[test]
fn standard_input_is_one_configuration() {
    let mut run = Command::new(env!("CARGO_BIN_EXE_codeartifact-migrate"))
        .arg("-")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a command that can be run");
    let mut input = run.stdin.take().expect("a pipe");
    input.write_all(DOMAIN.as_bytes()).expect("a pipe that is read");
    drop(input);
    let output = run.wait_with_output().expect("an end");
    assert_eq!(code(&output), 0);
    let said = text(&output.stdout);
    assert!(said.contains("resource \"codeartifact_domain\" \"main\""), "{said}");
    assert!(said.contains("moved {") && said.contains("required_providers"), "{said}");
}

#[test]
fn a_single_file_is_one_configuration() {
    let directory = directory(&[("main.tf", DOMAIN), ("other.tf", DOMAIN)]);
    assert_eq!(code(&command(&[], &directory.path().join("main.tf"))), 0);
    let files = read(directory.path());
    assert_eq!(files["other.tf"], DOMAIN);
    assert!(files["main.tf"].contains("moved {"), "{}", files["main.tf"]);
}

#[test]
fn modules_outside_of_the_directory_come_along() {
    let root = "module \"packages\" {\n  source = \"../packages\"\n}\n";
    let directory = directory(&[("root/main.tf", root), ("packages/main.tf", DOMAIN)]);
    assert_eq!(code(&command(&[], &directory.path().join("root"))), 0);
    assert!(read(directory.path()).contains_key("packages/moved.tf"));
}

#[test]
fn a_relative_path_is_as_good() {
    let files: Files =
        [("main.tf", "module \"m\" {\n  source = \"./m\"\n}\n"), ("m/main.tf", DOMAIN)]
            .map(|(name, text)| (name.to_owned(), text.to_owned()))
            .into();
    let [whole, relative] = [written(&files), written(&files)];
    command(&[], whole.path());
    let mut run = Command::new(env!("CARGO_BIN_EXE_codeartifact-migrate"));
    let output =
        run.arg(".").current_dir(relative.path()).output().expect("a command that can be run");
    assert_eq!(code(&output), 0);
    assert!(text(&output.stdout).contains("  m/main.tf "), "{}", text(&output.stdout));
    assert_eq!(read(relative.path()), read(whole.path()));
}

#[test]
fn a_directory_that_is_not_there_is_an_error() {
    let output = command(&[], Path::new("/nonexistent"));
    assert_eq!(code(&output), 1);
    let said = text(&output.stderr);
    assert_eq!(
        said,
        "codeartifact-migrate: /nonexistent: No such file or directory (os error 2)\n"
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = directory(&[("main.tf", DOMAIN)]);
    let inside = directory(&[("fine/main.tf", DOMAIN)]);
    symlink(outside.path(), inside.path().join("directory")).expect("a link");
    fs::create_dir(inside.path().join("linked")).expect("a directory");
    symlink(outside.path().join("main.tf"), inside.path().join("linked/main.tf")).expect("a link");
    let output = command(&[], inside.path());
    assert_eq!(code(&output), 2);
    assert!(text(&output.stdout).contains("linked/main.tf:1: "));
    assert_eq!(read(outside.path()), files(&[("main.tf", DOMAIN)]));
    assert!(read(inside.path()).contains_key("fine/moved.tf"));
}

#[cfg(unix)]
#[test]
fn links_to_modules_are_not_followed() {
    use std::os::unix::fs::symlink;
    let outside = directory(&[("main.tf", DOMAIN), ("inner/main.tf", DOMAIN)]);
    let calls = "module \"one\" {\n  source = \"./link\"\n}\n\nmodule \"two\" {\n  source = \
                 \"./link/inner\"\n}\n";
    let inside = directory(&[("main.tf", calls)]);
    symlink(outside.path(), inside.path().join("link")).expect("a link");
    let output = command(&[], inside.path());
    assert_eq!(code(&output), 2);
    let said = text(&output.stdout);
    assert_eq!(said.matches("link:1: ").count(), 1, "{said}");
    assert_eq!(read(outside.path()), files(&[("main.tf", DOMAIN), ("inner/main.tf", DOMAIN)]));
}

#[test]
fn hostile_files_end_with_a_report_and_stay_as_they_are() {
    let nested = format!("locals {{\n  x = {}1{}\n}}\n", "[".repeat(10_000), "]".repeat(10_000));
    let hostile = [
        ("nested.tf", nested),
        ("blocks.tf", "a {\n".repeat(10_000) + &"}\n".repeat(10_000)),
        ("signs.tf", format!("locals {{\n  x = {}1\n}}\n", "-".repeat(10_000))),
        ("branches.tf", format!("locals {{\n  x = {}1\n}}\n", "true ? 1 : ".repeat(10_000))),
        ("sums.tf", format!("locals {{\n  x = 1{}\n}}\n", " + 1".repeat(10_000))),
        ("nested.tf.json", "[".repeat(10_000) + &"]".repeat(10_000)),
        ("large.tf", "# 100 MB\n".repeat(100 * 1024 * 1024 / 9)),
    ];
    for (name, text) in hostile {
        let directory = directory(&[(name, &text), ("main.tf", DOMAIN)]);
        let output = command(&[], directory.path());
        assert_eq!(code(&output), 2, "{name}");
        assert!(read(directory.path())["main.tf"] == DOMAIN, "{name} and its directory changed");
    }
}

#[test]
fn a_template_that_cannot_be_read_is_reported() {
    let nested = "[".repeat(10_000) + "aws_codeartifact_domain.main.id" + &"]".repeat(10_000);
    for template in [nested.as_str(), "aws_codeartifact_domain.main.id +"] {
        let locals = format!("{{\n  \"locals\": {{\n    \"x\": \"${{{template}}}\"\n  }}\n}}\n");
        let directory = directory(&[("locals.tf.json", &locals), ("main.tf", DOMAIN)]);
        let output = command(&[], directory.path());
        assert_eq!(code(&output), 2);
        assert!(text(&output.stdout).contains("locals.tf.json:3: "), "{}", text(&output.stdout));
        assert_eq!(read(directory.path())["locals.tf.json"], locals);
    }
}

#[test]
fn a_file_that_is_no_text_is_reported() {
    let directory = directory(&[("main.tf", DOMAIN)]);
    fs::write(directory.path().join("bytes.tf"), [0xff, 0xfe, 0]).expect("a file");
    let output = command(&[], directory.path());
    assert_eq!(code(&output), 2);
    assert!(text(&output.stdout).contains("bytes.tf:1: "));
}

#[test]
fn tabs_stay_tabs() {
    let repository = "resource \"aws_codeartifact_repository\" \"r\" {\n\tdomain     = \"main\"\n\t\
                      repository = \"r\"\n\n\tupstream {\n\t\t# first\n\t\trepository_name = \
                      \"one\"\n\t}\n\tupstream {\n\t\trepository_name = \"two\"\n\t}\n}\n";
    let directory = directory(&[("main.tf", repository)]);
    assert_eq!(code(&command(&[], directory.path())), 0);
    let wanted = "\n\n\tupstreams = [\n\t\t# first\n\t\t\"one\",\n\t\t\"two\",\n\t]\n}\n";
    let found = &read(directory.path())["main.tf"];
    assert!(found.ends_with(wanted), "{found}");
}

#[test]
fn queries_come_along() {
    let query = "provider \"aws\" {\n  region = \"eu-west-1\"\n}\n\nlist \"aws_codeartifact_domain\" \"all\" {\n  \
                 provider = aws\n}\n";
    let directory = directory(&[("main.tf", DOMAIN), ("all.tfquery.hcl", query)]);
    assert_eq!(code(&command(&[], directory.path())), 0);
    let found = &read(directory.path())["all.tfquery.hcl"];
    assert!(found.contains("provider \"codeartifact\" {\n  region"), "{found}");
    assert!(
        found.ends_with("list \"codeartifact_domain\" \"all\" {\n  provider = codeartifact\n}\n"),
        "{found}"
    );
}

/// A module that is called brings its tests along, but not what happens to be below or beside it.
#[test]
fn modules_come_along_alone() {
    let run = "run \"set_up\" {\n  module {\n    source = \"../set-up\"\n  }\n}\n";
    let directory = directory(&[
        ("estate/main.tf", "module \"packages\" {\n  source = \"../packages\"\n}\n"),
        ("estate/tests/main.tftest.hcl", run),
        ("packages/main.tf", DOMAIN),
        ("packages/tests/main.tftest.hcl", "mock_provider \"aws\" {}\n\nrun \"main\" {}\n"),
        ("packages/examples/main.tf", DOMAIN),
        ("set-up/main.tf", DOMAIN),
        ("beside/main.tf", DOMAIN),
    ]);
    assert_eq!(code(&command(&[], &directory.path().join("estate"))), 0);
    let files = read(directory.path());
    assert_ne!(files["packages/main.tf"], DOMAIN);
    assert_ne!(files["set-up/main.tf"], DOMAIN);
    assert!(files["packages/tests/main.tftest.hcl"].contains("mock_provider \"codeartifact\""));
    assert_eq!(files["packages/examples/main.tf"], DOMAIN);
    assert_eq!(files["beside/main.tf"], DOMAIN);
}
