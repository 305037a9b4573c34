//! The same scenario in the hands of the CLI and in those of the host, which must agree.

use std::fmt::Debug;
use std::sync::{Arc, Mutex};

use codeartifact_emulator::{Options, Request};
use serde_json::Value as Json;

use crate::host::Host;
use crate::support::diagnostic::Diagnostic;
use crate::support::driver::{Cli, Command, Driver};
use crate::support::estate::only_looks;
use crate::support::run::Run;
use crate::support::world::World;

/// Attributes that differ in each world, and are not compared. Times differ too.
const OF_ONE_WORLD: [&str; 5] = [
    "authorization_token",
    "package_version_revision",
    "policy_revision",
    "revision",
    "source_revision",
];

/// What a user has met in a world, command by command.
pub(crate) type Record = Arc<Mutex<Vec<Step>>>;

/// What one command came to.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    asked: String,
    code: Option<i32>,
    intents: Vec<String>,
    diagnostics: Vec<Diagnostic>,
    /// Every object by its address, and every output by its name.
    state: Vec<(String, Json)>,
    /// The operations that the provider called. Where one fails, what else was to be read at the
    /// same time may have been read or not: then they are those alone that change something.
    called: Vec<String>,
}

/// Plays a scenario in two worlds, one led by the CLI and one by the host, and demands that the two
/// agree on everything that a user meets, and on every call of the service.
pub(crate) fn both(scenario: impl Fn(World)) {
    both_with(&Options::default(), scenario);
}

/// The same where the service has options.
pub(crate) fn both_with(options: &Options, scenario: impl Fn(World)) {
    let [by_cli, by_host] =
        [Box::new(Cli) as Box<dyn Driver>, Box::<Host>::default()].map(|driver| {
            let world = World::led_by(driver, options.clone());
            let record = world.record();
            scenario(world);
            Arc::into_inner(record).expect("the world has gone").into_inner().expect("a record")
        });
    assert_eq!(by_cli.len(), by_host.len(), "as many commands");
    for (by_cli, by_host) in by_cli.iter().zip(&by_host) {
        assert_eq!(by_cli.disagreement(by_host), None);
    }
}

impl Step {
    /// What a command came to, from the state that it left and the calls that it made.
    pub(crate) fn new(world: &World, command: Command<'_>, run: &Run, calls: &[Request]) -> Self {
        let of_provider = |call: &&Request| call.user_agent.contains("terraform-provider-");
        let counts = |call: &&Request| run.code != Some(1) || !only_looks(call);
        let called = calls.iter().filter(of_provider).filter(counts);
        let mut called: Vec<_> =
            called.map(|it| format!("{} {}", it.operation, it.region)).collect();
        called.sort();
        Self {
            asked: format!("{command:?}"),
            code: run.code,
            intents: run.intents().into_iter().map(str::to_owned).collect(),
            diagnostics: Diagnostic::all(&of_any_world(world, &run.text)),
            state: shown(world),
            called,
        }
    }

    /// The difference between the two, if there is one.
    fn disagreement(&self, other: &Self) -> Option<String> {
        let same = |one: &Diagnostic, other: &Diagnostic| one.agrees(other);
        let agree = self.diagnostics.len() == other.diagnostics.len()
            && self.diagnostics.iter().zip(&other.diagnostics).all(|(one, other)| same(one, other));
        let states = self.state.iter().zip(&other.state).find(|(one, other)| one != other);
        let counts = (self.state.len(), other.state.len());
        let unlike = |what: &str, one: &dyn Debug, other: &dyn Debug| {
            format!("{what} of {}: {one:#?} and {other:#?}", self.asked)
        };
        [
            (self.code != other.code).then(|| unlike("exit codes", &self.code, &other.code)),
            (!agree).then(|| unlike("diagnostics", &self.diagnostics, &other.diagnostics)),
            (self.intents != other.intents)
                .then(|| unlike("intents", &self.intents, &other.intents)),
            states.map(|(one, other)| unlike("states", one, other)),
            (counts.0 != counts.1).then(|| unlike("numbers of objects", &counts.0, &counts.1)),
            (self.called != other.called).then(|| unlike("calls", &self.called, &other.called)),
        ]
        .into_iter()
        .flatten()
        .next()
    }
}

/// A text without what belongs to one world alone: its service and its directory.
fn of_any_world(world: &World, text: &str) -> String {
    let directory = world.directory().to_str().expect("a path in UTF-8");
    let service = world.emulator.url().trim_start_matches("http://");
    let text = text.replace(service, "emulator").replace(directory, "/world");
    match text.split_once("/.tmp") {
        // A file that was not finished has a name of its own.
        Some((before, after)) => format!("{before}/.tmp{}", after.get(6..).unwrap_or_default()),
        None => text,
    }
}

/// What a state contains, without what belongs to one world alone. What the CLI itself keeps is its
/// own.
fn shown(world: &World) -> Vec<(String, Json)> {
    let file = world.state_file();
    let ours = file.instances().filter(|(_, resource, _)| resource["type"] != "terraform_data");
    let objects = ours.map(|(address, _, instance)| {
        let status = if instance["status"] == "tainted" { " (tainted)" } else { "" };
        (address + status, value_of_any_world(world, instance["attributes"].clone()))
    });
    let outputs = file.0["outputs"].as_object().into_iter().flatten();
    let outputs = outputs.map(|(name, it)| {
        (format!("output.{name}"), value_of_any_world(world, it["value"].clone()))
    });
    let mut all: Vec<_> = objects.chain(outputs).collect();
    all.sort_by(|one, other| one.0.cmp(&other.0));
    all
}

/// Whether this is a time, such as `2026-01-02T03:04:05Z`.
fn is_time(text: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || "-:.TZ".contains(c);
    text.len() >= 20 && text.contains('T') && text.ends_with('Z') && text.chars().all(is_part)
}

fn value_of_any_world(world: &World, value: Json) -> Json {
    match value {
        Json::String(text) if is_time(&text) => Json::String("a time".to_owned()),
        Json::String(text) => Json::String(of_any_world(world, &text)),
        Json::Array(all) => all.into_iter().map(|it| value_of_any_world(world, it)).collect(),
        Json::Object(all) => {
            let known = |(name, value): (String, Json)| match OF_ONE_WORLD.contains(&&*name) {
                true => (name, Json::Bool(!value.is_null())),
                false => (name, value_of_any_world(world, value)),
            };
            all.into_iter().map(known).collect()
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_difference_is_seen() {
        let step = Step {
            asked: "apply".to_owned(),
            code: Some(0),
            intents: Vec::new(),
            diagnostics: Vec::new(),
            state: vec![("codeartifact_domain.it".to_owned(), json!({ "domain": "main" }))],
            called: vec!["CreateDomain eu-west-1".to_owned()],
        };
        assert_eq!(step.disagreement(&step), None);
        let diagnostics = Diagnostic::all("╷\n│ Error: no\n╵\n");
        let other = vec![("codeartifact_domain.it".to_owned(), json!({ "domain": "other" }))];
        for (unlike, says) in [
            (Step { code: Some(1), ..step.clone() }, "exit codes"),
            (Step { diagnostics, ..step.clone() }, "diagnostics"),
            (Step { intents: step.called.clone(), ..step.clone() }, "intents"),
            (Step { state: other, ..step.clone() }, "states"),
            (Step { state: Vec::new(), ..step.clone() }, "numbers of objects"),
            (Step { called: Vec::new(), ..step.clone() }, "calls"),
        ] {
            let found = step.disagreement(&unlike).unwrap_or_default();
            assert!(found.starts_with(says), "{says}: {found}");
        }
    }
}
