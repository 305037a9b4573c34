//! Actions, which run beside what is managed.

use super::{ESTATE, apply, check, managed, table};
use crate::support::program::CLI;
use crate::support::run::Run;
use crate::support::world::World;

/// An action on the repository, which has nothing to send.
const ACTION: &str = r#"
action "codeartifact_refresh_upstreams" "app" {
  config {
    domain     = "main"
    repository = "app"
  }
}
"#;

/// What the action says.
const SAYS: &str = "main/app has no upstream repositories: nothing is sent.";

/// The repository with a trigger of that action.
fn triggered(arguments: &str) -> String {
    let trigger = format!(
        "lifecycle {{\n action_trigger {{\n {arguments}\n \
         actions = [action.codeartifact_refresh_upstreams.app]\n }}\n }}\n"
    );
    let estate = ESTATE.trim_end().trim_end_matches('}');
    format!("{estate}{trigger}}}\n{ACTION}")
}

/// Tries a trigger, unless the CLI takes triggers and then does nothing about them.
fn check_trigger(feature: &str, world: &World, rest: impl FnOnce(&World, Run)) {
    if CLI.passes_over_triggers() {
        let run = apply(world).succeeded();
        assert!(!run.text.contains("invoked"), "{}", run.text);
        return table::check(&CLI.to_string(), feature, false);
    }
    check(feature, world, apply, rest);
}

#[test]
fn invoked_by_hand() {
    let world = managed();
    world.write(&(ESTATE.to_owned() + ACTION));
    let arguments = ["apply", "-auto-approve", "-invoke=action.codeartifact_refresh_upstreams.app"];
    check(
        "Actions with `apply -invoke`",
        &world,
        |world| world.cli(arguments),
        |_, run| drop(run.says(&[SAYS, "1 invoked"])),
    );
}

#[test]
fn triggered_by_a_creation() {
    let world = World::new();
    world.write(&triggered("events = [after_create]"));
    check_trigger("Actions in `lifecycle` triggers", &world, |world, run| {
        run.says(&[SAYS, "2 added, 0 changed, 0 destroyed"]);
        world.must_plan_nothing();
    });
}

#[test]
fn triggered_by_a_deletion() {
    let world = World::new();
    world.write(&triggered("events = [before_destroy]"));
    check_trigger("The events `before_destroy` and `after_destroy`", &world, |world, _| {
        let destroyed = world.cli(["destroy", "-auto-approve"]).succeeded();
        destroyed.says(&[SAYS, "2 destroyed"]);
    });
}

/// The repository that the action names is not there, and the apply goes on.
#[test]
fn whose_failure_counts_or_not() {
    let world = World::new();
    let configuration = triggered("events = [after_create]\n on_failure = continue");
    world.write(&configuration.replace("repository = \"app\"\n  }", "repository = \"lost\"\n  }"));
    check_trigger("`on_failure` of triggers", &world, |world, run| {
        run.says(&["codeartifact_refresh_upstreams", "main/lost"]);
        assert!(world.repository("main", "app").is_some(), "the repository was created");
        world.must_plan_nothing();
    });
}
