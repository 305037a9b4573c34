//! Arguments that the program cannot accept: it says what is wrong, and the remedy, before it
//! serves anything.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::Output;

use tempfile::TempDir;

use crate::process::emulator;

/// What comes of starting the emulator with these arguments, in a directory, for a command that
/// does nothing.
pub(crate) fn start(directory: &Path, arguments: &[&str]) -> Output {
    let mut command = emulator(arguments);
    command.args(["exec", "true"]).current_dir(directory).output().expect("the emulator runs")
}

#[track_caller]
fn check_refused(directory: &Path, arguments: &[&str], words: &[&str]) {
    let output = start(directory, arguments);
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success(), "{arguments:?} are taken");
    for word in words {
        assert!(printed.contains(word), "{arguments:?}: {printed:?} does not contain {word:?}");
    }
}

/// A directory with these files.
pub(crate) fn directory_with(files: &[(&str, &str)]) -> TempDir {
    let directory = tempfile::tempdir().expect("a directory");
    for (name, text) in files {
        fs::write(directory.path().join(name), text).expect("a file");
    }
    directory
}

#[test]
fn a_value_that_makes_no_sense_is_refused() {
    let directory = directory_with(&[]);
    for (arguments, words) in [
        (["--port", "70000"], ["--port", "70000"]),
        (["--host", "nowhere"], ["--host", "nowhere"]),
        (["--host", "192.0.2.1"], ["cannot listen on 192.0.2.1", "another host or port"]),
        (["--latency", "-1"], ["--latency", "-1"]),
        (["--max-domains", "many"], ["--max-domains", "many"]),
        (["--max-repositories", "-1"], ["--max-repositories", "-1"]),
        (["--unknown-key", "not a key"], ["unknown key 'not a key'", "alias/name"]),
        (["--no-such-flag", "1"], ["--no-such-flag", "--help"]),
    ] {
        check_refused(directory.path(), &arguments, &words);
    }
    for key in ["alias/gone", "arn:aws:kms:eu-west-1:111122223333:alias/gone"] {
        assert!(start(directory.path(), &["--unknown-key", key]).status.success(), "{key}");
    }
}

#[test]
fn a_port_that_is_taken_is_reported() {
    let taken = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let address = format!("127.0.0.1:{port}");
    let words = [address.as_str(), "port 0 takes a free one"];
    check_refused(Path::new("."), &["--port", &port], &words);
}

#[test]
fn a_file_that_cannot_be_used_is_reported_with_its_option() {
    let directory = directory_with(&[("text", "text")]);
    for (option, name) in [
        ("--seed", "the seed"),
        ("--state", "the state file"),
        ("--accounts", "--accounts"),
        ("--enforce-policies", "--enforce-policies"),
        ("--public", "the public directory"),
    ] {
        for path in ["no/such", "text"] {
            let words = [format!("{name} '{path}' cannot be used")];
            check_refused(directory.path(), &[option, path], &[words[0].as_str()]);
        }
    }
}

#[test]
fn keys_and_policies_must_make_sense() {
    for (option, text, words) in [
        ("--accounts", r#"[{"access_key_id":"a"}]"#, "secret_access_key"),
        ("--accounts", &account("1", "arn:aws:iam::1:user/a"), "12 digits"),
        ("--accounts", &account("111122223333", "a"), "arn:aws:iam::111122223333:user/name"),
        ("--enforce-policies", r#"{"principal":{}}"#, "principals"),
        ("--enforce-policies", &policy("user/test", "{}"), "named by an ARN"),
        ("--enforce-policies", &policy("arn:a", "{}"), "no Statement"),
        ("--enforce-policies", &policy("arn:a", r#"{"Statement":{}}"#), "Effect of Allow or Deny"),
        (
            "--enforce-policies",
            &policy("arn:a", r#"{"Statement":{"Effect":"Allow","Action":"*"}}"#),
            "neither Resource nor NotResource",
        ),
    ] {
        let directory = directory_with(&[("file", text)]);
        check_refused(directory.path(), &[option, "file"], &[words]);
    }
}

#[test]
fn the_public_directory_holds_public_repositories_only() {
    let directory = directory_with(&[("README", "What is here.")]);
    for name in ["npmjs", "pypi", ".git"] {
        fs::create_dir(directory.path().join(name)).expect("a directory");
    }
    assert!(start(directory.path(), &["--public", "."]).status.success());
    fs::create_dir(directory.path().join("npm")).expect("a directory");
    let words = ["'npm' in it is named after no public repository", "npmjs"];
    check_refused(directory.path(), &["--public", "."], &words);
}

#[test]
fn a_dump_without_an_emulator_fails_with_its_address() {
    // No program of this time listens at the first port.
    let output = emulator(&["dump", "--port", "1"]).output().expect("the emulator runs");
    let printed = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(printed.contains("no emulator answers at http://127.0.0.1:1"), "{printed}");
}

fn account(account: &str, principal: &str) -> String {
    format!(
        r#"[{{"access_key_id":"a","secret_access_key":"b","account":"{account}","principal":"{principal}"}}]"#
    )
}

fn policy(principal: &str, policy: &str) -> String {
    format!(r#"{{"principals":{{"{principal}":[{policy}]}}}}"#)
}
