//! Permissions policies.

use crate::world::{refused, start, start_with_domain, start_with_repositories};

const POLICY: &str = r#"{ "Version": "2012-10-17", "Statement": [ { "Effect": "Allow",
    "Principal": "*", "Action": "codeartifact:DescribeDomain", "Resource": "*" } ] }"#;

#[tokio::test]
async fn a_domain_policy_lives_and_dies() {
    let (_emulator, client) = start_with_domain().await;
    let get = || client.get_domain_permissions_policy().domain("main").send();
    refused(get().await, "404 ResourceNotFoundException", "no permissions policy");
    let put = || client.put_domain_permissions_policy().domain("main").policy_document(POLICY);
    let made = put().send().await.expect("a policy").policy.expect("a policy");
    assert_eq!(made.document(), Some(POLICY), "the text is kept");
    assert_eq!(
        made.resource_arn(),
        Some("arn:aws:codeartifact:us-east-1:000000000000:domain/main")
    );
    assert_eq!(made.revision().map(str::len), Some(44));
    assert_eq!(get().await.expect("the policy").policy.as_ref(), Some(&made));
    let delete = || client.delete_domain_permissions_policy().domain("main");
    let gone = delete().send().await.expect("a deletion");
    assert_eq!(gone.policy, Some(made));
    refused(delete().send().await, "404 ResourceNotFoundException", "no permissions policy");
}

#[tokio::test]
async fn a_repository_policy_lives_and_dies() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let get =
        || client.get_repository_permissions_policy().domain("main").repository("store").send();
    refused(get().await, "404 ResourceNotFoundException", "no permissions policy");
    let put = client.put_repository_permissions_policy().domain("main").repository("store");
    let made =
        put.policy_document(POLICY).send().await.expect("a policy").policy.expect("a policy");
    assert_eq!(
        made.resource_arn(),
        Some("arn:aws:codeartifact:us-east-1:000000000000:repository/main/store")
    );
    assert_eq!(get().await.expect("the policy").policy.as_ref(), Some(&made));
    let delete =
        || client.delete_repository_permissions_policy().domain("main").repository("store");
    assert_eq!(delete().send().await.expect("a deletion").policy, Some(made));
    refused(delete().send().await, "404 ResourceNotFoundException", "no permissions policy");
}

#[tokio::test]
async fn a_stale_revision_is_a_conflict() {
    let (_emulator, client) = start_with_domain().await;
    let put = || client.put_domain_permissions_policy().domain("main").policy_document(POLICY);
    let first = put().send().await.expect("a policy").policy.and_then(|policy| policy.revision);
    let second =
        put().set_policy_revision(first.clone()).send().await.expect("the present revision");
    let second = second.policy.and_then(|policy| policy.revision);
    assert_ne!(first, second, "each change makes a revision");
    let refusal = put().set_policy_revision(first.clone()).send().await;
    refused(refusal, "409 ConflictException", "not the present one");
    let delete = || client.delete_domain_permissions_policy().domain("main");
    let refusal = delete().set_policy_revision(first).send().await;
    refused(refusal, "409 ConflictException", "not the present one");
    delete().set_policy_revision(second.clone()).send().await.expect("the present revision");
    let refusal = put().set_policy_revision(second).send().await;
    refused(refusal, "409 ConflictException", "no policy with this revision");
}

#[tokio::test]
async fn a_document_must_be_a_policy() {
    let (_emulator, client) = start_with_domain().await;
    for (document, words) in [
        ("policy", "not JSON"),
        ("{}", "no statement"),
        (r#"{"Statement":[]}"#, "no statement"),
        (r#"{"Statement":{"Principal":"*","Action":"*","Resource":"*"}}"#, "no Effect"),
        (
            r#"{"Statement":{"Effect":"allow","Principal":"*","Action":"*","Resource":"*"}}"#,
            "no Effect",
        ),
        (r#"{"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}}"#, "no Principal"),
        (r#"{"Statement":{"Effect":"Deny","Principal":"*","Resource":"*"}}"#, "no Action"),
        (r#"{"Statement":{"Effect":"Deny","Principal":"*","Action":"*"}}"#, "no Resource"),
    ] {
        let put = client.put_domain_permissions_policy().domain("main").policy_document(document);
        refused(put.send().await, "400 ValidationException", words);
    }
}

#[tokio::test]
async fn what_is_missing_is_not_found() {
    let (_emulator, client) = start().await;
    let put = client.put_domain_permissions_policy().domain("none").policy_document(POLICY);
    refused(put.send().await, "404 ResourceNotFoundException", "Domain not found");
    let get = client.get_repository_permissions_policy().domain("none").repository("none");
    refused(get.send().await, "404 ResourceNotFoundException", "Domain not found");
}
