//! The jobs of drift detection, as a runner starts them: what stands in the action of GitHub, and
//! in the template of GitLab, with a provider that `init` installs.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::drift_detection::{Issues, drift, world};
use super::{children, example, name, read};
use crate::registry::mirrored;
use crate::support::program::CLI;
use crate::support::run::Run;
use crate::support::world::World;

/// What an input of the action, or of the runner, is in this job.
fn value(world: &World, action: &str, expression: &str) -> String {
    let temporary = world.path("reports").display().to_string();
    match expression {
        "runner.temp" => temporary,
        "inputs.terraform" => CLI.path.display().to_string(),
        "inputs.token" => "secret".to_owned(),
        input => default(action, input.strip_prefix("inputs.").expect("an input")),
    }
}

/// The default of an input.
fn default(action: &str, input: &str) -> String {
    let (_, described) = action.split_once(&format!("\n  {input}:\n")).expect("an input");
    let mut lines = described.lines().map(str::trim);
    let default = lines.find_map(|line| line.strip_prefix("default: ")).expect("a default");
    default.trim_matches('"').to_owned()
}

/// The variables that the action gives to its step, and what that step runs.
fn step(world: &World) -> (Vec<(String, String)>, String) {
    let action = read(&example("drift-detection/action.yml"));
    let (_, step) = action.split_once("      env:\n").expect("a step");
    let (variables, run) = step.split_once("      run: ").expect("what it runs");
    let variable = |line: &str| {
        let (name, rest) = line.trim().split_once(": ${{ ").expect("a variable");
        let expression = rest.strip_suffix(" }}").expect("an expression");
        (name.to_owned(), value(world, &action, expression))
    };
    (variables.lines().map(variable).collect(), run.to_owned())
}

/// What the template runs, once it has the example.
fn script() -> String {
    let template = read(&example("drift-detection/gitlab.yml"));
    let (_, script) = template.split_once("  script:\n").expect("a script");
    let steps = script.lines().map_while(|line| line.strip_prefix("    - "));
    let steps: Vec<&str> = steps.filter(|step| !step.starts_with("git clone")).collect();
    steps.join("\n").replace("/tmp/codeartifact/examples/drift-detection", "$COPY")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a directory");
    for child in children(from) {
        let there = to.join(name(&child));
        if child.is_dir() { copy(&child, &there) } else { drop(fs::copy(child, there)) }
    }
}

/// Runs what a job runs, and returns what it tells the steps after it.
fn run(
    world: &World,
    issues: &Issues,
    script: &str,
    variables: &[(String, String)],
) -> (Run, String) {
    let output = world.path("output");
    fs::write(&output, "").expect("a file");
    let mut bash = Command::new("bash");
    bash.args(["-eo", "pipefail", "-c", script]).current_dir(world.directory());
    bash.envs(world.environment().iter().cloned()).envs(variables.iter().cloned());
    bash.envs(issues.of_github()).env("GITHUB_OUTPUT", &output);
    bash.env("GITHUB_ACTION_PATH", world.path("copy")).env("COPY", world.path("copy"));
    bash.envs([("AWS_ACCESS_KEY_ID", "drift"), ("AWS_SECRET_ACCESS_KEY", "drift")]);
    let run = Run::of(&bash.output().expect("bash"));
    (run, read(&output))
}

/// A world in which `init` installs the provider, as in a job.
fn in_a_job() -> (World, Issues) {
    let world = world();
    mirrored(&world);
    world.cli(["init", "-input=false"]).succeeded();
    copy(&example("drift-detection"), &world.path("copy"));
    fs::create_dir_all(world.path("reports")).expect("a directory");
    let issues = Issues::start(world.path("issues.json"));
    (world, issues)
}

#[test]
fn the_action_reports_what_it_finds() {
    let (world, issues) = in_a_job();
    let (variables, script) = step(&world);
    let act = || run(&world, &issues, &script, &variables);
    let (clean, output) = act();
    assert_eq!(
        (clean.succeeded().text.as_str(), output.as_str()),
        ("No drift.\n", "status=clean\n")
    );

    drift(&world);
    let (drifted, output) = act();
    drifted.succeeded().says(&["Changed outside of Terraform", "Repository `main/npm-store`"]);
    assert_eq!(output, "status=drift\n");
    assert!(read(&world.path("reports/drift.json")).contains("npm-store"));
    assert_eq!(issues.seen(), [("open".to_owned(), 0)]);

    fs::write(world.path("main.tf"), "resource").expect("the root module is broken");
    let (failed, output) = act();
    failed.failed_with(&["The plan failed"]);
    assert_eq!(output, "", "neither drift nor none");
}

#[test]
fn the_template_reports_what_it_finds() {
    let (world, issues) = in_a_job();
    let cli = CLI.path.display().to_string();
    let variables = [("DIRECTORY", "."), ("LOCK_TIMEOUT", "5m"), ("TERRAFORM", &cli)];
    let variables = variables.map(|(name, value)| (name.to_owned(), value.to_owned()));
    drift(&world);
    let (drifted, _) = run(&world, &issues, &script(), &variables);
    drifted.succeeded().says(&["Changed outside of Terraform", "Repository `main/npm-store`"]);
    assert!(read(&world.path("drift.json")).contains("npm-store"), "the artifact");
    assert_eq!(issues.seen(), [("open".to_owned(), 0)]);
}
