//! Actions, through a host that knows of them: Terraform does from 1.14 on.

mod halted;

use std::collections::BTreeSet;

use codeartifact::actions;
use serde_json::{Value as Json, json};

use crate::host::Core;
use crate::support::packages::NAMESPACE;
use crate::support::world::World;

/// What names the package `tool` in the repository `store`, and more.
pub(crate) fn of_tool(more: Json) -> Json {
    let mut arguments = json!({
        "domain": "main", "repository": "store", "format": "generic", "namespace": NAMESPACE,
        "package": "tool",
    });
    let more = more.as_object().cloned().unwrap_or_default();
    arguments.as_object_mut().expect("an object").extend(more);
    arguments
}

/// A world with these versions of the package `tool` in the repository `store`, the oldest first.
pub(crate) fn world(versions: &[&str]) -> World {
    let world = World::new();
    world.make_package_repositories(&["store", "shelf"]);
    versions.iter().for_each(|version| world.publish("store", "tool", version, "text"));
    world.clear_requests();
    world
}

impl World {
    /// Demands that the provider called what an action says that it calls, all of it and no more.
    fn called_as_said(&self, name: &str) {
        let action = actions::ALL.iter().find(|action| action.name() == name);
        let said: BTreeSet<&str> =
            action.expect("an action").operations().iter().copied().collect();
        assert_eq!(self.called_by_the_provider(), said, "{name}");
    }

    fn statuses(&self, repository: &str, versions: &[&str]) -> Vec<Option<String>> {
        versions.iter().map(|version| self.version_status(repository, "tool", version)).collect()
    }
}

/// Demands that an action says this, with no error, and calls what it says.
fn check(world: &World, name: &str, arguments: Json, says: &[&str]) {
    let (said, failed) = Core::new(world).invoke(name, arguments);
    assert_eq!(failed, [""; 0]);
    assert_eq!(said, says);
    world.called_as_said(name);
}

#[test]
fn versions_are_copied() {
    let world = world(&["1.0.0", "2.0.0"]);
    let arguments = json!({
        "domain": "main", "source_repository": "store", "destination_repository": "shelf",
        "format": "generic", "namespace": NAMESPACE, "package": "tool", "versions": ["1.0.0"],
    });
    let says = "1 of 1 copied to shelf: main/store/generic/space/tool 1.0.0";
    check(&world, "copy_package_versions", arguments, &[says]);
    assert_eq!(world.statuses("shelf", &["1.0.0", "2.0.0"]), [Some("Published".into()), None]);
}

#[test]
fn versions_get_a_status() {
    let world = world(&["1.0.0", "2.0.0"]);
    let arguments = of_tool(json!({ "versions": ["1.0.0"], "status": "Archived" }));
    let says = "1 of 1 set to Archived: main/store/generic/space/tool 1.0.0";
    check(&world, "update_package_versions_status", arguments, &[says]);
    let expect = ["Archived", "Published"].map(|status| Some(status.to_owned()));
    assert_eq!(world.statuses("store", &["1.0.0", "2.0.0"]), expect);
}

#[test]
fn versions_are_disposed_of() {
    let world = world(&["1.0.0"]);
    let arguments = of_tool(json!({ "versions": ["1.0.0"] }));
    let says = "1 of 1 disposed of: main/store/generic/space/tool 1.0.0";
    check(&world, "dispose_package_versions", arguments, &[says]);
    assert_eq!(world.statuses("store", &["1.0.0"]), [Some("Disposed".to_owned())]);
}

#[test]
fn versions_are_deleted_and_those_that_are_gone_are_no_error() {
    let world = world(&["1.0.0", "2.0.0"]);
    for _ in 0..2 {
        let arguments = of_tool(json!({ "versions": ["1.0.0"] }));
        let says = "1 of 1 deleted: main/store/generic/space/tool 1.0.0";
        check(&world, "delete_package_versions", arguments, &[says]);
    }
    assert_eq!(world.statuses("store", &["1.0.0", "2.0.0"]), [None, Some("Published".into())]);
}

#[test]
fn a_package_is_deleted() {
    let world = world(&["1.0.0", "2.0.0"]);
    let says = "Deleted main/store/generic/space/tool with all its versions.";
    check(&world, "delete_package", of_tool(json!({})), &[says]);
    assert_eq!(world.origin("store", "tool"), None);
}

