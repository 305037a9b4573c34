//! What the provider says of itself, and what is read and kept by nobody, held against core's
//! rules.

use serde_json::json;

use crate::host::Core;
use crate::support::world::World;

#[test]
fn core_can_work_with_every_schema() {
    Core::new(&World::new()).takes_the_schemas();
}

#[test]
fn an_ephemeral_resource_completes_its_configuration() {
    let world = World::new();
    world.make_domain("main");
    let opened = Core::new(&world).open("authorization_token", json!({ "domain": "main" }));
    assert_eq!(opened["domain"], "main");
    assert!(opened["authorization_token"].as_str().is_some_and(|token| !token.is_empty()));
}
