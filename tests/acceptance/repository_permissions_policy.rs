//! Permissions policies of repositories; what holds for those of domains too is in
//! [`permissions_policies`](crate::permissions_policies).

use serde_json::json;

use crate::{
    estate::repository_arn,
    lifecycle::{Case, prove},
    permissions_policies::{allow, document_of_repository, put_on_repository},
    world::OTHER_ACCOUNT,
};

#[test]
fn the_policy_of_a_repository_lives() {
    let read = allow("codeartifact:ReadFromRepository");
    prove(&Case {
        resource: "repository_permissions_policy",
        prepare: |world| {
            world.make_domain("main");
            world.make_domain("other");
            world.make_repositories("main", &["npm", "pypi"]);
            world.make_repositories("other", &["npm"]);
        },
        first: vec![
            ("domain", json!("main")),
            ("repository", json!("npm")),
            ("policy_document", json!(read)),
        ],
        updates: vec![(
            "policy_document",
            json!(allow("codeartifact:PublishPackageVersion")),
        )],
        replacements: vec![
            ("repository", json!("pypi")),
            ("domain", json!("other")),
            ("domain_owner", json!(OTHER_ACCOUNT)),
            ("region", json!("us-east-1")),
        ],
        drifts: vec![("policy_document", json!(allow("codeartifact:*")))],
        edit: |world, _, document| put_on_repository(world, document.as_str().expect("a text")),
        remove: |world| {
            world.aws(async |client| {
                let call = client.delete_repository_permissions_policy();
                call.domain("main").repository("npm").send().await
            });
        },
        look: |world| {
            let document = document_of_repository(world)?;
            Some(json!({ "domain": "main", "repository": "npm", "policy_document": document }))
        },
        import_ids: vec![
            "main/npm".to_owned(),
            "main/npm@eu-west-1".to_owned(),
            repository_arn("main", "npm"),
            repository_arn("main", "npm") + "@eu-west-1",
        ],
    });
}
