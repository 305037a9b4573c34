//! Permissions policies of domains; what holds for those of repositories too is in
//! [`permissions_policies`](crate::resources::permissions_policies).

use serde_json::json;

use crate::resources::permissions_policies::allow;
use crate::support::estate::domain_arn;
use crate::support::lifecycle::{Case, elsewhere, import_ids, prove};

#[test]
fn the_policy_of_a_domain_lives() {
    let read = allow("codeartifact:DescribeDomain");
    prove(&Case {
        resource: "domain_permissions_policy",
        prepare: |world| {
            world.make_domain("main");
            world.make_domain("other");
        },
        first: vec![("domain", json!("main")), ("policy_document", json!(read))],
        updates: vec![("policy_document", json!(allow("codeartifact:CreateRepository")))],
        replacements: elsewhere(),
        drifts: vec![("policy_document", json!(allow("codeartifact:*")))],
        edit: |world, _, document| world.put_on_domain(document.as_str().expect("a text")),
        remove: |world| {
            world.aws(async |client| {
                let call = client.delete_domain_permissions_policy().domain("main");
                call.send().await
            });
        },
        look: |world| {
            Some(json!({ "domain": "main", "policy_document": world.policy_of_domain()? }))
        },
        import_ids: import_ids("main", &domain_arn("main")),
    });
}
