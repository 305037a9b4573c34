//! Data sources that list, and those that need no service.

use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::estate::{domain_arn, repository_arn};
use crate::support::world::{ACCOUNT, World};

/// More than one page of a list holds.
const MANY: usize = 120;

fn names(prefix: &str, count: usize) -> Vec<String> {
    (0..count).map(|number| format!("{prefix}-{number:03}")).collect()
}

/// The names in a list of a data source, and the whole list.
fn listed(world: &World, address: &str, list: &str, name: &str) -> (Vec<String>, Json) {
    let all = world.state(address)[list].clone();
    let elements = all.as_array().expect("a list").iter();
    let text = |element: &Json| element[name].as_str().expect("a name").to_owned();
    (elements.map(text).collect(), all)
}

#[test]
fn every_repository_is_listed() {
    both(|world| {
        world.make_domain("main");
        world.make_domain("other");
        let many = names("team", MANY);
        let borrowed: Vec<&str> = many.iter().map(String::as_str).collect();
        world.make_repositories("main", &borrowed);
        world.make_repositories("main", &["store"]);
        world.make_repositories("other", &["team-x"]);
        world.must_apply(&format!(
            "data \"codeartifact_repositories\" \"account\" {{}}
         data \"codeartifact_repositories\" \"domain\" {{ domain = \"main\" }}
         data \"codeartifact_repositories\" \"team\" {{
           domain            = \"main\"
           repository_prefix = \"team-\"
         }}
         data \"codeartifact_repositories\" \"ours\" {{
           domain                = \"main\"
           administrator_account = {ACCOUNT:?}
           repository_prefix     = \"store\"
         }}
         data \"codeartifact_repositories\" \"theirs\" {{
           domain                = \"main\"
           administrator_account = \"111122223333\"
         }}\n"
        ));
        let of = |name: &str| {
            let address = format!("data.codeartifact_repositories.{name}");
            listed(&world, &address, "repositories", "repository")
        };
        assert_eq!(of("account").0.len(), MANY + 2);
        assert_eq!(of("domain").0.len(), MANY + 1);
        assert_eq!(of("team").0, many);
        assert_eq!(of("theirs").0, [""; 0]);
        let (_, ours) = of("ours");
        let store = &ours[0];
        for (name, value) in [
            ("repository", json!("store")),
            ("domain", json!("main")),
            ("domain_owner", json!(ACCOUNT)),
            ("administrator_account", json!(ACCOUNT)),
            ("arn", json!(repository_arn("main", "store"))),
            ("description", json!("")),
        ] {
            assert_eq!(store[name], value, "{name}");
        }
        world.must_be_settled();
    });
}

#[test]
fn every_domain_is_listed() {
    both(|world| {
        let all = names("domain", 60);
        all.iter().for_each(|name| world.make_domain(name));
        world.must_apply("data \"codeartifact_domains\" \"all\" {}\n");
        let (found, list) = listed(&world, "data.codeartifact_domains.all", "domains", "domain");
        assert_eq!(found, all);
        for (name, value) in [
            ("owner", json!(ACCOUNT)),
            ("arn", json!(domain_arn("domain-000"))),
            ("status", json!("Active")),
        ] {
            assert_eq!(list[0][name], value, "{name}");
        }
        assert_eq!(world.state("data.codeartifact_domains.all")["region"], "eu-west-1");
    });
}

#[test]
fn filters_of_a_domain_need_one() {
    both(|world| {
        for name in ["domain_owner", "administrator_account"] {
            world.write(&format!(
                "data \"codeartifact_repositories\" \"it\" {{ {name} = \"111122223333\" }}\n"
            ));
            world.plan().failed_with(&["requires `domain`"]);
        }
        assert!(world.called().is_empty());
    });
}

#[test]
fn a_policy_is_read_whoever_wrote_it() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["npm"]);
        let sources = "data \"codeartifact_domain_permissions_policy\" \"it\" { domain = \"main\" }
         data \"codeartifact_repository_permissions_policy\" \"it\" {
           domain     = \"main\"
           repository = \"npm\"
         }\n";
        world.write(sources);
        world
            .plan()
            .failed_with(&["The domain main has no permissions", "repository main/npm has no"]);
        let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"codeartifact:ReadFromRepository","Resource":"*"}]}"#;
        world.put_on_domain(policy);
        world.put_on_repository(policy);
        world.must_apply(sources);
        for (kind, arn) in
            [("domain", domain_arn("main")), ("repository", repository_arn("main", "npm"))]
        {
            let found = world.state(&format!("data.codeartifact_{kind}_permissions_policy.it"));
            assert_eq!(found["policy_document"], policy);
            assert_eq!(found["resource_arn"], arn);
            assert_eq!(found["domain_owner"], ACCOUNT);
            assert!(found["policy_revision"].as_str().is_some_and(|revision| !revision.is_empty()));
        }
    });
}

#[test]
fn public_repositories_are_known_offline() {
    both(|world| {
        world.must_apply(
            "data \"codeartifact_external_connections\" \"all\" {}
         data \"codeartifact_external_connections\" \"npm\" { format = \"npm\" }\n",
        );
        let of = |name: &str| {
            let address = format!("data.codeartifact_external_connections.{name}");
            listed(&world, &address, "external_connections", "name")
        };
        assert_eq!(of("npm").1, json!([{ "name": "public:npmjs", "package_format": "npm" }]));
        let all = of("all").0;
        assert_eq!(all.len(), 10);
        assert!(world.called().is_empty());
        world.make_domain("main");
        let repositories: Vec<String> =
            (0..all.len()).map(|number| format!("store-{number}")).collect();
        for (repository, connection) in repositories.iter().zip(&all) {
            world.make_repositories("main", &[repository]);
            world.connect("main", repository, connection);
        }
    });
}
