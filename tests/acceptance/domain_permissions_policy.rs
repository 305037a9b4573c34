//! Permissions policies of domains; what holds for those of repositories too is in
//! [`permissions_policies`](crate::permissions_policies).

use serde_json::json;

use crate::{
    estate::domain_arn,
    lifecycle::{Case, prove},
    permissions_policies::{allow, document_of_domain, put_on_domain},
    world::OTHER_ACCOUNT,
};

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
        updates: vec![(
            "policy_document",
            json!(allow("codeartifact:CreateRepository")),
        )],
        replacements: vec![
            ("domain", json!("other")),
            ("domain_owner", json!(OTHER_ACCOUNT)),
            ("region", json!("us-east-1")),
        ],
        drifts: vec![("policy_document", json!(allow("codeartifact:*")))],
        edit: |world, _, document| put_on_domain(world, document.as_str().expect("a text")),
        remove: |world| {
            world.aws(async |client| {
                let call = client.delete_domain_permissions_policy().domain("main");
                call.send().await
            });
        },
        look: |world| {
            Some(json!({ "domain": "main", "policy_document": document_of_domain(world)? }))
        },
        import_ids: vec![
            "main".to_owned(),
            "main@eu-west-1".to_owned(),
            domain_arn("main"),
            domain_arn("main") + "@eu-west-1",
        ],
    });
}
