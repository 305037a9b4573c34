//! The upstreams of a repository, as a resource of their own.

use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::estate::repository_arn;
use crate::support::lifecycle::{Case, elsewhere, import_ids, prove};

#[test]
fn upstreams_live() {
    prove(&Case {
        resource: "repository_upstreams",
        prepare: |world| {
            for domain in ["main", "other"] {
                world.make_domain(domain);
                world.make_repositories(domain, &["npm", "pypi", "store", "cache"]);
            }
        },
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("npm")),
            ("upstreams", json!(["store"])),
        ],
        updates: vec![
            ("upstreams", json!(["store", "cache"])),
            ("upstreams", json!(["cache", "store"])),
        ],
        replacements: [vec![("repository", json!("pypi"))], elsewhere()].concat(),
        drifts: vec![("upstreams", json!(["cache"]))],
        edit: |world, _, upstreams| {
            let names: Vec<String> = serde_json::from_value(upstreams.clone()).expect("names");
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            world.set_upstreams("main", "npm", &names);
        },
        remove: |world| world.set_upstreams("main", "npm", &[]),
        look: |world| {
            let upstreams = world.upstreams("main", "npm");
            let found = json!({ "domain": "main", "repository": "npm", "upstreams": upstreams });
            (!upstreams.is_empty()).then_some(found)
        },
        import_ids: import_ids("main/npm", &repository_arn("main", "npm")),
    });
}

/// A repository that was deleted and made again under its old name is no longer an upstream, though
/// its name is still in the list. The peer has nothing that sends the list again.
#[test]
fn a_dead_upstream_is_repaired_by_a_replacement() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["npm", "store"]);
        world.must_apply(
            "resource \"codeartifact_repository_upstreams\" \"it\" {
           domain = \"main\"
           repository = \"npm\"
           upstreams = [\"store\"]
         }",
        );
        world.remove_repository("main", "store");
        world.make_repositories("main", &["store"]);
        world.must_be_settled();
        world.clear_requests();
        let address = "codeartifact_repository_upstreams.it";
        world.apply_replacing(address).succeeded();
        let sent = world.requests().into_iter();
        let sent: Vec<Json> = sent
            .filter(|request| request.operation == "UpdateRepository")
            .map(|request| request.parameters["upstreams"].clone())
            .collect();
        assert_eq!(sent, [json!([]), json!([{ "repositoryName": "store" }])]);
        world.no_call_failed();
        world.must_be_settled();
    });
}

/// A chain of repositories made by one `for_each`, which their own `upstreams` could not express.
#[test]
fn repositories_of_one_for_each_can_be_chained() {
    both(|world| {
        world.make_domain("main");
        world.must_apply(
            "locals { chain = { dev = \"stage\", stage = \"prod\" } }
         resource \"codeartifact_repository\" \"all\" {
           for_each   = toset([\"dev\", \"stage\", \"prod\"])
           domain     = \"main\"
           repository = each.key
           lifecycle { ignore_changes = [upstreams] }
         }
         resource \"codeartifact_repository_upstreams\" \"all\" {
           for_each   = local.chain
           domain     = \"main\"
           repository = codeartifact_repository.all[each.key].repository
           upstreams  = [codeartifact_repository.all[each.value].repository]
         }",
        );
        assert_eq!(world.upstreams("main", "dev"), ["stage"]);
        assert_eq!(world.upstreams("main", "stage"), ["prod"]);
        // The repositories learn of their upstreams at the next refresh.
        world.apply().succeeded();
        world.must_be_settled();
        world.must_destroy();
    });
}

/// The repository has got a connection meanwhile, and the service refuses even an empty list.
#[test]
fn upstreams_that_are_gone_can_be_destroyed() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["npm", "store"]);
        world.must_apply(
            "resource \"codeartifact_repository_upstreams\" \"it\" {
           domain = \"main\"
           repository = \"npm\"
           upstreams = [\"store\"]
         }",
        );
        world.set_upstreams("main", "npm", &[]);
        world.connect("main", "npm", "public:npmjs");
        world.destroy_unrefreshed().succeeded();
        assert_eq!(world.connection("main", "npm").as_deref(), Some("public:npmjs"));
        world.no_call_failed();
    });
}

/// A repository that does not ignore the list plans to take it away, which a resource of its own
/// sends again.
#[test]
fn a_list_that_is_set_twice_is_a_warning() {
    let configuration = |ignores: &str| {
        format!(
            "resource \"codeartifact_repository\" \"app\" {{
               domain     = \"main\"
               repository = \"app\"
               {ignores}
             }}
             resource \"codeartifact_repository_upstreams\" \"app\" {{
               domain     = \"main\"
               repository = codeartifact_repository.app.repository
               upstreams  = [\"store\"]
             }}\n"
        )
    };
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["store"]);
        world.must_apply(&configuration(""));
        world.plan().says(&["set twice", "ignore_changes = [upstreams]", "main/app"]);
        world.write(&configuration("lifecycle {\n ignore_changes = [upstreams]\n }"));
        assert!(!world.plan().text.contains("set twice"));
    });
}
