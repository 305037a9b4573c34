//! The status of a version that something else published.

use serde_json::json;

use crate::support::agreement::both;
use crate::support::lifecycle::{Case, block, elsewhere, import_ids, prove_spellings};
use crate::support::packages::package_arn;
use crate::support::world::World;

const ADDRESS: &str = "codeartifact_package_version_status.it";

fn configuration(version: &str, status: &str) -> String {
    format!(
        "resource \"codeartifact_package_version_status\" \"it\" {{
           domain     = \"main\"
           repository = \"store\"
           format     = \"generic\"
           namespace  = \"space\"
           package    = \"tool\"
           version    = {version:?}
           status     = {status:?}
         }}\n"
    )
}

fn play(scenario: impl Fn(World)) {
    both(|world| {
        world.make_package_repositories(&["store"]);
        for version in ["1.0.0", "2.0.0"] {
            world.publish("store", "tool", version, "a");
        }
        scenario(world);
    });
}

impl World {
    fn has_status(&self, version: &str, status: &str) {
        assert_eq!(self.version_status("store", "tool", version).as_deref(), Some(status));
    }
}

#[test]
fn a_status_is_set_changed_repaired_and_given_back() {
    play(|world| {
        world.must_apply(&configuration("1.0.0", "Unlisted"));
        world.must_be_settled();
        world.has_status("1.0.0", "Unlisted");
        world.write(&configuration("1.0.0", "Archived"));
        assert_eq!(world.planned().actions(ADDRESS), ["update"]);
        world.apply().succeeded();
        world.must_be_settled();
        world.set_version_status("store", "tool", "1.0.0", "Unlisted");
        assert_eq!(world.plan_refresh_only().code, Some(2));
        world.apply().succeeded();
        world.has_status("1.0.0", "Archived");
        world.must_apply(&configuration("2.0.0", "Unlisted"));
        world.has_status("1.0.0", "Published");
        world.must_destroy();
        world.has_status("2.0.0", "Published");
        world.no_call_failed();
    });
}

#[test]
fn null_empty_and_absent_are_one_thing() {
    prove_spellings(&Case {
        resource: "package_version_status",
        prepare: |world| {
            world.make_package_repositories(&["store"]);
            world.publish("store", "tool", "1.0.0", "a");
        },
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("store")),
            ("format", json!("generic")),
            ("namespace", json!("space")),
            ("package", json!("tool")),
            ("version", json!("1.0.0")),
            ("status", json!("Unlisted")),
        ],
        updates: vec![],
        replacements: vec![],
        drifts: vec![],
        edit: |_, _, _| {},
        remove: |_| {},
        look: |world| {
            let status = world.version_status("store", "tool", "1.0.0")?;
            Some(json!({
                "domain": "main", "repository": "store", "format": "generic", "namespace": "space",
                "package": "tool", "version": "1.0.0", "status": status,
            }))
        },
        import_ids: vec![],
    });
}

/// All but the status says which version is meant.
#[test]
fn another_version_is_another_resource() {
    play(|world| {
        let first = [
            ("domain", json!("main")),
            ("repository", json!("store")),
            ("format", json!("generic")),
            ("namespace", json!("space")),
            ("package", json!("tool")),
            ("version", json!("1.0.0")),
            ("status", json!("Unlisted")),
        ];
        world.must_apply(&block(ADDRESS, &first));
        let mut others = elsewhere();
        others.extend([
            ("repository", json!("shelf")),
            ("format", json!("maven")),
            ("namespace", json!("place")),
            ("package", json!("hammer")),
            ("version", json!("2.0.0")),
        ]);
        for change in &others {
            let kept = first.iter().filter(|(name, _)| *name != change.0);
            world.write(&block(ADDRESS, kept.chain([change])));
            let plan = world.planned();
            assert_eq!(plan.actions(ADDRESS), ["delete", "create"], "{change:?}");
            assert_eq!(plan.replaced_by(ADDRESS), [change.0]);
        }
    });
}

#[test]
fn a_status_is_imported_and_then_left_as_it_is() {
    play(|world| {
        world.set_version_status("store", "tool", "1.0.0", "Archived");
        world.write(&configuration("1.0.0", "Archived"));
        let arn = package_arn("store", "tool") + "/1.0.0";
        for id in import_ids("main/store/generic/space/tool/1.0.0", &arn) {
            world.import(ADDRESS, &id).succeeded();
            world.must_be_settled();
            world.forget(ADDRESS);
        }
        world.import(ADDRESS, "main/store/generic/space/tool/1.0.0").succeeded();
        world.must_destroy();
        world.has_status("1.0.0", "Archived");
    });
}

#[test]
fn a_version_that_goes_takes_its_status_along() {
    play(|world| {
        world.must_apply(&configuration("1.0.0", "Unlisted"));
        world.delete_version("store", "tool", "1.0.0");
        assert_eq!(world.planned().actions(ADDRESS), ["create"]);
        let run = world.apply();
        assert!(
            run.text.contains("package version main/store/generic/space/tool/1.0.0 does not exist"),
            "{}",
            run.text
        );
        world.must_destroy();
    });
}
