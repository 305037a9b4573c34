//! The examples that the CLI on the machine may be too old for: lists and actions. A host of a
//! later version takes their configurations.

use std::fs;
use std::path::Path;

use codeartifact::{actions, lists};
use serde_json::{Map, Value as Json};

use crate::host::{Core, Query};
use crate::support::world::World;

#[test]
fn lists_are_valid() {
    let world = World::new();
    let core = Core::new(&world);
    for list in lists::ALL {
        let config = config("list-resources", list.name(), "list-resource.tfquery.hcl");
        assert_eq!(core.validate_list(&Query::of(list.name(), config)), [""; 0], "{}", list.name());
    }
}

#[test]
fn actions_are_valid() {
    let world = World::new();
    let core = Core::new(&world);
    for action in actions::ALL {
        let config = config("actions", action.name(), "action.tf");
        assert_eq!(core.plan_action(action.name(), config), [""; 0], "{}", action.name());
    }
}

/// What stands in the `config` block of an example, whose values are JSON too; nothing without one.
fn config(kind: &str, name: &str, file: &str) -> Json {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(kind);
    let path = directory.join(format!("codeartifact_{name}")).join(file);
    let text = fs::read_to_string(path).expect("an example");
    let inside = text.split_once("config {").map_or("", |(_, inside)| inside);
    let lines = inside.lines().take_while(|line| line.trim() != "}");
    let arguments = lines.filter_map(|line| line.split_once(" = "));
    let argument = |(name, value): (&str, &str)| {
        let value = serde_json::from_str(value).expect("a value that is JSON");
        (name.trim().to_owned(), value)
    };
    Json::Object(arguments.map(argument).collect::<Map<_, _>>())
}
