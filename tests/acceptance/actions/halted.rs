//! Actions that are halted on their way: by a refusal, by Terraform, or because no client listens
//! any more.

use codeartifact::actions;
use codeartifact::protocol::proto::stop_provider;
use codeartifact_emulator::Fault;
use serde_json::{Value as Json, json};

use crate::actions::{of_tool, world};
use crate::host::{Core, collect, invocation, outcome};
use crate::support::packages::NAMESPACE;
use crate::support::world::World;

/// More than two batches of versions.
fn many() -> Vec<String> {
    (0..250).map(|number| format!("1.0.{number}")).collect()
}

#[test]
fn a_refusal_in_the_middle_says_what_was_done() {
    let world = world(&[]);
    let refused = Fault::on("DeletePackageVersions").skip(1).times(1);
    world.fault(refused.error(403, "AccessDeniedException", "not for you"));
    let arguments = of_tool(json!({ "versions": many() }));
    let (said, failed) = Core::new(&world).invoke("delete_package_versions", arguments);
    assert_eq!(said.len(), 1, "{said:?}");
    is_halted(&failed, "not for you");
}

/// Invokes an action, and asks the provider to stop while the first call of an operation is under
/// way: that is heard out. Returns what the action said, and its error.
fn stopped(world: &World, name: &str, arguments: Json, operation: &str) -> (Vec<String>, String) {
    let core = Core::new(world);
    let held = world.fault(Fault::on(operation).times(1).pause());
    let events = world.wait(async {
        let mut client = core.client();
        let events = client.invoke_action(invocation(name, arguments)).await.expect("a stream");
        held.met(1).await.expect("the fault");
        client.stop_provider(stop_provider::Request::default()).await.expect("an answer");
        held.release().await.expect("the fault");
        collect(events.into_inner()).await
    });
    let (said, failed) = outcome(events);
    let [error] = &failed[..] else { panic!("{name}: one error: {failed:?}") };
    assert!(error.starts_with(&format!("Could not finish codeartifact_{name}: ")), "{error}");
    (said, error.clone())
}

/// Each action on many versions, on the same ones: what one of them has done is no hindrance to the
/// next.
#[test]
fn a_stop_comes_between_two_batches() {
    let versions: Vec<String> = (0..101).map(|number| format!("1.0.{number}")).collect();
    let world = world(&versions.iter().map(String::as_str).collect::<Vec<_>>());
    let of_status = of_tool(json!({ "versions": versions, "status": "Archived" }));
    let of_versions = of_tool(json!({ "versions": versions }));
    let copy = json!({
        "domain": "main", "source_repository": "store", "destination_repository": "shelf",
        "format": "generic", "namespace": NAMESPACE, "package": "tool", "versions": versions,
    });
    for (name, arguments, operation) in [
        ("copy_package_versions", copy, "CopyPackageVersions"),
        ("update_package_versions_status", of_status, "UpdatePackageVersionsStatus"),
        ("dispose_package_versions", of_versions.clone(), "DisposePackageVersions"),
        ("delete_package_versions", of_versions, "DeletePackageVersions"),
    ] {
        let (said, error) = stopped(&world, name, arguments, operation);
        assert_eq!((said.len(), world.calls(operation)), (1, 1), "{name}: {said:?}");
        assert!(error.contains("Stopped after 100 of 101 versions, as requested."), "{error}");
        let (done, rest) = error.split_once("Remaining versions: ").expect("what was not done");
        assert!(done.contains("1.0.99") && !done.contains("1.0.100"), "{done}");
        assert_eq!(rest, "main/store/generic/space/tool 1.0.100.", "{name}");
    }
}

/// While it looks for old versions nothing is deleted; then it stops between two packages.
#[test]
fn a_stop_comes_within_a_search_and_between_two_packages() {
    let world = world(&["1.0.0"]);
    world.publish("store", "saw", "1.0.0", "text");
    let prune = |operation| {
        let arguments = json!({ "domain": "main", "repository": "store", "keep": 0 });
        stopped(&world, "prune_package_versions", arguments, operation)
    };
    for searching in ["ListPackages", "ListPackageVersions"] {
        let (said, error) = prune(searching);
        assert_eq!((said.len(), world.calls("DeletePackageVersions")), (0, 0), "{searching}");
        assert!(
            error.contains("Stopped while searching for old versions. No version was"),
            "{error}"
        );
    }
    let (said, error) = prune("DeletePackageVersions");
    assert_eq!((said.len(), world.calls("DeletePackageVersions")), (1, 1), "{said:?}");
    assert!(error.contains("Stopped after 1 of 2 versions, as requested."), "{error}");
    assert!(error.contains("Versions deleted: main/store/generic/space/saw 1.0.0."), "{error}");
    assert!(error.ends_with("Remaining versions: main/store/generic/space/tool 1.0.0."), "{error}");
}

/// Nothing is sent once Terraform wants it to stop, also where only a read came before.
#[test]
fn a_stop_comes_between_a_look_and_a_change() {
    let world = world(&[]);
    world.set_upstreams("main", "shelf", &["store"]);
    world.clear_requests();
    let arguments = json!({ "domain": "main", "repository": "shelf" });
    let (said, error) = stopped(&world, "refresh_upstreams", arguments, "DescribeRepository");
    assert_eq!((said.len(), world.calls("UpdateRepository")), (0, 0), "{error}");
    assert!(
        error.contains("Stopped before the list of upstream repositories was sent, as requested."),
        "{error}"
    );
}

/// An action makes several calls if it has several operations, or many versions for one.
#[test]
fn every_action_of_several_calls_is_stopped_above() {
    let stopped = [
        "copy_package_versions",
        "update_package_versions_status",
        "dispose_package_versions",
        "delete_package_versions",
        "prune_package_versions",
        "refresh_upstreams",
    ];
    for action in actions::ALL {
        let mut attributes = action.attributes().iter();
        let has_many = attributes.any(|attribute| attribute.name == "versions");
        let several = has_many || action.operations().len() > 1;
        assert_eq!(several, stopped.contains(&action.name()), "{}", action.name());
    }
}

/// The host just disconnects.
#[test]
fn an_action_to_which_nobody_listens_stops_too() {
    let world = world(&[]);
    let core = Core::new(&world);
    let held = world.fault(Fault::on("DeletePackageVersions").times(1).pause());
    let request = invocation("delete_package_versions", of_tool(json!({ "versions": many() })));
    world.wait(async {
        let events = core.client().invoke_action(request).await.expect("a stream");
        held.met(1).await.expect("the fault");
        drop(events);
    });
    // These are answered after the reset of the stream, and give a second call its time.
    let look = of_tool(json!({ "versions": ["9.9.9"], "status": "Archived" }));
    core.plan_action("update_package_versions_status", look.clone());
    world.release(&held);
    core.invoke("update_package_versions_status", look);
    assert_eq!(world.calls("DeletePackageVersions"), 1);
}

/// Demands one error that says why, and names a batch that was done and one that was not.
fn is_halted(failed: &[String], says: &str) {
    let [error] = failed else { panic!("one error: {failed:?}") };
    assert!(
        error.starts_with("Could not finish codeartifact_delete_package_versions: "),
        "{error}"
    );
    assert!(error.contains(says), "{error}");
    let (done, rest) = error.split_once("Remaining versions: ").expect("what was not done");
    assert!(done.contains("Versions deleted: main/store/generic/space/tool 1.0.0, "), "{done}");
    assert!(rest.contains("1.0.249"), "{rest}");
}
