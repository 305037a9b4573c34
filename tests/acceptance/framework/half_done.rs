//! Work that is interrupted half-way: the state stays true, and the next apply finishes it.

use codeartifact_emulator::Fault;
use serde_json::json;

use crate::support::agreement::both;
use crate::support::world::World;

const ADDRESS: &str = "codeartifact_repository.store";

/// A domain, and a repository with a connection.
fn estate(repository: &str) -> String {
    format!(
        r#"
        resource "codeartifact_domain" "main" {{
          domain = "main"
        }}
        resource "codeartifact_repository" "store" {{
          domain              = codeartifact_domain.main.domain
          repository          = "{repository}"
          description         = "made once"
          external_connection = "public:npmjs"
        }}
        "#
    )
}

/// Plays a scenario with a repository that was made but could not be connected.
fn unfinished(scenario: impl Fn(World)) {
    both(|world| {
        let denied = "User is not authorized to perform: codeartifact:AssociateExternalConnection";
        let fault = Fault::on("AssociateExternalConnection");
        world.fault(fault.times(1).error(403, "AccessDeniedException", denied));
        world.write(&estate("npm-store"));
        world.apply().failed_with(&[
            "Could not finish codeartifact_repository main/npm-store",
            "codeartifact:AssociateExternalConnection",
        ]);
        scenario(world);
    });
}

#[test]
fn the_state_of_an_unfinished_repository_is_what_is_there() {
    unfinished(|world| {
        let state = world.state(ADDRESS);
        assert_eq!(state["repository"], "npm-store");
        assert_eq!(state["external_connection"], "");
        world.plan_refresh_only().succeeded();
    });
}

#[test]
fn the_next_apply_finishes_an_unfinished_repository() {
    unfinished(|world| {
        world.apply().succeeded();
        assert_eq!(world.calls("DeleteRepository"), 0, "it may hold packages");
        assert_eq!(world.calls("CreateRepository"), 1);
        let state = world.state(ADDRESS);
        assert_eq!(state["external_connection"], "public:npmjs");
        assert!(state["endpoint"].is_string(), "{state}");
        world.must_be_settled();
    });
}

#[test]
fn an_unfinished_repository_stays_unfinished_while_the_cause_lasts() {
    unfinished(|world| {
        let fault = Fault::on("AssociateExternalConnection").times(1);
        world.fault(fault.error(403, "AccessDeniedException", "still not"));
        world.apply().failed_with(&["still not"]);
        assert_eq!(world.state(ADDRESS)["repository"], "npm-store");
        world.apply().succeeded();
        assert_eq!(world.calls("DeleteRepository"), 0);
        world.must_be_settled();
    });
}

/// Terraform itself says that it must be replaced.
#[test]
fn the_plan_says_that_an_unfinished_repository_is_completed() {
    unfinished(|world| {
        world.plan().says(&["main/npm-store", "was not completed, and will be completed"]);
        world.apply().succeeded();
        assert!(!world.plan().text.contains("was not completed"));
    });
}

/// What is tainted by hand is replaced, as ever.
#[test]
fn a_finished_repository_that_is_tainted_by_hand_is_replaced() {
    let world = World::new();
    world.must_apply(&estate("npm-store"));
    world.cli(["taint", ADDRESS]).succeeded();
    world.apply().succeeded();
    assert_eq!(world.calls("DeleteRepository"), 1);
    world.must_be_settled();
}

/// Without a refresh nothing tells an unfinished object from one that was tainted by hand.
#[test]
fn without_a_refresh_an_unfinished_repository_stays_as_it_is() {
    let world = World::new();
    let denied = Fault::on("AssociateExternalConnection").times(1);
    world.fault(denied.error(403, "AccessDeniedException", "no"));
    world.write(&estate("npm-store"));
    world.apply().failed_with(&["Could not finish"]);
    let unseen = ["apply", "-auto-approve", "-no-color", "-input=false", "-refresh=false"];
    world.cli(unseen).failed_with(&["Could not replace", "plan without `-refresh=false`"]);
    world.apply().succeeded();
    assert_eq!(world.calls("DeleteRepository"), 0);
    world.must_be_settled();
}

