//! Repositories; where their packages come from is in [`repository_sources`](crate::repository_sources).

use codeartifact_emulator::{Fault, Quotas};
use serde_json::{Value as Json, json};

use crate::{
    estate::repository_arn,
    lifecycle::{Case, block, prove},
    world::{ACCOUNT, OTHER_ACCOUNT, World},
};

const ADDRESS: &str = "codeartifact_repository.it";

/// A world with a domain `main`, and in it two repositories that can be upstreams.
fn world() -> World {
    let world = World::new();
    world.make_domain("main");
    world.make_repositories("main", &["store", "cache"]);
    world
}

/// The repository `npm` of the domain `main`, with these further arguments.
fn npm(further: &[(&'static str, Json)]) -> String {
    let names = [("domain", json!("main")), ("repository", json!("npm"))];
    block(ADDRESS, names.iter().chain(further))
}

#[test]
fn a_repository_lives() {
    prove(&Case {
        resource: "repository",
        prepare: |world| {
            for domain in ["main", "other"] {
                world.make_domain(domain);
                world.make_repositories(domain, &["store", "cache"]);
            }
        },
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("npm")),
            ("description", json!("Packages of the team")),
            ("tags", json!({ "team": "a" })),
        ],
        updates: vec![
            ("description", json!("Packages of \"everybody\"")),
            ("description", Json::Null),
            ("upstreams", json!(["store", "cache"])),
            ("external_connection", json!("public:npmjs")),
            ("tags", json!({ "team": "b", "cost": "" })),
            ("tags", Json::Null),
        ],
        replacements: vec![
            ("repository", json!("pypi")),
            ("domain", json!("other")),
            ("domain_owner", json!(OTHER_ACCOUNT)),
            ("region", json!("us-east-1")),
        ],
        drifts: vec![
            ("description", json!("somebody else's")),
            ("upstreams", json!(["cache", "store"])),
            ("external_connection", Json::Null),
            ("tags", json!({ "stray": "tag" })),
        ],
        edit,
        remove: |world| world.remove_repository("main", "npm"),
        look,
        import_ids: vec![
            "main/npm".to_owned(),
            "main/npm@eu-west-1".to_owned(),
            repository_arn("main", "npm"),
            repository_arn("main", "npm") + "@eu-west-1",
        ],
    });
}

fn edit(world: &World, name: &str, value: &Json) {
    match name {
        "description" => world.describe("main", "npm", value.as_str().expect("a text")),
        "upstreams" => {
            let names = value.as_array().expect("names").iter();
            let names: Vec<&str> = names.filter_map(Json::as_str).collect();
            world.set_upstreams("main", "npm", &names);
        }
        "external_connection" => world.disconnect("main", "npm", "public:npmjs"),
        "tags" => {
            let tags = serde_json::from_value(value.clone()).expect("tags");
            world.retag(&repository_arn("main", "npm"), &tags);
        }
        _ => panic!("{name} cannot be changed"),
    }
}

fn look(world: &World) -> Option<Json> {
    let found = world.repository("main", "npm")?;
    let upstreams = world.upstreams("main", "npm");
    let tags = world.tags(found.arn().expect("an ARN"));
    Some(json!({
        "domain": found.domain_name(),
        "repository": found.name(),
        "description": found.description().filter(|text| !text.is_empty()),
        "upstreams": (!upstreams.is_empty()).then_some(upstreams),
        "external_connection": world.connection("main", "npm"),
        "tags": (!tags.is_empty()).then_some(tags),
    }))
}

#[test]
fn a_repository_shows_what_the_service_says() {
    let world = world();
    world.must_apply(&npm(&[]));
    let state = world.state(ADDRESS);
    assert_eq!(state["arn"], repository_arn("main", "npm"));
    assert_eq!(state["administrator_account"], ACCOUNT);
    assert_eq!(state["domain_owner"], ACCOUNT);
    assert_eq!(state["description"], Json::Null);
    assert_eq!(state["upstreams"], Json::Null);
    let created = state["created_time"].as_str().expect("a time");
    assert!(created.contains('T') && created.ends_with('Z'), "{created}");
}

/// Eight formats for one call, which no refresh repeats.
#[test]
fn the_endpoints_cost_one_call_once() {
    let world = world();
    world.must_apply(&npm(&[]));
    assert_eq!(world.calls("GetRepositoryEndpoint"), 1);
    let state = world.state(ADDRESS);
    let endpoints = state["endpoints"].as_object().expect("a map");
    let formats: Vec<&str> = endpoints.keys().map(String::as_str).collect();
    let all = [
        "cargo", "generic", "maven", "npm", "nuget", "pypi", "ruby", "swift",
    ];
    assert_eq!(formats, all);
    for format in all {
        let address = format!("{}/{format}/d/main-{ACCOUNT}/npm/", world.emulator.url());
        assert_eq!(endpoints[format], address);
    }
    world.must_apply(&npm(&[("description", json!("changed"))]));
    world.must_be_settled();
    assert_eq!(world.calls("GetRepositoryEndpoint"), 1);
}

#[test]
fn a_refresh_costs_two_calls_at_once() {
    let world = world();
    world.must_apply(&npm(&[]));
    world.emulator.clear_requests();
    let describe = world
        .emulator
        .fault(Fault::on("DescribeRepository").pause());
    let tags = world
        .emulator
        .fault(Fault::on("ListTagsForResource").pause());
    std::thread::scope(|scope| {
        let refresh = scope.spawn(|| world.plan_refresh_only());
        // Each waits at the service until both are there: one after the other would never end.
        let both = async { tokio::join!(describe.met(1), tags.met(1)) };
        let deadline = std::time::Duration::from_secs(60);
        let met = world
            .runtime
            .block_on(async { tokio::time::timeout(deadline, both).await });
        world.emulator.clear_faults();
        assert!(met.is_ok(), "the second call waits for the first");
        assert_eq!(refresh.join().expect("a plan").code, Some(0));
    });
    let mut called = world.called();
    called.sort();
    assert_eq!(called, ["DescribeRepository", "ListTagsForResource"]);
}

