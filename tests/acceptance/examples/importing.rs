//! The guide to importing an estate: one apply brings everything under management and changes
//! nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use aws_sdk_codeartifact::types::PackageGroupOriginRestrictionType as RestrictionType;

use crate::support::estate::{domain_arn, only_looks, repository_arn};
use crate::support::groups::group_arn;
use crate::support::world::World;

const GUIDE: &str = include_str!("../../../examples/guides/importing-an-estate/guide.md");

/// What the guide puts in the place of the data sources.
const WRITTEN_DOWN: &str =
    "locals {\n  estate = jsondecode(file(\"${path.module}/estate.json\"))\n}\n";

/// Two domains, four repositories and a package group beside the two root groups, which nobody
/// manages yet.
fn estate(world: &World) {
    let tags = |pair: (&str, &str)| BTreeMap::from([(pair.0.to_owned(), pair.1.to_owned())]);
    world.make_domain("main");
    world.make_domain("other");
    world.retag(&domain_arn("main"), &tags(("team", "a")));
    world.make_repositories("main", &["store", "shared", "npm"]);
    world.make_repositories("other", &["npm"]);
    world.connect("main", "store", "public:npmjs");
    world.set_upstreams("main", "npm", &["shared", "store"]);
    world.describe("main", "shared", "Shared packages");
    world.retag(&repository_arn("main", "npm"), &tags(("team", "b")));
    world.make_groups(&["/npm/ours/*".to_owned()]);
    world.restrict("/npm/ours/*", RestrictionType::ExternalUpstream, "BLOCK", None);
    let only = "ALLOW_SPECIFIC_REPOSITORIES";
    world.restrict("/npm/ours/*", RestrictionType::Publish, only, Some("shared"));
    world.retag(&group_arn("/npm/ours/%2a"), &tags(("team", "c")));
}

#[test]
fn an_estate_is_imported_by_one_apply_and_then_written_down() {
    let world = World::new();
    estate(&world);
    world.write("");
    let guide = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/guides/importing-an-estate");
    for file in ["estate.tf", "managed.tf"] {
        fs::copy(guide.join(file), world.path(file)).expect("a file of the guide");
    }
    let calls = world.requests().len();
    world.apply().succeeded().says(&["9 imported, 0 added, 0 changed, 0 destroyed"]);
    let since = &world.requests()[calls..];
    assert!(since.iter().all(only_looks), "the import changes something");
    world.must_plan_nothing();

    assert!(GUIDE.contains(WRITTEN_DOWN), "the guide says how to write it down");
    fs::write(world.path("estate.json"), world.output("estate").to_string()).expect("a file");
    fs::write(world.path("estate.tf"), WRITTEN_DOWN).expect("a file");
    world.cli(["apply", "-auto-approve", "-no-color", "-input=false"]).succeeded();
    world.must_be_settled();

    world.set_upstreams("main", "npm", &["store"]);
    let actions = ["update"];
    assert_eq!(world.planned().actions("codeartifact_repository.all[\"main/npm\"]"), actions);
    world.apply().succeeded().says(&["0 added, 1 changed, 0 destroyed"]);
    assert_eq!(world.upstreams("main", "npm"), ["shared", "store"]);
}