/// The creation comes first then, and is told of nothing.
#[test]
fn an_unfinished_repository_that_creates_before_it_destroys_can_be_untainted() {
    let world = World::new();
    let denied = Fault::on("AssociateExternalConnection").times(1);
    world.fault(denied.error(403, "AccessDeniedException", "no"));
    let lifecycle = "lifecycle { create_before_destroy = true }\n description";
    world.write(&estate("npm-store").replacen("description", lifecycle, 1));
    world.apply().failed_with(&["Could not finish"]);
    world.apply().failed_with(&["already exists", "terraform untaint"]);
    world.untaint(ADDRESS);
    world.apply().succeeded();
    assert_eq!(world.calls("DeleteRepository"), 0);
    world.must_be_settled();
}

/// Neither the last step of the creation nor the look at what is there is allowed: what is known of
/// the repository keeps its mark, or the next apply would delete it with its packages.
#[test]
fn an_unfinished_repository_that_cannot_be_read_is_finished_too() {
    both(|world| {
        for operation in ["AssociateExternalConnection", "DescribeRepository"] {
            let denied = format!("User is not authorized to perform: codeartifact:{operation}");
            world.fault(Fault::on(operation).error(403, "AccessDeniedException", denied));
        }
        world.write(&estate("npm-store"));
        world.apply().failed_with(&["codeartifact:AssociateExternalConnection"]);
        assert_eq!(world.state(ADDRESS)["repository"], "npm-store");
        world.clear_faults();
        world.apply().succeeded();
        assert_eq!(world.calls("DeleteRepository"), 0, "it may hold packages");
        assert_eq!(world.calls("CreateRepository"), 1);
        assert_eq!(world.state(ADDRESS)["external_connection"], "public:npmjs");
        world.must_be_settled();
    });
}

#[test]
fn an_unfinished_repository_can_be_untainted() {
    unfinished(|world| {
        world.untaint(ADDRESS);
        assert_eq!(world.planned().actions(ADDRESS), ["update"]);
        world.apply().succeeded();
        assert_eq!(world.calls("DeleteRepository"), 0);
        world.must_be_settled();
    });
}

#[test]
fn an_unfinished_repository_is_destroyed_when_asked() {
    unfinished(|world| {
        world.must_destroy();
        assert_eq!(world.calls("DeleteRepository"), 1);
    });
}

#[test]
fn an_unfinished_repository_gives_way_to_another() {
    unfinished(|world| {
        world.must_apply(&estate("other-store"));
        assert_eq!(world.calls("DeleteRepository"), 1);
        let left = world.aws(async |aws| aws.list_repositories().send().await);
        let left: Vec<_> = left.repositories().iter().filter_map(|found| found.name()).collect();
        assert_eq!(left, ["other-store"]);
        world.must_be_settled();
    });
}

#[test]
fn a_half_done_update_leaves_what_is_really_there() {
    both(|world| {
        world.must_apply(&estate("npm-store"));
        let fault = Fault::on("TagResource").times(1);
        world.fault(fault.error(403, "AccessDeniedException", "no tags today"));
        let changed =
            estate("npm-store").replace("\"made once\"", "\"changed\"\n tags = { a = \"b\" }");
        world.write(&changed);
        world.apply().failed_with(&["Could not update codeartifact_repository", "no tags today"]);
        let state = world.state(ADDRESS);
        assert_eq!(state["description"], "changed");
        assert_eq!(state["tags"], json!({}), "{state}");
        world.clear_requests();
        world.apply().succeeded();
        assert_eq!((world.calls("UpdateRepository"), world.calls("TagResource")), (0, 1));
        world.must_be_settled();
    });
}

#[test]
fn a_refused_deletion_keeps_the_object() {
    both(|world| {
        world.must_apply(&estate("npm-store"));
        let fault = Fault::on("DeleteRepository").times(1);
        world.fault(fault.error(403, "AccessDeniedException", "keep it"));
        world.destroy().failed_with(&["Could not delete", "keep it"]);
        assert_eq!(world.state(ADDRESS)["repository"], "npm-store");
        world.must_destroy();
    });
}

/// A domain that somebody gave a repository is not taken away with it.
#[test]
fn a_domain_with_repositories_is_not_destroyed() {
    both(|world| {
        world.must_apply("resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n");
        world.aws(async |aws| {
            aws.create_repository().domain("main").repository("theirs").send().await
        });
        world.destroy().failed_with(&["Could not delete"]);
        assert_eq!(world.state("codeartifact_domain.main")["domain"], "main");
    });
}