#[test]
fn nothing_spelled_in_several_ways_is_nothing() {
    let world = world();
    let of = |upstreams, tags, description: Json| {
        npm(&[
            ("upstreams", upstreams),
            ("tags", tags),
            ("description", description),
        ])
    };
    world.must_apply(&of(json!([]), json!({}), Json::Null));
    world.must_be_settled();
    world.must_apply(&of(Json::Null, Json::Null, json!("")));
    world.must_be_settled();
    world.must_apply(&of(json!([]), json!({}), Json::Null));
    world.must_be_settled();
    assert_eq!(world.calls("UpdateRepository"), 0);
}

/// The service drops an empty description that a repository never had.
#[test]
fn a_repository_made_with_nothing_spelled_out_is_settled() {
    let world = world();
    world.must_apply(&npm(&[("description", json!(""))]));
    world.must_be_settled();
}

/// The peer learns of these from the service, in the middle of an apply.
#[test]
fn what_cannot_be_is_refused_before_any_call() {
    let world = World::new();
    let eleven: Vec<String> = (0..11).map(|number| format!("store-{number}")).collect();
    for (name, value, says) in [
        ("repository", json!("_"), "2 to 100 letters"),
        ("domain", json!("Main"), "lower-case letters"),
        ("domain_owner", json!("12345"), "account ID of 12 digits"),
        (
            "description",
            json!("a".repeat(1001)),
            "at most 1000 characters",
        ),
        ("description", json!("two\nlines"), "one line"),
        ("upstreams", json!(eleven), "at most 10 elements"),
        (
            "upstreams",
            json!(["npm"]),
            "cannot be the repository itself",
        ),
        ("upstreams", json!(["store", "store"]), "is listed already"),
        ("external_connection", json!("npmjs"), "public:npmjs"),
        ("tags", json!({ "aws:mine": "x" }), "reserved"),
    ] {
        let given = [("domain", json!("main")), ("repository", json!("npm"))];
        let others = given.into_iter().filter(|(known, _)| *known != name);
        let all: Vec<_> = others.chain([(name, value)]).collect();
        world.write(&block(ADDRESS, &all));
        world.plan().failed_with(&[name, says]);
    }
    world.write(&npm(&[
        ("upstreams", json!(["store"])),
        ("external_connection", json!("public:npmjs")),
    ]));
    world
        .plan()
        .failed_with(&["cannot be set together with `upstreams`"]);
    assert!(world.called().is_empty());
}

/// The peer taints a repository that could not be connected, and destroys it with its packages at
/// the next apply.
#[test]
fn a_repository_that_lacks_its_connection_is_finished_not_destroyed() {
    let world = world();
    let refused = Fault::on("AssociateExternalConnection").times(1);
    world
        .emulator
        .fault(refused.error(403, "AccessDeniedException", "not you"));
    world.write(&npm(&[("external_connection", json!("public:npmjs"))]));
    world
        .apply()
        .failed_with(&["Could not finish codeartifact_repository main/npm"]);
    let made = world.repository("main", "npm").expect("the repository");
    world.emulator.clear_requests();
    world.apply().succeeded();
    assert_eq!(world.calls("DeleteRepository"), 0);
    assert_eq!(world.calls("CreateRepository"), 0);
    assert_eq!(
        world.connection("main", "npm").as_deref(),
        Some("public:npmjs")
    );
    let kept = world.repository("main", "npm").expect("the repository");
    assert_eq!(kept.created_time(), made.created_time());
    world.must_be_settled();
}

#[test]
fn somebody_elses_repository_is_not_taken() {
    let world = world();
    world.make_repositories("main", &["npm"]);
    world.write(&npm(&[]));
    world
        .apply()
        .failed_with(&["already exists", "import {", "id = \"main/npm@eu-west-1\""]);
    assert_eq!(world.state(ADDRESS), Json::Null);
}

#[test]
fn a_failed_update_leaves_what_is_really_there() {
    let world = world();
    world.must_apply(&npm(&[("external_connection", json!("public:npmjs"))]));
    let refused = Fault::on("AssociateExternalConnection").times(1);
    world
        .emulator
        .fault(refused.error(403, "AccessDeniedException", "not you"));
    world.write(&npm(&[("external_connection", json!("public:pypi"))]));
    world
        .apply()
        .failed_with(&["Could not update codeartifact_repository main/npm"]);
    assert_eq!(world.state(ADDRESS)["external_connection"], Json::Null);
    assert_eq!(world.planned().actions(ADDRESS), ["update"]);
    world.apply().succeeded();
    world.must_be_settled();
}

#[test]
fn a_full_domain_says_so() {
    let quotas = Quotas {
        repositories_per_domain: 0,
        ..Quotas::default()
    };
    let world = World::with(codeartifact_emulator::Options::default().quotas(quotas));
    world.make_domain("main");
    world.write(&npm(&[]));
    world
        .apply()
        .failed_with(&["Could not create", "Service Quotas"]);
}

#[test]
fn a_missing_domain_is_an_error_that_names_it() {
    let world = World::new();
    world.write(&npm(&[]));
    world
        .apply()
        .failed_with(&["codeartifact_repository main/npm", "Domain not found"]);
}
