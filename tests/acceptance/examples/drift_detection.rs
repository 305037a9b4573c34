//! The example of drift detection: its workflow distinguishes drift, its absence, and a failed
//! plan.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use codeartifact_emulator::Fault;

use crate::support::program::CLI;
use crate::support::run::Run;
use crate::support::world::World;

const MODULE: &str = include_str!("../../../examples/drift-detection/main.tf");
const REPORT: &str = include_str!("../../../examples/drift-detection/drift.py");
const WORKFLOW: &str =
    include_str!("../../../examples/drift-detection/.github/workflows/drift.yml");

/// With it, Terraform 1.15 and later end a refresh-only plan as if there were drift.
const DATA_SOURCE: &str =
    "data \"codeartifact_domain\" \"main\" {\n domain = codeartifact_domain.main.domain\n}\n";

/// What the step of the workflow that plans runs.
fn step() -> String {
    let (_, step) = WORKFLOW.split_once("id: plan\n        run: |\n").expect("the step");
    let lines = step.lines().map_while(|line| line.strip_prefix("          "));
    lines.map(|line| format!("{line}\n")).collect()
}

/// Runs that step as the workflow does: what it came to, its output, and the report.
fn look(world: &World) -> (Run, String, String) {
    let programs = world.path("programs");
    fs::create_dir_all(&programs).expect("a directory");
    let _ = symlink(&CLI.path, programs.join("terraform"));
    let path = std::env::var("PATH").expect("a path");
    let mut bash = Command::new("bash");
    bash.args(["-e", "-c", &step()]).current_dir(world.directory()).env_clear();
    bash.envs(world.environment().iter().cloned());
    bash.env("PATH", format!("{}:{path}", programs.display()));
    bash.env("GITHUB_OUTPUT", world.path("output"));
    let _ = fs::remove_file(world.path("output"));
    let run = Run::of(&bash.output().expect("bash"));
    let read = |name: &str| fs::read_to_string(world.path(name)).unwrap_or_default();
    (run, read("output"), read("drift.md"))
}

fn world() -> World {
    let world = World::new();
    fs::write(world.path("main.tf"), MODULE.to_owned() + DATA_SOURCE).expect("the module");
    fs::write(world.path("drift.py"), REPORT).expect("the report");
    world.apply().succeeded();
    world
}

#[test]
fn nothing_has_changed() {
    let (run, output, report) = look(&world());
    run.succeeded();
    assert_eq!((output.as_str(), report.as_str()), ("code=0\n", ""));
}

#[test]
fn a_change_is_reported_with_what_was_there_before() {
    let world = world();
    world.describe("main", "internal", "By hand.");
    let (run, output, report) = look(&world);
    run.succeeded();
    assert_eq!(output, "code=2\n");
    assert_eq!(
        report,
        "- `codeartifact_repository.internal` was changed\n  \
         - `description`: `\"Our own packages.\"` → `\"By hand.\"`\n"
    );
}

#[test]
fn a_deletion_is_reported() {
    let world = world();
    world.remove_repository("main", "internal");
    let (run, output, report) = look(&world);
    run.succeeded();
    assert_eq!(output, "code=2\n");
    assert_eq!(report, "- `codeartifact_repository.internal` was deleted\n");
}

/// The configuration has something that is not applied yet: nobody has changed anything outside.
#[test]
fn a_commit_that_waits_is_no_drift() {
    let world = world();
    let changed = MODULE.replace("Our own packages.", "Packages of ours.");
    fs::write(world.path("main.tf"), changed).expect("the module");
    let (run, output, report) = look(&world);
    run.succeeded();
    assert_eq!((output.as_str(), report.as_str()), ("code=0\n", ""));
}

#[test]
fn a_plan_that_fails_is_neither() {
    let world = world();
    let refused = Fault::on("DescribeRepository");
    world.fault(refused.error(403, "AccessDeniedException", "not for you"));
    let (run, output, _) = look(&world);
    run.failed_with(&["not for you"]);
    assert_eq!(output, "");
}
