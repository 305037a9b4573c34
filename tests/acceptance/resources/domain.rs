//! Domains.

use codeartifact_emulator::Fault;
use serde_json::{Value as Json, json};

use crate::support::agreement::both;
use crate::support::estate::domain_arn;
use crate::support::lifecycle::{Case, import_ids, prove};
use crate::support::world::ACCOUNT;

const ADDRESS: &str = "codeartifact_domain.it";
const CONFIGURATION: &str = "resource \"codeartifact_domain\" \"it\" { domain = \"main\" }\n";

#[test]
fn a_domain_lives() {
    let key = "arn:aws:kms:eu-west-1:000000000000:key/11111111-2222-3333-4444-555555555555";
    prove(&Case {
        resource: "domain",
        prepare: |_| {},
        first: vec![("domain", json!("main")), ("tags", json!({ "team": "a" }))],
        updates: vec![
            ("deletion_protection", json!(true)),
            ("tags", json!({ "team": "b", "cost": "" })),
            ("tags", Json::Null),
        ],
        replacements: vec![
            ("domain", json!("other")),
            ("encryption_key", json!(key)),
            ("region", json!("us-east-1")),
        ],
        drifts: vec![("tags", json!({ "stray": "tag" }))],
        edit: |world, _, tags| {
            let tags = serde_json::from_value(tags.clone()).expect("tags");
            world.retag(&domain_arn("main"), &tags);
        },
        remove: |world| world.remove_domain("main"),
        look: |world| {
            let domain = world.domain("main")?;
            let tags = world.tags(domain.arn().expect("an ARN"));
            let tags = (!tags.is_empty()).then_some(tags);
            Some(json!({ "domain": domain.name(), "tags": tags }))
        },
        import_ids: import_ids("main", &domain_arn("main")),
    });
}

#[test]
fn a_domain_shows_what_stays_as_it_is() {
    both(|world| {
        world.must_apply(CONFIGURATION);
        let state = world.state(ADDRESS);
        assert_eq!(state["arn"], domain_arn("main"));
        assert_eq!(state["owner"], ACCOUNT);
        assert_eq!(state["s3_bucket_arn"], "arn:aws:s3:::assets-438097961670-eu-west-1");
        assert_eq!(state["tags"], json!({}));
        assert_eq!(state["tags_all"], json!({}));
        let key = state["encryption_key"].as_str().expect("a key");
        assert!(key.starts_with("arn:aws:kms:eu-west-1:000000000000:key/"), "{key}");
        let created = state["created_time"].as_str().expect("a time");
        assert!(created.contains('T') && created.ends_with('Z'), "{created}");
    });
}

/// The peer's domain shows its size and the number of its repositories, so that every publish and
/// every new repository is drift.
#[test]
fn what_happens_in_a_domain_is_no_drift_of_it() {
    both(|world| {
        world.must_apply(CONFIGURATION);
        world.make_repositories("main", &["one", "two"]);
        world.must_be_settled();
        let state = world.state(ADDRESS);
        assert_eq!(state.get("asset_size_bytes"), None);
        assert_eq!(state.get("repository_count"), None);
    });
}

/// A key that was made a moment ago is not known everywhere yet.
#[test]
fn a_key_that_is_not_found_yet_is_asked_for_again() {
    both(|world| {
        let unknown = Fault::on("CreateDomain").times(1);
        world.fault(unknown.error(400, "ValidationException", "KMS key not found"));
        world.must_apply(CONFIGURATION);
        assert_eq!(world.calls("CreateDomain"), 2);
        world.must_be_settled();
    });
}

#[test]
fn a_second_destroy_has_nothing_to_do() {
    both(|world| {
        world.must_apply(CONFIGURATION);
        world.remove_domain("main");
        world.must_destroy();
        assert_eq!(world.state(ADDRESS), Json::Null);
    });
}

/// CodeArtifact refuses as well, but does not say how many there are.
#[test]
fn a_protected_domain_is_deleted_only_when_it_is_empty() {
    both(|world| {
        world.must_apply(
            &CONFIGURATION.replace("{", "{\n").replace(" }", "\n deletion_protection = true\n}"),
        );
        world.make_repositories("main", &["one"]);
        world.destroy().failed_with(&["contains 1 repository", "deletion_protection = false"]);
        assert_eq!(world.calls("DeleteDomain"), 0);
        world.remove_repository("main", "one");
        world.must_destroy();
    });
}
