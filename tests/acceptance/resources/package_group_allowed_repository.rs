//! One allowed repository of a package group, as a resource of its own.

use serde_json::json;

use crate::support::lifecycle::{Case, elsewhere, prove};
use crate::support::world::World;

const GROUP: &str = "/npm/space/*";

#[test]
fn an_allowed_repository_lives() {
    prove(&Case {
        resource: "package_group_allowed_repository",
        prepare: |world| {
            world.make_domain("main");
            world.make_domain("other");
            world.make_repositories("main", &["team", "another"]);
            world.make_groups(&[GROUP.to_owned(), "/npm/other/*".to_owned()]);
        },
        first: vec![
            ("domain", json!("main")),
            ("pattern", json!(GROUP)),
            ("origin_restriction_type", json!("PUBLISH")),
            ("repository", json!("team")),
        ],
        updates: vec![],
        replacements: [
            vec![
                ("repository", json!("another")),
                ("pattern", json!("/npm/other/*")),
                ("origin_restriction_type", json!("INTERNAL_UPSTREAM")),
            ],
            elsewhere(),
        ]
        .concat(),
        drifts: vec![],
        edit: |_, _, _| {},
        remove: |world| {
            world.aws(async |client| {
                let entry = aws_sdk_codeartifact::types::PackageGroupAllowedRepository::builder()
                    .origin_restriction_type("PUBLISH".into())
                    .repository_name("team")
                    .build();
                let call = client.update_package_group_origin_configuration().domain("main");
                call.package_group(GROUP).remove_allowed_repositories(entry).send().await
            });
        },
        look: |world| {
            allowed(world, "team").then(|| {
                json!({
                    "domain": "main", "pattern": GROUP, "origin_restriction_type": "PUBLISH",
                    "repository": "team",
                })
            })
        },
        import_ids: vec![
            "main/PUBLISH/team/npm/space/*".to_owned(),
            "main/PUBLISH/team/npm/space/*@eu-west-1".to_owned(),
        ],
    });
}

/// The repositories that the group allows to publish.
fn allowed(world: &World, name: &str) -> bool {
    let found = world.ask(async |client| {
        let call = client.list_allowed_repositories_for_group().domain("main").package_group(GROUP);
        call.origin_restriction_type("PUBLISH".into()).send().await
    });
    found.is_ok_and(|answer| answer.allowed_repositories().iter().any(|found| found == name))
}
