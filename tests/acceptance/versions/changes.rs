//! How objects end, and how plans are shown.

use super::{ESTATE, apply, check, managed};
use crate::world::World;

#[test]
fn left_alone_by_a_destroy() {
    let world = World::new();
    let estate = ESTATE.trim_end().trim_end_matches('}');
    world.write(&format!("{estate}  lifecycle {{\n destroy = false\n }}\n}}\n"));
    check("`destroy = false` in `lifecycle`", &world, apply, |world, _| {
        world
            .write(ESTATE.split("resource \"codeartifact_repository\"").next().unwrap_or_default());
        world.cli(["apply", "-auto-approve"]).says(&["0 destroyed"]);
        assert!(world.repository("main", "app").is_some(), "it goes on existing");
        assert!(world.state("codeartifact_repository.app").is_null(), "nobody manages it");
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
