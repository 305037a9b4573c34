//! What somebody else does between a plan and its apply is no fault of ours: the apply says so,
//! what was planned is written, and the next plan shows the rest. And what a read does not show at
//! once is waited for.

use std::time::Duration;

use codeartifact_emulator::Fault;

use crate::resources::permissions_policies::allow;
use crate::support::agreement::both;
use crate::support::world::World;

const ADDRESS: &str = "codeartifact_repository.it";

fn repository(more: &str) -> String {
    format!(
        "resource \"codeartifact_repository\" \"it\" {{
           domain     = \"main\"
           repository = \"app\"
           {more}
         }}\n"
    )
}

/// A saved plan with a new description.
fn planned(scenario: impl Fn(World)) {
    both(|world| {
        world.make_domain("main");
        world.make_repositories("main", &["store"]);
        world.must_apply(&repository("description = \"old\""));
        world.write(&repository("description = \"new\""));
        world.planned();
        scenario(world);
    });
}

#[test]
fn upstreams_that_were_changed_since_the_plan_are_the_next_plans_matter() {
    planned(|world| {
        world.set_upstreams("main", "app", &["store"]);
        world.apply_planned().succeeded().says(&["`upstreams` was changed since the plan"]);
        assert_eq!(world.state(ADDRESS)["description"], "new");
        assert_eq!(world.planned().actions(ADDRESS), ["update"]);
        world.apply().succeeded();
        assert_eq!(world.upstreams("main", "app"), [""; 0]);
        world.must_be_settled();
    });
}

#[test]
fn a_connection_that_was_added_since_the_plan_is_the_next_plans_matter() {
    planned(|world| {
        world.connect("main", "app", "public:npmjs");
        let says = "`external_connection` was changed since the plan";
        world.apply_planned().succeeded().says(&[says]);
        world.apply().succeeded();
        assert_eq!(world.connection("main", "app"), None);
        world.must_be_settled();
    });
}

/// The sibling names the repository by a literal, so that nothing says which of the two comes
/// first.
#[test]
fn a_sibling_may_connect_a_repository_that_changes() {
    let world = World::new();
    world.make_domain("main");
    let alone = "lifecycle { ignore_changes = [external_connection] }";
    world.must_apply(&repository(&format!("description = \"old\"\n{alone}")));
    let sibling = "resource \"codeartifact_repository_external_connection\" \"it\" {
        domain              = \"main\"
        repository          = \"app\"
        external_connection = \"public:npmjs\"
      }\n";
    world.fault(Fault::on("UpdateRepository").delay(Duration::from_secs(1)));
    let changed = repository(&format!("description = \"new\"\n{alone}"));
    world.must_apply(&format!("{changed}{sibling}"));
    assert_eq!(world.state(ADDRESS)["description"], "new");
    world.apply().succeeded();
    world.must_be_settled();
}

/// Somebody else has written the very policy that is wanted.
#[test]
fn a_policy_that_says_already_what_is_wanted_is_no_conflict() {
    both(|world| {
        world.make_domain("main");
        let policy = |document: &str| {
            format!(
                "resource \"codeartifact_domain_permissions_policy\" \"it\" {{
                   domain          = \"main\"
                   policy_document = {document:?}
                 }}\n"
            )
        };
        let wanted = allow("codeartifact:CreateRepository");
        world.must_apply(&policy(&allow("codeartifact:DescribeDomain")));
        world.write(&policy(&wanted));
        world.planned();
        world.put_on_domain(&wanted);
        world.apply_planned().succeeded();
        world.must_be_settled();
    });
}

/// Each change is hidden from reads for a while.
#[test]
fn what_cannot_be_read_at_once_is_waited_for() {
    let world = World::new();
    world.make_package_repositories(&["staging", "store"]);
    for operation in ["PublishPackageVersion", "CopyPackageVersions", "UpdatePackageVersionsStatus"]
    {
        world.fault(Fault::on(operation).stale_reads(Duration::from_secs(1)));
    }
    let coordinates =
        "format = \"generic\"\n namespace = \"space\"\n package = \"tool\"\n version = \"1.0.0\"";
    world.must_apply(&format!(
        "resource \"codeartifact_package_version\" \"it\" {{
           domain     = \"main\"
           repository = \"staging\"
           status     = \"Unlisted\"
           assets = {{ \"a\" = {{ content_base64 = \"YQ==\" }}, \"b\" = {{ content_base64 = \"Yg==\" }} }}
           {coordinates}
         }}
         resource \"codeartifact_package_version_copy\" \"it\" {{
           domain                 = \"main\"
           source_repository      = codeartifact_package_version.it.repository
           destination_repository = \"store\"
           {coordinates}
         }}
         resource \"codeartifact_package_version_status\" \"it\" {{
           domain     = \"main\"
           repository = codeartifact_package_version_copy.it.destination_repository
           status     = \"Archived\"
           {coordinates}
         }}\n"
    ));
    assert_eq!(world.calls("CopyPackageVersions"), 1);
    assert_eq!(world.version_status("staging", "tool", "1.0.0").as_deref(), Some("Unlisted"));
    assert_eq!(world.version_status("store", "tool", "1.0.0").as_deref(), Some("Archived"));
}
