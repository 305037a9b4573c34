//! The status of a version that something else published.

use crate::{packages::package_arn, world::World};

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

fn world() -> World {
    let world = World::new();
    world.make_package_repositories(&["store"]);
    for version in ["1.0.0", "2.0.0"] {
        world.publish("store", "tool", version, "a");
    }
    world
}

impl World {
    fn has_status(&self, version: &str, status: &str) {
        assert_eq!(self.version_status("store", "tool", version).as_deref(), Some(status));
    }
}

#[test]
fn a_status_is_set_changed_repaired_and_given_back() {
    let world = world();
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
}

#[test]
fn a_status_is_imported_and_then_left_as_it_is() {
    let world = world();
    world.set_version_status("store", "tool", "1.0.0", "Archived");
    world.write(&configuration("1.0.0", "Archived"));
    let arn = package_arn("store", "tool");
    for id in [
        "main/store/generic/space/tool/1.0.0".to_owned(),
        "main/store/generic/space/tool/1.0.0@eu-west-1".to_owned(),
        format!("{arn}/1.0.0"),
    ] {
        world.import(ADDRESS, &id).succeeded();
        world.must_be_settled();
        world.forget(ADDRESS);
    }
    world.import(ADDRESS, "main/store/generic/space/tool/1.0.0").succeeded();
    world.must_destroy();
    world.has_status("1.0.0", "Archived");
}

#[test]
fn a_version_that_goes_takes_its_status_along() {
    let world = world();
    world.must_apply(&configuration("1.0.0", "Unlisted"));
    world.delete_version("store", "tool", "1.0.0");
    assert_eq!(world.planned().actions(ADDRESS), ["create"]);
    let run = world.apply();
    assert!(
        run.text.contains("there is no version main/store/generic/space/tool/1.0.0"),
        "{}",
        run.text
    );
    world.must_destroy();
}
