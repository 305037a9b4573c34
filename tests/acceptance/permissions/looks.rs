//! Data sources and ephemeral resources: what their examples read.

use super::page::Page;
use crate::examples::{examples, make_repository, name, text};
use crate::host::Host;
use crate::support::driver::Command;
use crate::support::world::World;

fn every_look_is_exact(kind: &str) {
    for directory in examples(kind) {
        let name = name(&directory).trim_start_matches("codeartifact_").to_owned();
        let Some(page) = Page::of(kind, &name) else { continue };
        let mut world = World::led_by(Box::<Host>::default(), page.users().options());
        world.aws(make_repository);
        world.must_apply(&without_outputs(&text(&directory)));
        // What the example makes for its sake is left alone.
        let look = |world: &World| world.run(Command::Plan { refresh: false }).code != Some(1);
        page.is_exact(&mut world, look);
    }
}

/// Without outputs and checks, which have no value if a look fails.
fn without_outputs(configuration: &str) -> String {
    let of_values = |line: &str| line.starts_with("output ") || line.starts_with("check ");
    let has_value = |it: &&str| !it.lines().any(of_values);
    let paragraphs = configuration.split("\n\n").filter(has_value);
    paragraphs.collect::<Vec<_>>().join("\n\n") + "\n"
}

#[test]
fn the_policy_of_a_data_source_is_enough_and_no_action_of_it_too_much() {
    every_look_is_exact("data-sources");
}

#[test]
fn the_policy_of_an_ephemeral_resource_is_enough_and_no_action_of_it_too_much() {
    every_look_is_exact("ephemeral-resources");
}
