//! Lists: what they find, and what is imported of it.

use codeartifact::framework::schema::Mode;
use codeartifact::lists;
use serde_json::json;

use super::page::Page;
use super::users::Users;
use crate::host::{Core, Host, Kind, Query};
use crate::lists::{ESTATE, expected};
use crate::support::world::World;

/// The user who imports what is found.
const IMPORTER: &str = "importer";

/// The ways in which a list can be asked.
fn queries(name: &str) -> Vec<Query> {
    let (query, _) = expected(name);
    let list = lists::ALL.iter().find(|it| it.name() == name).expect("a list");
    let by_domain = |it: &codeartifact::framework::schema::Attribute| {
        it.name == "domain" && it.mode == Mode::Optional
    };
    let other = if query.config == json!({}) { json!({ "domain": "main" }) } else { json!({}) };
    let elsewhere = list.attributes().iter().any(by_domain);
    let elsewhere = elsewhere.then(|| Query { config: other, ..query.clone() });
    [query].into_iter().chain(elsewhere).collect()
}

/// Whether a list says that nothing is wrong.
fn finds(core: &Core<'_>, query: &Query) -> bool {
    core.list(query).iter().all(|event| event.diagnostic.is_empty())
}

#[test]
fn the_policy_of_a_list_is_enough_and_no_action_of_it_too_much() {
    for list in lists::ALL {
        let page = Page::of("list-resources", list.name()).expect("a page with permissions");
        let resource = Page::of("resources", list.name()).expect("a page with permissions");
        let importer = page.actions().union(&resource.plan).cloned().collect();
        let mut users = page.users();
        users.0.push((IMPORTER.to_owned(), importer));
        let mut world = prepared(&users);
        page.is_exact(&mut world, |world| {
            let core = Core::new(world);
            queries(list.name()).iter().all(|query| finds(&core, query))
        });
        world.becomes(IMPORTER);
        imports(&Core::new(&world), list.name());
    }
}

fn prepared(users: &Users) -> World {
    let world = World::led_by(Box::<Host>::default(), users.options());
    // The policies of the estate let everybody in.
    world
        .must_apply(&ESTATE.replace("Principal = \"*\"", "Principal = { AWS = \"111122223333\" }"));
    world
}

fn imports(core: &Core<'_>, name: &str) {
    let query = Query { objects: true, ..expected(name).0 };
    for event in core.list(&query) {
        assert!(event.diagnostic.is_empty(), "{:?}", event.diagnostic);
        core.import(Kind::named(name), &event.display_name);
    }
}
