//! A module whose tests mock the provider, as its guide shows.

use std::fs;

use super::{build, copy, example, read};
use crate::support::program::CLI;
use crate::support::world::World;

#[test]
fn a_module_is_tested_with_mocks() {
    let world = World::new();
    let guide = example("guides/testing-modules");
    build(&guide, &world);
    copy(&guide, &world);
    if !CLI.reads_mocks_from_files() {
        put_mocks_into_the_test(&world);
    }
    let run = world.cli(["test", "-no-color"]).succeeded();
    assert!(run.text.contains("3 passed, 0 failed"), "{}", run.text);
    assert!(world.called().is_empty());
}

/// What the guide says of a CLI that does not read them from a file.
fn put_mocks_into_the_test(world: &World) {
    let (test, mocks) = (world.path("module.tftest.hcl"), world.path("codeartifact.tfmock.hcl"));
    let whole = read(&test).replace("source = \"./\"", &read(&mocks));
    fs::write(test, whole).expect("the test");
}
