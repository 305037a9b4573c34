//! Repositories; where their packages come from is in
//! [`repository_sources`](crate::resources::repository_sources).

use codeartifact_emulator::{Fault, Options, Quotas};
use serde_json::{Value as Json, json};

use crate::support::agreement::{both, both_with};
use crate::support::estate::repository_arn;
use crate::support::lifecycle::{Case, block, elsewhere, import_ids, prove};
use crate::support::world::{ACCOUNT, World};

/// The repository of these tests.
pub(crate) const ADDRESS: &str = "codeartifact_repository.it";

/// Plays a scenario in a world with a domain `main`, and in it two repositories that can be
/// upstreams.
pub(crate) fn play(scenario: impl Fn(World)) {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["store", "cache"]);
        scenario(world);
    });
}

/// The repository `npm` of the domain `main`, with these further arguments.
pub(crate) fn npm(further: &[(&'static str, Json)]) -> String {
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
            ("deletion_protection", json!(true)),
            ("description", json!("Packages of \"everybody\"")),
            ("description", Json::Null),
            ("upstreams", json!(["store", "cache"])),
            ("external_connection", json!("public:npmjs")),
            ("tags", json!({ "team": "b", "cost": "" })),
            ("tags", Json::Null),
        ],
        replacements: [vec![("repository", json!("pypi"))], elsewhere()].concat(),
        drifts: vec![
            ("description", json!("somebody else's")),
            ("upstreams", json!(["cache", "store"])),
            ("external_connection", Json::Null),
            ("tags", json!({ "stray": "tag" })),
        ],
        edit,
        remove: |world| world.remove_repository("main", "npm"),
        look,
        import_ids: import_ids("main/npm", &repository_arn("main", "npm")),
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
    play(|world| {
        world.must_apply(&npm(&[]));
        let state = world.state(ADDRESS);
        assert_eq!(state["arn"], repository_arn("main", "npm"));
        assert_eq!(state["administrator_account"], ACCOUNT);
        assert_eq!(state["domain_owner"], ACCOUNT);
        assert_eq!(state["id"], state["arn"]);
        assert_eq!(state["description"], "");
        assert_eq!(state["upstreams"], json!([]), "it can be looped over");
        let created = state["created_time"].as_str().expect("a time");
        assert!(created.contains('T') && created.ends_with('Z'), "{created}");
    });
}

/// Elsewhere than at AWS the addresses of a domain are asked for once in a run, and what the state
/// has is not asked for.
#[test]
fn the_address_costs_one_call_for_a_domain() {
    play(|world| {
        let pip = npm(&[]).replace("npm", "pip").replace("\"it\"", "\"pip\"");
        world.must_apply(&(npm(&[]) + &pip));
        assert_eq!(world.calls("GetRepositoryEndpoint"), 1);
        for (address, name) in [(ADDRESS, "npm"), ("codeartifact_repository.pip", "pip")] {
            let endpoint = format!("{}/{{format}}/d/main-{ACCOUNT}/{name}/", world.emulator.url());
            assert_eq!(world.state(address)["endpoint"], endpoint);
        }
        world.must_apply(&npm(&[("description", json!("changed"))]));
        world.must_be_settled();
        assert_eq!(world.calls("GetRepositoryEndpoint"), 1);
    });
}

/// Where nobody can tell the address, the repository is made, planned and destroyed all the same.
#[test]
fn a_repository_whose_address_cannot_be_told_lives() {
    play(|world| {
        let unknown = Fault::on("GetRepositoryEndpoint");
        world.fault(unknown.error(501, "UnknownOperationException", "not here"));
        world.write(&npm(&[]));
        world
            .apply()
            .succeeded()
            .says(&["The endpoint of the repository is not known", "not here"]);
        assert!(world.state(ADDRESS)["endpoint"].is_null());
        world.must_be_settled();
        world.must_destroy();
    });
}

#[test]
fn a_refresh_costs_two_calls_at_once() {
    play(|world| {
        world.must_apply(&npm(&[]));
        world.clear_requests();
        let describe = world.fault(Fault::on("DescribeRepository").pause());
        let tags = world.fault(Fault::on("ListTagsForResource").pause());
        std::thread::scope(|scope| {
            let refresh = scope.spawn(|| world.plan_refresh_only());
            // Each waits at the service until both are there: one after the other would never end.
            let both = async { tokio::join!(describe.met(1), tags.met(1)) };
            let deadline = std::time::Duration::from_secs(60);
            let met = world.wait(async { tokio::time::timeout(deadline, both).await });
            world.clear_faults();
            assert!(met.is_ok(), "the second call waits for the first");
            assert_eq!(refresh.join().expect("a plan").code, Some(0));
        });
        let mut called = world.called();
        called.sort();
        assert_eq!(called, ["DescribeRepository", "ListTagsForResource"]);
    });
}

#[test]
fn nothing_spelled_in_several_ways_is_nothing() {
    play(|world| {
        let of = |upstreams, tags, description: Json| {
            npm(&[("upstreams", upstreams), ("tags", tags), ("description", description)])
        };
        world.must_apply(&of(json!([]), json!({}), Json::Null));
        world.must_be_settled();
        world.must_apply(&of(Json::Null, Json::Null, json!("")));
        world.must_be_settled();
        world.must_apply(&of(json!([]), json!({}), Json::Null));
        world.must_be_settled();
        assert_eq!(world.calls("UpdateRepository"), 0);
    });
}

/// The service drops an empty description that a repository never had.
#[test]
fn a_repository_made_with_nothing_spelled_out_is_settled() {
    play(|world| {
        world.must_apply(&npm(&[("description", json!(""))]));
        world.must_be_settled();
    });
}

#[test]
fn a_failed_update_leaves_what_is_really_there() {
    play(|world| {
        world.must_apply(&npm(&[("external_connection", json!("public:npmjs"))]));
        let refused = Fault::on("AssociateExternalConnection").times(1);
        world.fault(refused.error(403, "AccessDeniedException", "not you"));
        world.write(&npm(&[("external_connection", json!("public:pypi"))]));
        world.apply().failed_with(&["Could not update codeartifact_repository main/npm"]);
        assert_eq!(world.state(ADDRESS)["external_connection"], "");
        assert_eq!(world.planned().actions(ADDRESS), ["update"]);
        world.apply().succeeded();
        world.must_be_settled();
    });
}

#[test]
fn a_full_domain_says_so() {
    let quotas = Quotas { repositories_per_domain: 0, ..Quotas::default() };
    both_with(&Options::default().quotas(quotas), |world| {
        world.make_domain("main");
        world.write(&npm(&[]));
        world.apply().failed_with(&["Could not create", "Service Quotas"]);
    });
}

#[test]
fn a_missing_domain_is_an_error_that_names_it() {
    both(|world| {
        world.write(&npm(&[]));
        world.apply().failed_with(&["codeartifact_repository main/npm", "Domain not found"]);
    });
}

#[test]
fn an_import_block_takes_over_what_is_there() {
    play(|world| {
        world.make_repositories("main", &["npm"]);
        let import = format!("import {{\n to = {ADDRESS}\n id = \"main/npm\"\n}}\n");
        world.clear_requests();
        let run = world.must_apply(&(import + &npm(&[])));
        run.says(&["1 imported, 0 added, 0 changed, 0 destroyed"]);
        assert_eq!(world.state(ADDRESS)["arn"], repository_arn("main", "npm"));
        world.must_be_settled();
    });
}

/// The repository goes with its domain, and both come back with one apply.
#[test]
fn a_repository_that_went_with_its_domain_comes_back_with_it() {
    both(|world| {
        let domain = "resource \"codeartifact_domain\" \"main\" { domain = \"main\" }\n";
        let reference = "domain = codeartifact_domain.main.domain";
        let repository = npm(&[]).replace("domain = \"main\"", reference);
        world.must_apply(&format!("{domain}{repository}"));
        world.remove_repository("main", "npm");
        world.remove_domain("main");
        let plan = world.planned();
        assert_eq!(plan.actions("codeartifact_domain.main"), ["create"]);
        assert_eq!(plan.actions(ADDRESS), ["create"]);
        world.apply().succeeded();
        world.must_be_settled();
    });
}

#[test]
fn a_protected_repository_is_deleted_only_when_it_is_empty() {
    both(|world| {
        world.make_package_repositories(&[]);
        let protected = |protection: bool| npm(&[("deletion_protection", json!(protection))]);
        world.must_apply(&protected(true));
        world.must_be_settled();
        world.publish("npm", "tool", "1.0.0", "a");
        world.publish("npm", "hammer", "1.0.0", "a");
        let refusal = ["Could not delete", "contains 2 packages", "deletion_protection = false"];
        world.destroy().failed_with(&refusal);
        world.write(&protected(true).replace("\"npm\"", "\"pypi\""));
        world.apply().failed_with(&refusal);
        assert_eq!(world.calls("DeleteRepository"), 0);
        world.clear_requests();
        world.must_apply(&protected(false));
        assert_eq!(world.calls("UpdateRepository"), 0, "nothing is to be said to the service");
        world.must_destroy();
    });
}

/// What is lost is said before it happens.
#[test]
fn the_loss_of_packages_is_said_by_the_plan() {
    const LOSS: &str = "Warning: Every package in the repository will be deleted";
    play(|world| {
        world.must_apply(&npm(&[]));
        let plan = world.plan();
        assert!(!plan.text.contains(LOSS), "{}", plan.text);
        world.write(&npm(&[("description", json!("changed"))]));
        let plan = world.plan();
        assert!(!plan.text.contains(LOSS), "{}", plan.text);
        world.write(&npm(&[]).replace("\"npm\"", "\"pypi\""));
        world.plan().says(&[LOSS, "replaces main/npm", "undo the change of `repository`"]);
        world.write("");
        world.plan().says(&[LOSS, "destroys main/npm", "`removed`", "prevent_destroy"]);
        world.must_apply(&npm(&[("deletion_protection", json!(true))]));
        world.write("");
        let plan = world.plan();
        assert!(!plan.text.contains(LOSS), "{}", plan.text);
    });
}

/// Where there are none they are an empty list, and no null.
#[test]
fn the_upstreams_of_a_repository_without_any_can_be_looped_over() {
    let world = World::new();
    world.must_apply(
        r#"
        resource "codeartifact_domain" "main" {
          domain = "main"
        }
        resource "codeartifact_repository" "app" {
          domain     = codeartifact_domain.main.domain
          repository = "app"
        }
        output "splat" {
          value = codeartifact_repository.app.upstreams[*]
        }
        output "loop" {
          value = [for name in codeartifact_repository.app.upstreams : upper(name)]
        }
        "#,
    );
    assert_eq!([world.output("splat"), world.output("loop")], [json!([]), json!([])]);
}
