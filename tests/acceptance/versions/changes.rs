//! How objects end, and how plans are shown.

use super::{ESTATE, apply, check, managed, table, without_repository};
use crate::support::program::CLI;
use crate::support::world::World;

/// The repository of a domain that both stay when they are to be destroyed.
fn staying() -> String {
    let stays = "  lifecycle {\n destroy = false\n }\n}\n";
    ESTATE.replace("\n}\n", &format!("\n{stays}"))
}

#[test]
fn left_alone_by_a_destroy() {
    let world = World::new();
    world.write(&staying());
    check("`destroy = false` in `lifecycle`", &world, apply, |world, _| {
        // OpenTofu ends it with an error, so that nobody takes it for an end of everything.
        world.cli(["destroy", "-auto-approve"]).says(&["0 to destroy"]);
        assert!(world.repository("main", "app").is_some(), "it goes on existing");
        assert!(world.state("codeartifact_repository.app").is_null(), "nobody manages it");
    });
}

/// Where this does not work, an object is destroyed although its block said otherwise.
#[test]
fn left_alone_when_its_block_is_gone() {
    let world = World::new();
    world.write(&staying());
    let feature = "`destroy = false` after the resource block is removed";
    let without = |world: &World| {
        let run = apply(world);
        world.write(without_repository(&staying()));
        if run.code == Some(0) { apply(world) } else { run }
    };
    if CLI.forgets_destroy_with_the_block() {
        without(&world).succeeded().says(&["1 destroyed"]);
        return table::check(&CLI.to_string(), feature, false);
    }
    check(feature, &world, without, |world, run| {
        run.says(&["0 destroyed"]);
        assert!(world.repository("main", "app").is_some(), "it goes on existing");
    });
}

/// Policy checks, cost estimates and reviews read plans so, creations and replacements among them.
#[test]
fn planned_as_json() {
    let world = managed();
    let replaced = ESTATE.replace("repository = \"app\"", "repository = \"other\"");
    world.write(&format!(
        "{replaced}resource \"codeartifact_repository\" \"new\" {{\n \
         domain = codeartifact_domain.main.domain\n repository = \"new\"\n}}\n"
    ));
    let plan = |world: &World| world.cli(["plan", "-input=false", "-out=plan"]);
    check("`show -json` of plans", &world, plan, |world, run| {
        assert!(!run.text.contains("Failed to marshal"), "{}", run.text);
        let plan = world.last_plan();
        assert_eq!(plan.actions("codeartifact_repository.new"), ["create"]);
        assert_eq!(plan.actions("codeartifact_repository.app"), ["delete", "create"]);
    });
}
