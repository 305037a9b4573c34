//! Origin controls of packages, and what is left when they are destroyed.

use serde_json::json;

use crate::support::agreement::both;
use crate::support::lifecycle::{Case, elsewhere, import_ids, prove};
use crate::support::packages::{NAMESPACE, package_arn};
use crate::support::world::World;

const CONFIGURATION: &str = "resource \"codeartifact_package_origin_configuration\" \"it\" {
   domain     = \"main\"
   repository = \"store\"
   format     = \"generic\"
   namespace  = \"space\"
   package    = \"tool\"
   publish    = \"BLOCK\"
   upstream   = \"BLOCK\"
 }\n";

const ADDRESS: &str = "codeartifact_package_origin_configuration.it";

#[test]
fn an_origin_configuration_lives() {
    prove(&Case {
        resource: "package_origin_configuration",
        prepare: |world| world.make_package_repositories(&["store", "shelf"]),
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("store")),
            ("format", json!("generic")),
            ("namespace", json!(NAMESPACE)),
            ("package", json!("tool")),
            ("publish", json!("ALLOW")),
            ("upstream", json!("BLOCK")),
        ],
        updates: vec![("publish", json!("BLOCK")), ("upstream", json!("ALLOW"))],
        replacements: [
            vec![
                ("package", json!("hammer")),
                ("repository", json!("shelf")),
                ("namespace", json!("place")),
                ("format", json!("maven")),
            ],
            elsewhere(),
        ]
        .concat(),
        drifts: vec![("publish", json!("ALLOW")), ("upstream", json!("BLOCK"))],
        edit: |world, argument, value| {
            let [publish, upstream] = world.origin("store", "tool").expect("a package");
            let value = value.as_str().expect("a text");
            match argument {
                "publish" => world.set_origin("store", "tool", value, &upstream),
                _ => world.set_origin("store", "tool", &publish, value),
            }
        },
        remove: |world| world.delete_package("store", "tool"),
        look: |world| {
            let [publish, upstream] = world.origin("store", "tool")?;
            Some(json!({
                "domain": "main", "repository": "store", "format": "generic", "namespace": NAMESPACE,
                "package": "tool", "publish": publish, "upstream": upstream,
            }))
        },
        import_ids: import_ids("main/store/generic/space/tool", &package_arn("store", "tool")),
    });
}

/// What `before` made is there again after the destruction.
fn check_destroyed(before: impl Fn(&World), left: Option<[&str; 2]>) {
    both(|world| {
        world.make_package_repositories(&["store"]);
        before(&world);
        world.must_apply(CONFIGURATION);
        let blocked = ["BLOCK", "BLOCK"].map(str::to_owned);
        assert_eq!(world.origin("store", "tool"), Some(blocked));
        world.must_destroy();
        assert_eq!(world.origin("store", "tool"), left.map(|left| left.map(str::to_owned)));
    });
}

#[test]
fn destruction_brings_back_what_was_there() {
    check_destroyed(|_| {}, None);
    check_destroyed(|world| world.publish("store", "tool", "1.0.0", "a"), Some(["ALLOW", "BLOCK"]));
    for [publish, upstream] in [["BLOCK", "ALLOW"], ["BLOCK", "BLOCK"], ["ALLOW", "ALLOW"]] {
        check_destroyed(
            |world| world.set_origin("store", "tool", publish, upstream),
            Some([publish, upstream]),
        );
    }
}

#[test]
fn a_package_that_has_versions_meanwhile_is_left_half_closed() {
    both(|world| {
        world.make_package_repositories(&["store"]);
        world.must_apply(&CONFIGURATION.replace("publish    = \"BLOCK\"", "publish = \"ALLOW\""));
        world.publish("store", "tool", "1.0.0", "a");
        world.must_apply(CONFIGURATION);
        world.must_destroy();
        assert_eq!(world.origin("store", "tool"), Some(["ALLOW", "BLOCK"].map(str::to_owned)));
        assert!(world.version_status("store", "tool", "1.0.0").is_some());
    });
}

#[test]
fn an_imported_configuration_is_left_half_closed() {
    both(|world| {
        world.make_package_repositories(&["store"]);
        world.publish("store", "tool", "1.0.0", "a");
        world.set_origin("store", "tool", "BLOCK", "BLOCK");
        world.write(CONFIGURATION);
        world.import(ADDRESS, "main/store/generic/space/tool").succeeded();
        world.must_destroy();
        assert_eq!(world.origin("store", "tool"), Some(["ALLOW", "BLOCK"].map(str::to_owned)));
    });
}

#[test]
fn what_cannot_be_is_refused_before_any_call() {
    both(|world| {
        for (argument, wrong, part) in [
            ("namespace  = \"space\"", "", "must be set"),
            ("\"generic\"", "\"pypi\"", "must be omitted"),
            ("\"generic\"", "\"apt\"", "must be one of"),
            ("\"tool\"", "\"to ol\"", "without whitespace"),
            ("publish    = \"BLOCK\"", "publish = \"MAYBE\"", "\"ALLOW\", \"BLOCK\""),
        ] {
            world.write(&CONFIGURATION.replace(argument, wrong));
            world.plan().failed_with(&[part]);
        }
        assert!(world.called().is_empty());
    });
}
