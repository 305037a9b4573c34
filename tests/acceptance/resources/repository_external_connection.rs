//! The external connection of a repository, as a resource of its own.

use serde_json::json;

use crate::support::agreement::both;
use crate::support::estate::repository_arn;
use crate::support::lifecycle::{Case, elsewhere, import_ids, prove};

const ADDRESS: &str = "codeartifact_repository_external_connection.it";

const CONFIGURATION: &str = "resource \"codeartifact_repository_external_connection\" \"it\" {
   domain              = \"main\"
   repository          = \"npm\"
   external_connection = \"public:npmjs\"
 }";

#[test]
fn a_connection_lives() {
    prove(&Case {
        resource: "repository_external_connection",
        prepare: |world| {
            for domain in ["main", "other"] {
                world.make_domain(domain);
                world.make_repositories(domain, &["npm", "pypi"]);
            }
        },
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("npm")),
            ("external_connection", json!("public:npmjs")),
        ],
        updates: vec![],
        replacements: [
            vec![("repository", json!("pypi")), ("external_connection", json!("public:pypi"))],
            elsewhere(),
        ]
        .concat(),
        drifts: vec![("external_connection", json!("public:pypi"))],
        edit: |world, _, connection| {
            world.disconnect("main", "npm", "public:npmjs");
            world.connect("main", "npm", connection.as_str().expect("a name"));
        },
        remove: |world| world.disconnect("main", "npm", "public:npmjs"),
        look: |world| {
            let connection = world.connection("main", "npm")?;
            Some(
                json!({ "domain": "main", "repository": "npm", "external_connection": connection }),
            )
        },
        import_ids: import_ids("main/npm", &repository_arn("main", "npm")),
    });
}

#[test]
fn a_connection_tells_its_format() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["npm"]);
        world.must_apply(CONFIGURATION);
        let state = world.state(ADDRESS);
        assert_eq!(state["package_format"], "npm");
        assert_eq!(state["status"], "AVAILABLE");
    });
}

/// The repository leaves its connection to this resource, by `ignore_changes`.
#[test]
fn a_repository_can_leave_its_connection_alone() {
    both(|world| {
        world.make_domain("main");
        let repository = "resource \"codeartifact_repository\" \"npm\" {
           domain     = \"main\"
           repository = \"npm\"
           lifecycle { ignore_changes = [external_connection] }
         }\n";
        let connection = CONFIGURATION.replace("\"npm\"", "codeartifact_repository.npm.repository");
        world.must_apply(&format!("{repository}{connection}"));
        // The repository learns of its connection at the next refresh.
        world.apply().succeeded();
        world.must_be_settled();
        world.must_destroy();
        world.no_call_failed();
    });
}

/// A second connection, which the service would refuse, replaces the first: the peer adds it
/// without taking the old one away.
#[test]
fn a_changed_connection_takes_the_old_one_away_first() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["npm"]);
        world.must_apply(CONFIGURATION);
        world.clear_requests();
        world.must_apply(&CONFIGURATION.replace("public:npmjs", "public:pypi"));
        world.no_call_failed();
        assert_eq!(world.connection("main", "npm").as_deref(), Some("public:pypi"));
        assert_eq!(world.state(ADDRESS)["package_format"], "pypi");
        world.must_be_settled();
    });
}

/// A connection that is there as it is wanted is taken; another one is told, with what to do.
#[test]
fn a_connection_that_is_there_already_is_taken() {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["npm"]);
        world.connect("main", "npm", "public:npmjs");
        world.write(&CONFIGURATION.replace("public:npmjs", "public:pypi"));
        world
            .apply()
            .failed_with(&["already has the external connection public:npmjs", "import it"]);
        world.must_apply(CONFIGURATION);
        world.must_be_settled();
    });
}

/// The service would refuse it only after the repository was made.
#[test]
fn a_connection_that_is_not_known_is_a_warning_of_the_plan() {
    both(|world| {
        world.make_domain("main");
        for kind in ["repository", "repository_external_connection"] {
            world.write(&format!(
                "resource \"codeartifact_{kind}\" \"it\" {{\n domain = \"main\"\n repository = \"npm\"\n external_connection = \"public:npm\"\n}}\n"
            ));
            world
                .plan()
                .says(&["The external connection is not known", "nearest is \"public:npmjs\""]);
        }
    });
}
