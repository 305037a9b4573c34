//! The binary: serving, and running one command.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, Command, Output, Stdio};

use crate::process::{Process, emulator};

fn exec(arguments: &[&str], script: &str) -> Output {
    let mut command = emulator(&["exec"]);
    command.args(arguments).args(["--", "sh", "-c", script]).output().expect("the emulator runs")
}

#[test]
fn the_exit_code_is_that_of_the_command() {
    for (script, code) in [("exit 0", 0), ("exit 7", 7), ("kill -9 $$", 137), ("kill -15 $$", 143)]
    {
        assert_eq!(exec(&[], script).status.code(), Some(code), "{script}");
    }
    let missing = emulator(&["exec", "--", "no-such-command"]).output().expect("the emulator runs");
    assert_eq!(missing.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("no-such-command"));
}

#[test]
fn the_environment_leads_to_the_emulator() {
    let script = "echo $AWS_ENDPOINT_URL $AWS_ACCESS_KEY_ID $AWS_SECRET_ACCESS_KEY $AWS_REGION $AWS_DEFAULT_REGION $AWS_EC2_METADATA_DISABLED";
    let output = exec(&[], script);
    let printed = String::from_utf8(output.stdout).expect("text");
    let words: Vec<&str> = printed.split_whitespace().collect();
    assert!(words[0].starts_with("http://127.0.0.1:"), "{printed}");
    assert_eq!(words[1..], ["test", "test", "us-east-1", "us-east-1", "true"]);
    let elsewhere = emulator(&["exec", "--", "sh", "-c", "echo $AWS_REGION"])
        .env("AWS_REGION", "eu-west-1")
        .output();
    assert_eq!(elsewhere.expect("the emulator runs").stdout, b"eu-west-1\n");
}

#[test]
fn the_command_is_given_what_is_typed() {
    let mut child = emulator(&["exec", "--", "cat"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the emulator runs");
    child.stdin.take().expect("a pipe").write_all(b"hello").expect("room");
    assert_eq!(child.wait_with_output().expect("an end").stdout, b"hello");
}

#[test]
fn it_serves_until_a_signal_to_stop() {
    for signal in ["INT", "TERM"] {
        let mut process = Process::start(&[]);
        send(process.child(), signal);
        assert_eq!(process.child().wait().expect("an end").code(), Some(0));
    }
}

#[test]
fn a_request_to_terminate_is_passed_on() {
    let script = "trap 'exit 3' TERM; echo ready; while :; do sleep 0.01; done";
    let mut child = emulator(&["exec", "--", "sh", "-c", script])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the emulator runs");
    let mut line = String::new();
    let output = child.stdout.take().expect("a pipe");
    BufReader::new(output).read_line(&mut line).expect("a line");
    send(&child, "TERM");
    assert_eq!(child.wait().expect("an end").code(), Some(3));
}

#[test]
fn the_readme_tells_every_flag() {
    let readme = include_str!("../../README.md");
    for command in [&["--help"][..], &["exec", "--help"], &["dump", "--help"]] {
        let help = emulator(command).output().expect("the emulator runs").stdout;
        let help = String::from_utf8(help).expect("text");
        let flags = help.split_whitespace().filter_map(|word| word.strip_prefix("--"));
        let flags = flags.map(|flag| flag.trim_end_matches(|sign: char| !sign.is_alphanumeric()));
        for flag in flags.filter(|flag| !["", "help", "version"].contains(flag)) {
            let spelled = [format!("`--{flag} "), format!("`--{flag}`")];
            assert!(
                spelled.iter().any(|option| readme.contains(option)),
                "--{flag} is not in the README"
            );
        }
    }
}

#[test]
fn further_accounts_are_read_from_a_file() {
    let file =
        std::env::temp_dir().join(format!("codeartifact-emulator-{}.json", std::process::id()));
    std::fs::write(&file, r#"[{"access_key_id":"a","secret_access_key":"b","account":"111122223333","principal":"arn:aws:iam::111122223333:user/a"}]"#)
        .expect("a file");
    let path = file.to_str().expect("a path");
    assert_eq!(exec(&["--accounts", path], "exit 0").status.code(), Some(0));
    std::fs::write(&file, "{}").expect("a file");
    let refusal = exec(&["--accounts", path], "exit 0");
    assert_eq!(refusal.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&refusal.stderr).contains(path));
    std::fs::remove_file(&file).expect("a file");
}

fn send(child: &Child, signal: &str) {
    let id = child.id().to_string();
    let sent = Command::new("kill").args(["-s", signal, &id]).status();
    assert!(sent.expect("kill runs").success());
}
