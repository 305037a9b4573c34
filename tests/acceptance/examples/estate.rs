//! The module for a whole domain: its own tests, with mocks and on the emulator, and its example.

use std::fs;

use super::{children, copy, example, name, read};
use crate::support::world::World;

/// Puts the module into a directory of a world.
fn install(world: &World, directory: &str) {
    let module = example("../modules/estate");
    for part in ["", "tests"] {
        let to = world.path(directory).join(part);
        fs::create_dir_all(&to).expect("a directory");
        for file in children(&module.join(part)).into_iter().filter(|file| file.is_file()) {
            fs::copy(&file, to.join(name(&file))).expect("a copy");
        }
    }
}

#[test]
fn the_module_passes_its_tests() {
    let world = World::new();
    install(&world, "");
    let run = world.cli(["test", "-no-color"]).succeeded();
    assert!(run.text.contains("7 passed, 0 failed"), "{}", run.text);
}

#[test]
fn the_example_creates_a_domain() {
    let world = World::new();
    install(&world, "module");
    copy(&example("estate"), &world);
    let whole = read(&world.path("main.tf"));
    let (before, rest) = whole.split_once("\"github.com/").expect("where the module is");
    let (_, after) = rest.split_once('"').expect("its end");
    fs::write(world.path("main.tf"), format!("{before}\"./module\"{after}")).expect("the example");
    world.cli(["get"]).succeeded();
    world.apply().succeeded();
    world.must_be_settled();
    let graph = world.output("graph");
    assert!(graph.as_str().is_some_and(|graph| graph.contains("public:npmjs")), "{graph}");
}
