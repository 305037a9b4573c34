//! What holds for every way from another provider.

use serde_json::json;

use super::*;
use crate::resources;

/// What has another shape than the other provider documents is refused later, by its type.
#[test]
fn no_state_is_too_strange_to_be_translated() {
    let names = [
        "arn",
        "description",
        "domain_name",
        "external_connections",
        "origin_configuration",
        "resource_arn",
        "restrictions",
        "tags",
        "upstream",
    ];
    let strange = [json!(true), json!("x"), json!([7]), json!([[]]), json!({ "restrictions": 7 })];
    for way in resources::ALL.iter().flat_map(|resource| resource.moves()) {
        for value in &strange {
            let pairs = names.iter().map(|name| ((*name).to_owned(), value.clone()));
            let mut state: State = pairs.collect();
            (way.translate)(&mut state);
            assert!(state.contains_key("region") || way.source.ends_with("configuration"));
        }
    }
}
