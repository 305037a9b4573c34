//! The repositories of a domain as a picture.

use std::collections::BTreeSet;

use codeartifact_emulator::Options;
use serde_json::{Value as Json, json};

use crate::host::Core;
use crate::support::agreement::both;
use crate::support::world::{ACCOUNT, OTHER_ACCOUNT, REGION, World};

/// More than one page of a list holds.
const MANY: usize = 500;

fn graph(name: &str, more: &str) -> String {
    format!(
        "data \"codeartifact_domain_graph\" {name:?} {{
           domain = \"main\"
           {more}
         }}\n"
    )
}

#[test]
fn a_domain_is_drawn_with_what_is_deleted_and_what_is_a_circle() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["internal", "team", "npm-store", "gone"]);
        world.set_upstreams("main", "internal", &["npm-store", "gone"]);
        world.set_upstreams("main", "team", &["internal"]);
        world.connect("main", "npm-store", "public:npmjs");
        world.remove_repository("main", "gone");
        let whole = graph("whole", "highlight = [\"npm-store\", \"public:npmjs\", \"other\"]");
        let part = graph("part", "repository = \"npm-store\"");
        world.must_apply(&(whole.clone() + &part));
        let drawn = |name: &str| world.state(&format!("data.codeartifact_domain_graph.{name}"));
        let picture = [
            "flowchart LR",
            "  r_gone[\"gone (deleted)\"]",
            "  r_internal[\"internal\"]",
            "  r_npm_2d_store[\"npm-store\"]",
            "  r_team[\"team\"]",
            "  r_public_3a_npmjs([\"public:npmjs\"])",
            "  r_internal -->|1| r_npm_2d_store",
            "  r_internal -->|2| r_gone",
            "  r_npm_2d_store -.-> r_public_3a_npmjs",
            "  r_team --> r_internal",
            "  classDef highlighted stroke-width:4px",
            "  class r_npm_2d_store,r_public_3a_npmjs highlighted",
            "",
        ];
        assert_eq!(drawn("whole")["mermaid"], picture.join("\n"));
        assert_eq!(drawn("whole")["domain_owner"], ACCOUNT);
        let store = json!({
            "repository": "npm-store", "upstreams": [], "external_connection": "public:npmjs",
        });
        assert_eq!(drawn("part")["repositories"], json!([store]));
        world.must_be_settled();
        world.set_upstreams("main", "internal", &["npm-store", "team"]);
        world.must_apply(&whole);
        let circle = drawn("whole")["mermaid"].clone();
        for line in ["  r_internal -->|2| r_team\n", "  r_team --> r_internal\n"] {
            assert!(circle.as_str().is_some_and(|text| text.contains(line)), "{circle}");
        }
        world.write(&graph("it", "repository = \"nowhere\""));
        world.plan().failed_with(&["there is no repository main/nowhere"]);
    });
}

#[test]
fn the_readme_shows_a_domain() {
    let world = World::new();
    world.make_domain("main");
    for (store, connection) in [("npm-store", "public:npmjs"), ("pypi-store", "public:pypi")] {
        world.make_repositories("main", &[store]);
        world.connect("main", store, connection);
    }
    world.make_repositories("main", &["internal", "team-mobile", "team-web"]);
    for (downstream, upstreams) in [
        ("internal", &["npm-store", "pypi-store"][..]),
        ("team-mobile", &["internal"]),
        ("team-web", &["internal"]),
    ] {
        world.set_upstreams("main", downstream, upstreams);
    }
    let found = Core::new(&world).look("domain_graph", json!({ "domain": "main" }));
    let readme = include_str!("../../../README.md");
    let shown = readme.split("```mermaid\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(found["mermaid"].as_str(), shown);
}

/// Teams that search one store of each format, in a domain of another account.
fn estate() -> Json {
    let store = |(name, connection): (&str, &str)| json!({ "name": name, "external_connection": connection });
    let stores = [("npm-store", "public:npmjs"), ("pypi-store", "public:pypi")].map(store);
    let teams = (0..MANY - 2).map(|number| {
        let upstream = if number % 2 == 0 { "npm-store" } else { "pypi-store" };
        json!({ "name": format!("team-{number:03}"), "upstreams": [upstream] })
    });
    let repositories: Vec<Json> = stores.into_iter().chain(teams).collect();
    let domain = json!({
        "name": "main", "region": REGION, "owner": OTHER_ACCOUNT, "repositories": repositories,
    });
    json!({ "domains": [domain] })
}

/// Mermaid draws up to 500 arrows and 50,000 characters.
#[test]
fn a_large_domain_of_another_account_is_a_picture_that_can_be_drawn() {
    let seed = serde_json::from_value(estate()).expect("a seed");
    let world = World::with(Options::default().seed(seed));
    let core = Core::new(&world);
    let config = json!({
        "domain": "main", "domain_owner": OTHER_ACCOUNT,
    });
    let found = core.look("domain_graph", config.clone());
    assert_eq!(world.calls("DescribeRepository"), MANY);
    let text = found["mermaid"].as_str().expect("a text");
    let lines: Vec<&str> = text.lines().collect();
    let arrows = lines.iter().filter(|line| line.contains("->")).count();
    assert_eq!((arrows, lines.len()), (MANY, 1 + MANY + 2 + MANY));
    assert!(text.len() < 50_000, "{} characters", text.len());
    let different: BTreeSet<&str> = lines.iter().copied().collect();
    assert_eq!(different.len(), lines.len(), "a line is there twice");
    assert_eq!(found["repositories"].as_array().map(Vec::len), Some(MANY));
    assert_eq!(core.look("domain_graph", config), found);
}
