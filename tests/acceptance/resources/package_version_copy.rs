//! Promotion: a version, copied from one repository to another.

use serde_json::json;

use crate::support::agreement::both;
use crate::support::lifecycle::{Case, elsewhere, prove};
use crate::support::packages::NAMESPACE;
use crate::support::world::World;

fn configuration(more: &str) -> String {
    format!(
        "resource \"codeartifact_package_version_copy\" \"it\" {{
           domain                 = \"main\"
           source_repository      = \"staging\"
           destination_repository = \"production\"
           format                 = \"generic\"
           namespace              = \"space\"
           package                = \"tool\"
           version                = \"1.0.0\"
           {more}
         }}\n"
    )
}

fn play(scenario: impl Fn(World)) {
    both(|world| {
        world.make_package_repositories(&["staging", "production"]);
        world.publish("staging", "tool", "1.0.0", "a");
        scenario(world);
    });
}

#[test]
fn a_copy_lives() {
    prove(&Case {
        resource: "package_version_copy",
        prepare: |world| {
            world.make_package_repositories(&["staging", "production", "shelf"]);
            world.publish("staging", "tool", "1.0.0", "a");
            world.publish("staging", "tool", "2.0.0", "b");
        },
        first: vec![
            ("domain", json!("main")),
            ("source_repository", json!("staging")),
            ("destination_repository", json!("production")),
            ("format", json!("generic")),
            ("namespace", json!(NAMESPACE)),
            ("package", json!("tool")),
            ("version", json!("1.0.0")),
        ],
        updates: vec![
            ("source_revision", json!("another")),
            ("allow_overwrite", json!(true)),
            ("include_from_upstream", json!(true)),
            ("on_destroy", json!("archive")),
        ],
        replacements: [
            vec![
                ("version", json!("2.0.0")),
                ("package", json!("hammer")),
                ("source_repository", json!("shelf")),
                ("destination_repository", json!("shelf")),
                ("namespace", json!("place")),
                ("format", json!("maven")),
            ],
            elsewhere(),
        ]
        .concat(),
        drifts: vec![],
        edit: |_, _, _| {},
        remove: |world| world.delete_version("production", "tool", "1.0.0"),
        look: |world| {
            world.version_status("production", "tool", "1.0.0")?;
            Some(json!({
                "domain": "main", "source_repository": "staging", "destination_repository": "production",
                "format": "generic", "namespace": NAMESPACE, "package": "tool", "version": "1.0.0",
            }))
        },
        import_ids: ["", "@eu-west-1"]
            .map(|region| format!("main/staging/production/generic/space/tool/1.0.0{region}"))
            .to_vec(),
    });
}

#[test]
fn the_end_of_a_copy_is_what_it_says() {
    for (on_destroy, status) in [
        ("delete", None),
        ("dispose", Some("Disposed")),
        ("archive", Some("Archived")),
        ("retain", Some("Published")),
    ] {
        play(|world| {
            world.must_apply(&configuration(&format!("on_destroy = {on_destroy:?}")));
            assert_eq!(world.asset("production", "tool", "1.0.0").as_deref(), Some("a"));
            world.must_destroy();
            assert_eq!(world.version_status("production", "tool", "1.0.0").as_deref(), status);
            assert_eq!(world.asset("staging", "tool", "1.0.0").as_deref(), Some("a"));
            world.no_call_failed();
        });
    }
}

#[test]
fn what_was_in_the_destination_before_is_left_there() {
    play(|world| {
        world.publish("production", "tool", "1.0.0", "a");
        world.must_apply(&configuration(""));
        world.must_be_settled();
        world.must_destroy();
        assert_eq!(world.asset("production", "tool", "1.0.0").as_deref(), Some("a"));
    });
}

#[test]
fn other_content_is_overwritten_on_demand_only() {
    play(|world| {
        world.publish("production", "tool", "1.0.0", "other");
        world.write(&configuration(""));
        world.apply().failed_with(&["ALREADY_EXISTS"]);
        world.must_apply(&configuration("allow_overwrite = true"));
        assert_eq!(world.asset("production", "tool", "1.0.0").as_deref(), Some("a"));
        world.must_be_settled();
    });
}

#[test]
fn a_copy_from_nowhere_and_one_to_itself_are_refused() {
    play(|world| {
        world.write(&configuration("").replace("1.0.0", "9.9.9"));
        world.apply().failed_with(&["9.9.9"]);
        world.write(&configuration("").replace("staging", "production"));
        world.plan().failed_with(&["must differ from the source"]);
    });
}

/// Staging has other content: production has it after one apply, and so has the status of the copy.
#[test]
fn a_changed_source_is_followed_in_one_apply() {
    both(|world| {
        world.make_package_repositories(&["staging", "production"]);
        for content in ["YQ==", "Yg=="] {
            world.must_apply(&promoted(content));
            let [staging, production, status] =
                ["package_version.it", "package_version_copy.it", "package_version_status.it"]
                    .map(|it| world.state(&format!("codeartifact_{it}")));
            assert_eq!(production["source_revision"], staging["revision"]);
            assert_eq!(production["revision"], staging["revision"], "the copy has the new content");
            assert_eq!(status["package_version_revision"], staging["revision"]);
            let there = world.version_status("staging", "tool", "1.0.0");
            assert_eq!(there.as_deref(), Some("Unlisted"));
            world.must_plan_nothing();
        }
        world.must_destroy();
    });
}

fn promoted(content: &str) -> String {
    let names = |repository: &str| {
        format!(
            "domain     = \"main\"
             {repository}
             namespace  = \"space\"
             package    = \"tool\"
             version    = \"1.0.0\""
        )
    };
    format!(
        "resource \"codeartifact_package_version\" \"it\" {{
           {}
           assets = {{ \"a.txt\" = {{ content_base64 = {content:?} }} }}
           lifecycle {{ ignore_changes = [status] }}
         }}
         resource \"codeartifact_package_version_status\" \"it\" {{
           {}
           format                   = \"generic\"
           status                   = \"Unlisted\"
           package_version_revision = codeartifact_package_version.it.revision
         }}
         resource \"codeartifact_package_version_copy\" \"it\" {{
           {}
           destination_repository = \"production\"
           format                 = \"generic\"
           source_revision        = codeartifact_package_version_status.it.revision
         }}\n",
        names("repository = \"staging\""),
        names("repository = codeartifact_package_version.it.repository"),
        names("source_repository = codeartifact_package_version_status.it.repository"),
    )
}
