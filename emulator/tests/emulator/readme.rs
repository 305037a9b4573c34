//! The README, to the letter: its commands are run, its files are used, and its faults are ordered.

use std::path::Path;

use serde_json::{Value, json};

use crate::arguments::{self, directory_with};
use crate::raw::Raw;
use crate::registries::workshop::Workshop;
use crate::world::start;

const README: &str = include_str!("../../README.md");

/// Where its emulator serves.
const ADDRESS: &str = "http://127.0.0.1:4566";

/// What stands between the outputs of two commands.
const MARK: &str = "---- next ----";

/// A command, and what it prints; empty where the README does not say.
struct Step {
    command: String,
    expected: String,
}

#[tokio::test]
async fn its_commands_do_what_it_says() {
    let workshop = Workshop::new(&[]).await;
    let steps = steps(workshop.emulator.url());
    assert!(steps.len() > 5, "where are they?");
    workshop.write("readme.sh", script(&steps));
    let printed = workshop.succeed("", "bash readme.sh").await;
    let printed: Vec<&str> = printed.split(MARK).map(str::trim).collect();
    assert_eq!(printed.len(), steps.len());
    for (Step { command, expected }, printed) in steps.iter().zip(printed) {
        assert!(expected.is_empty() || expected == printed, "{command}\n{printed}");
    }
}

#[test]
fn its_files_are_taken() {
    for (kind, number, option) in
        [("json", 0, "--accounts"), ("yaml", 2, "--seed"), ("json", 1, "--enforce-policies")]
    {
        let file = blocks(kind).nth(number).expect("a file in the README");
        let directory = directory_with(&[("file", file)]);
        let output = arguments::start(directory.path(), &[option, "file"]);
        assert!(output.status.success(), "{option}: {file}");
    }
}

#[tokio::test]
async fn its_faults_can_be_ordered() {
    let (emulator, _client) = start().await;
    let table = README.lines().skip_while(|line| !line.starts_with("| Effect |")).skip(2);
    let rows: Vec<&str> = table.take_while(|line| line.starts_with('|')).collect();
    assert!(rows.len() > 5, "where are they?");
    for row in rows {
        let effect = row.trim_end_matches(" |").rsplit(" | ").next().expect("a cell");
        let effect: Value = serde_json::from_str(effect.trim_matches('`')).expect("JSON");
        let fault = json!({ "operation": "ListDomains", "effect": effect }).to_string();
        let reply = Raw::new("POST", "/_emulator/faults", fault).send_unsigned(&emulator).await;
        assert_eq!(reply.status, 200, "{row}");
    }
}

/// The commands in their order, for an emulator at another address. The one that serves is under
/// way already.
fn steps(url: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for line in blocks("console").flat_map(str::lines).map(|line| line.replace(ADDRESS, url)) {
        let in_command = steps.last().is_some_and(|step| step.command.ends_with('\\'));
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => {
                steps.push(Step { command: command.to_owned(), expected: String::new() })
            }
            (None, Some(last)) if in_command => last.command.push_str(&format!("\n{line}")),
            (None, Some(last)) => last.expected.push_str(&line),
            (None, None) => panic!("{line} is printed by no command"),
        }
    }
    steps.retain(|step| step.command != "codeartifact-emulator");
    steps
}

/// One script of them all. Nothing but the README leads it to the emulator.
fn script(steps: &[Step]) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_codeartifact-emulator"));
    let programs = program.parent().expect("a directory").display();
    let terraform = std::env::var("TF_ACC_TERRAFORM_PATH");
    let terraform = terraform.unwrap_or("$(command -v terraform || command -v tofu)".to_owned());
    let start = format!(
        "set -eu\nunset ${{!AWS_@}}\nmkdir bin\nln -s \"{terraform}\" bin/terraform\nPATH=$PWD/bin:{programs}:$PATH\n"
    );
    let commands: Vec<&str> = steps.iter().map(|step| step.command.as_str()).collect();
    format!("{start}{}\n", commands.join(&format!("\necho '{MARK}'\n")))
}

/// The blocks of a kind.
fn blocks(kind: &str) -> impl Iterator<Item = &'static str> {
    let blocks = README.split("\n```").skip(1).step_by(2);
    let kind = format!("{kind}\n");
    blocks.filter_map(move |block| block.strip_prefix(&kind))
}