#[test]
fn upstreams_are_sent_again_as_they_are() {
    let world = world(&[]);
    world.make_repositories("main", &["front"]);
    world.set_upstreams("main", "front", &["shelf", "store"]);
    world.clear_requests();
    let arguments = json!({ "domain": "main", "repository": "front" });
    let says = "Sent the list of upstream repositories of main/front again: shelf, store.";
    check(&world, "refresh_upstreams", arguments, &[says]);
    let requests = world.requests();
    let sent = requests.iter().find(|request| request.operation == "UpdateRepository");
    let list = json!([{ "repositoryName": "shelf" }, { "repositoryName": "store" }]);
    assert_eq!(sent.expect("an update").parameters["upstreams"], list);
}

#[test]
fn where_there_are_no_upstreams_nothing_is_sent() {
    let world = world(&[]);
    let core = Core::new(&world);
    let arguments = json!({ "domain": "main", "repository": "shelf" });
    let (said, failed) = core.invoke("refresh_upstreams", arguments);
    assert_eq!((said.len(), failed.len(), world.calls("UpdateRepository")), (1, 0, 0));
    let arguments = json!({ "domain": "main", "repository": "nowhere" });
    let (_, failed) = core.invoke("refresh_upstreams", arguments);
    assert!(failed[0].contains("there is no repository main/nowhere"), "{failed:?}");
}

#[test]
fn old_versions_are_pruned() {
    let world = world(&["1.0.0", "2.0.0", "3.0.0"]);
    world.publish("store", "saw", "1.0.0", "text");
    let prune = |more: Json| {
        let mut arguments = json!({ "domain": "main", "repository": "store", "keep": 1 });
        let more = more.as_object().cloned().unwrap_or_default();
        arguments.as_object_mut().expect("an object").extend(more);
        let (said, failed) = Core::new(&world).invoke("prune_package_versions", arguments);
        assert_eq!(failed, [""; 0]);
        said
    };
    let tool = "main/store/generic/space/tool";
    assert_eq!(
        prune(json!({ "dry_run": true })),
        [
            &format!("Would delete {tool} 2.0.0, 1.0.0"),
            "Would delete 2 versions. Nothing was deleted: dry_run."
        ]
    );
    assert_eq!(world.calls("DeletePackageVersions"), 0);
    assert_eq!(prune(json!({ "pattern": "/generic/space/saw$" })), [""; 0]);
    assert_eq!(prune(json!({ "format": "npm" })), [""; 0]);
    assert_eq!(prune(json!({ "status": "Unlisted", "keep": 0 })), [""; 0]);
    assert_eq!(prune(json!({ "older_than_days": 1 })), [""; 0]);
    assert_eq!(prune(json!({})), [format!("2 of 2 deleted: {tool} 2.0.0, 1.0.0")]);
    world.called_as_said("prune_package_versions");
    let expect = [None, None, Some("Published".to_owned())];
    assert_eq!(world.statuses("store", &["1.0.0", "2.0.0", "3.0.0"]), expect);
}

/// What a test wants of the action, in the repository `store`.
fn prune(world: &World, more: Json) -> (Vec<String>, Vec<String>) {
    let mut arguments = json!({ "domain": "main", "repository": "store" });
    let more = more.as_object().cloned().unwrap_or_default();
    arguments.as_object_mut().expect("an object").extend(more);
    Core::new(world).invoke("prune_package_versions", arguments)
}

/// By time the highest version is the oldest one here.
#[test]
fn the_newest_versions_are_those_with_the_highest_version() {
    let world = world(&["1.10.0", "1.9.0", "1.2.0"]);
    let sorted = json!({ "keep": 1, "sort_by": "VERSION", "dry_run": true });
    let (said, _) = prune(&world, sorted);
    assert_eq!(said[0], "Would delete main/store/generic/space/tool 1.2.0, 1.9.0");
    let (said, _) = prune(&world, json!({ "keep": 0, "origin_type": "EXTERNAL" }));
    assert_eq!(said, [""; 0]);
    let (_, failed) = prune(&world, json!({ "keep": 0, "max_deletions": 2 }));
    assert!(
        failed[0].contains("3 versions would be deleted, more than 2. No version was"),
        "{failed:?}"
    );
    assert_eq!(world.calls("DeletePackageVersions"), 0);
}

