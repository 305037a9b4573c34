//! Permissions policies of repositories; what holds for those of domains too is in
//! [`permissions_policies`](crate::resources::permissions_policies).

use serde_json::json;

use crate::resources::permissions_policies::allow;
use crate::support::estate::repository_arn;
use crate::support::lifecycle::{Case, elsewhere, import_ids, prove};

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
        updates: vec![("policy_document", json!(allow("codeartifact:PublishPackageVersion")))],
        replacements: [vec![("repository", json!("pypi"))], elsewhere()].concat(),
        drifts: vec![("policy_document", json!(allow("codeartifact:*")))],
        edit: |world, _, document| world.put_on_repository(document.as_str().expect("a text")),
        remove: |world| {
            world.aws(async |client| {
                let call = client.delete_repository_permissions_policy();
                call.domain("main").repository("npm").send().await
            });
        },
        look: |world| {
            let document = world.policy_of_repository()?;
            Some(json!({ "domain": "main", "repository": "npm", "policy_document": document }))
        },
        import_ids: import_ids("main/npm", &repository_arn("main", "npm")),
    });
}
