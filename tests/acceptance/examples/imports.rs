//! The imports that an example shows, each in every way in which it can be written.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::examples::{DOCUMENTED, name, read};
use crate::host::{Action, Core, Kind};
use crate::support::world::{ACCOUNT, World};

/// Imports what an example has made, by commands, by blocks and by identity, after each of which
/// nothing is to change.
pub(crate) fn is_imported(world: &World, directory: &Path) {
    for (address, id) in imports(directory) {
        is_imported_by_command(world, &address, &id);
        is_imported_by_block(world, &address, &id);
    }
    is_imported_by_identity(world, directory);
}

fn is_imported_by_command(world: &World, address: &str, id: &str) {
    world.forget(address);
    world.import(address, id).succeeded();
    let plan = world.plan();
    assert_eq!(plan.code, Some(0), "{id}:\n{}", plan.text);
}

fn is_imported_by_block(world: &World, address: &str, id: &str) {
    world.forget(address);
    let (file, block) =
        (world.path("import.tf"), format!("import {{\n to = {address}\n id = {id:?}\n}}\n"));
    fs::write(&file, block).expect("a file");
    let run = world.apply().succeeded();
    assert!(
        run.text.contains("1 imported, 0 added, 0 changed, 0 destroyed"),
        "{id}:\n{}",
        run.text
    );
    fs::remove_file(file).expect("a file");
    world.must_plan_nothing();
}

/// The addresses and IDs of the commands that an example imports with.
fn imports(directory: &Path) -> Vec<(String, String)> {
    let text = read(&directory.join("import.sh")).replace(DOCUMENTED, ACCOUNT);
    let commands = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    commands
        .map(|line| match line.split(' ').collect::<Vec<_>>()[..] {
            ["terraform", "import", address, id] => (address.replace('\'', ""), id.to_owned()),
            _ => panic!("{line:?} is no import"),
        })
        .collect()
}

/// Does what the example of an import by identity says, in a host that knows of identities, and
/// plans what the provider itself would write down for the object.
fn is_imported_by_identity(world: &World, directory: &Path) {
    let core = Core::new(world);
    let name = name(directory);
    let kind = Kind::named(name.strip_prefix("codeartifact_").expect("the provider's prefix"));
    let identity = identity(&read(&directory.join("import-by-identity.tf")));
    let held = core.import_by_identity(kind, kind.identity(identity));
    let planned = core.plan(kind, Some(&held), &core.generate(kind, &held.state));
    assert_eq!(planned.action, Action::NoOp, "{name}");
}

/// The texts in an import block.
fn identity(block: &str) -> Json {
    let lines = block.lines().filter_map(|line| line.split_once(" = \""));
    let parts = lines.filter_map(|(name, rest)| Some((name.trim(), rest.split_once('"')?.0)));
    Json::Object(parts.map(|(name, value)| (name.to_owned(), value.into())).collect())
}