/// Since the review one version was published anew, and another one has become old.
#[test]
fn only_what_was_reviewed_is_deleted() {
    let world = world(&["1.0.0", "2.0.0", "3.0.0"]);
    let file = world.path("plan.json");
    let with = |more: Json| {
        let mut arguments = json!({ "keep": 1, "sort_by": "VERSION", "plan_file": file });
        arguments
            .as_object_mut()
            .expect("an object")
            .extend(more.as_object().cloned().unwrap_or_default());
        prune(&world, arguments)
    };
    let (_, failed) = with(json!({}));
    assert!(failed[0].contains("A run with `dry_run = true` writes it."), "{failed:?}");
    let (said, _) = with(json!({ "dry_run": true, "max_deletions": 1 }));
    assert!(said[1].contains("2 versions would be deleted, more than 1."), "{said:?}");
    let (_, failed) = with(json!({ "repository": "shelf" }));
    assert!(failed[0].contains("is not the list of this repository"), "{failed:?}");
    world.delete_version("store", "tool", "2.0.0");
    world.publish("store", "tool", "2.0.0", "another text");
    world.publish("store", "tool", "4.0.0", "text");
    let (said, failed) = with(json!({ "max_deletions": 1 }));
    assert_eq!(failed, [""; 0]);
    assert_eq!(said[0], format!("Keeps 2 versions that are not in {}.", file.display()));
    assert_eq!(said[1], "1 of 1 deleted: main/store/generic/space/tool 1.0.0");
    let there = Some("Published".to_owned());
    let expect = [None, there.clone(), there.clone(), there];
    assert_eq!(world.statuses("store", &["1.0.0", "2.0.0", "3.0.0", "4.0.0"]), expect);
}

/// The ages of few versions are looked at: those at which the search for the first old one is cut.
#[test]
fn the_age_of_versions_is_found_by_halves() {
    let old: Vec<String> = (0..20).map(|number| format!("1.{number}.0")).collect();
    let world = world(&old.iter().map(String::as_str).collect::<Vec<_>>());
    // To this machine these are published in days to come, and so younger than now.
    world.advance_clock(std::time::Duration::from_secs(10 * 24 * 60 * 60));
    for number in 0..12 {
        world.publish("store", "tool", &format!("2.{number}.0"), "text");
    }
    world.clear_requests();
    let arguments = json!({ "domain": "main", "repository": "store", "older_than_days": 0 });
    let (said, failed) = Core::new(&world).invoke("prune_package_versions", arguments);
    assert_eq!(failed, [""; 0]);
    assert!(said[0].starts_with("20 of 20 deleted: "), "{said:?}");
    assert!(world.calls("DescribePackageVersion") <= 6, "{:?}", world.called());
    assert_eq!(world.statuses("store", &["1.19.0", "2.0.0"]), [None, Some("Published".to_owned())]);
}

#[test]
fn what_cannot_be_right_is_refused_by_the_plan() {
    let world = World::new();
    let core = Core::new(&world);
    let in_store = |more: Json| {
        let mut arguments = json!({ "domain": "main", "repository": "store" });
        let more = more.as_object().cloned().unwrap_or_default();
        arguments.as_object_mut().expect("an object").extend(more);
        arguments
    };
    let versions = json!({ "versions": ["1"], "status": "Deleted" });
    for (name, arguments, says) in [
        ("prune_package_versions", in_store(json!({})), "Without `keep` and `older_than_days`"),
        ("prune_package_versions", in_store(json!({ "keep": -1 })), "must be 0 or more"),
        (
            "prune_package_versions",
            in_store(json!({ "keep": 1, "max_deletions": -1 })),
            "must be 0 or more",
        ),
        ("prune_package_versions", in_store(json!({ "keep": 1, "pattern": "npm" })), "pattern"),
        ("update_package_versions_status", of_tool(versions), "Published"),
        ("delete_package_versions", of_tool(json!({ "versions": [] })), "at least 1 elements"),
        ("delete_package", of_tool(json!({ "namespace": null })), "must be set"),
        (
            "copy_package_versions",
            json!({
                "domain": "main", "source_repository": "store", "destination_repository": "store",
                "format": "npm", "package": "tool", "versions": ["1.0.0"],
            }),
            "must differ from the source",
        ),
    ] {
        let wrong = core.plan_action(name, arguments);
        let [wrong] = &wrong[..] else { panic!("{name}: one error: {wrong:?}") };
        assert!(wrong.contains(says), "{name}: {wrong}");
    }
    assert_eq!(world.called(), [""; 0]);
}
