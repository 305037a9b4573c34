//! Actions: what they are asked to do.

use codeartifact::actions;
use serde_json::{Value as Json, json};

use super::page::Page;
use crate::actions::of_tool;
use crate::host::{Core, Host};
use crate::support::packages::NAMESPACE;
use crate::support::world::World;

/// What an action is asked to do.
fn arguments(name: &str) -> Json {
    let versions = json!(["1.0.0"]);
    match name {
        "copy_package_versions" => json!({
            "domain": "main", "source_repository": "store", "destination_repository": "shelf",
            "format": "generic", "namespace": NAMESPACE, "package": "tool", "versions": versions,
        }),
        "prune_package_versions" => {
            json!({ "domain": "main", "repository": "store", "keep": 1, "older_than_days": 0 })
        }
        "refresh_upstreams" => json!({ "domain": "main", "repository": "front" }),
        "update_package_versions_status" => {
            of_tool(json!({ "versions": versions, "status": "Archived" }))
        }
        "delete_package" => of_tool(json!({})),
        _ => of_tool(json!({ "versions": versions })),
    }
}

fn prepared(page: &Page) -> World {
    let world = World::led_by(Box::<Host>::default(), page.users().options());
    world.make_package_repositories(&["store", "shelf", "front"]);
    world.set_upstreams("main", "front", &["shelf"]);
    ["1.0.0", "2.0.0", "3.0.0"].iter().for_each(|it| world.publish("store", "tool", it, "text"));
    world
}

#[test]
fn the_policy_of_an_action_is_enough_and_no_action_of_it_too_much() {
    for action in actions::ALL {
        let page = Page::of("actions", action.name()).expect("a page with permissions");
        page.is_exact(&mut prepared(&page), |world| {
            Core::new(world).invoke(action.name(), arguments(action.name())).1.is_empty()
        });
    }
}
