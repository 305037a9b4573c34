//! Domains.

use aws_sdk_codeartifact::types::DomainStatus;
use codeartifact_emulator::{Options, Quotas};

use crate::raw::Raw;
use crate::world::{refused, start, start_with, start_with_domain, start_with_repositories};

#[tokio::test]
async fn a_domain_lives_and_dies() {
    let (_emulator, client) = start().await;
    let made = client.create_domain().domain("main").send().await.expect("a new domain");
    let made = made.domain().expect("a description");
    assert_eq!(made.name(), Some("main"));
    assert_eq!(made.owner(), Some("000000000000"));
    assert_eq!(made.arn(), Some("arn:aws:codeartifact:us-east-1:000000000000:domain/main"));
    assert_eq!(made.status(), Some(&DomainStatus::Active));
    assert_eq!((made.repository_count(), made.asset_size_bytes()), (0, 0));
    assert_eq!(made.s3_bucket_arn(), Some("arn:aws:s3:::assets-193858265520-us-east-1"));
    let found = client.describe_domain().domain("main").send().await.expect("the domain");
    assert_eq!(found.domain(), Some(made));
    let gone = client.delete_domain().domain("main").send().await.expect("a deletion");
    assert_eq!(gone.domain().and_then(|domain| domain.status()), Some(&DomainStatus::Deleted));
    let missing = client.describe_domain().domain("main").send().await;
    let words = "Domain not found. Domain 'main' owned by account '000000000000' does not exist.";
    refused(missing, "404 ResourceNotFoundException", words);
}

#[tokio::test]
async fn deleting_a_missing_domain_succeeds() {
    let (_emulator, client) = start().await;
    let gone = client.delete_domain().domain("none").send().await.expect("a deletion");
    assert_eq!(gone.domain(), None);
}

#[tokio::test]
async fn a_domain_with_repositories_is_not_deleted() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let refusal = client.delete_domain().domain("main").send().await;
    refused(refusal, "409 ConflictException", "contains repositories");
    let found = client.describe_domain().domain("main").send().await.expect("the domain");
    assert_eq!(found.domain().map(|domain| domain.repository_count()), Some(1));
}

#[tokio::test]
async fn a_taken_name_is_a_conflict_that_names_its_resource() {
    let (emulator, client) = start_with_domain().await;
    let refusal = client.create_domain().domain("main").send().await;
    refused(refusal, "409 ConflictException", "already exists");
    let reply = Raw::new("POST", "/v1/domain?domain=main", "{}").send(&emulator).await;
    assert_eq!(reply.header("x-amzn-errortype"), Some("ConflictException"));
    assert!(reply.header("x-amzn-requestid").is_some_and(|id| id.len() == 36));
    assert_eq!(reply.body["resourceType"], "domain");
    assert_eq!(reply.body["resourceId"], "main");
}

#[tokio::test]
async fn every_spelling_of_a_key_becomes_its_arn() {
    let (_emulator, client) = start().await;
    let id = "1234abcd-12ab-34cd-56ef-1234567890ab";
    let arn = format!("arn:aws:kms:us-east-1:000000000000:key/{id}");
    for (domain, key) in [("by-id", id), ("by-arn", arn.as_str())] {
        let made = client
            .create_domain()
            .domain(domain)
            .encryption_key(key)
            .send()
            .await
            .expect("a domain");
        assert_eq!(made.domain().and_then(|made| made.encryption_key()), Some(arn.as_str()));
    }
    let made = client.create_domain().domain("by-default").send().await.expect("a domain");
    let key = made.domain().and_then(|made| made.encryption_key()).expect("a key");
    assert!(key.starts_with("arn:aws:kms:us-east-1:000000000000:key/"), "{key}");
}

#[tokio::test]
async fn an_unknown_key_is_an_encryption_key_error() {
    let (emulator, client) = start_with(Options::default().unknown_key("alias/gone")).await;
    let refusal = client.create_domain().domain("main").encryption_key("alias/gone").send().await;
    refused(refusal, "400 ValidationException", "KMS key not found");
    let body = r#"{"encryptionKey":"alias/gone"}"#;
    let reply = Raw::new("POST", "/v1/domain?domain=main", body).send(&emulator).await;
    assert_eq!(reply.body["reason"], "ENCRYPTION_KEY_ERROR");
    let made = client.create_domain().domain("main").encryption_key("alias/there").send().await;
    made.expect("a domain under another key");
}

#[tokio::test]
async fn a_domain_that_has_lost_its_key_goes_with_its_repositories() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = || Options::default().state(directory.path().join("state"));
    let (emulator, client) = start_with(options()).await;
    let create = client.create_domain().domain("main").encryption_key("alias/lost");
    create.send().await.expect("a domain");
    client.create_repository().domain("main").repository("store").send().await.expect("a store");
    let delete = client.delete_domain().domain("main").send().await;
    refused(delete, "409 ConflictException", "contains repositories");
    emulator.stop().await;
    let (_emulator, client) = start_with(options().unknown_key("alias/lost")).await;
    let list = client.list_repositories_in_domain().domain("main").send().await;
    refused(list, "400 ValidationException", "cannot be used");
    let delete = client.delete_repository().domain("main").repository("store").send().await;
    refused(delete, "400 ValidationException", "cannot be used");
    client.delete_domain().domain("main").send().await.expect("a deletion");
    let found = client.describe_domain().domain("main").send().await;
    refused(found, "404 ResourceNotFoundException", "Domain not found");
}

#[tokio::test]
async fn an_account_has_only_so_many_domains() {
    let quotas = Quotas { domains_per_account: 1, ..Quotas::default() };
    let (_emulator, client) = start_with(Options::default().quotas(quotas)).await;
    client.create_domain().domain("first").send().await.expect("a new domain");
    let refusal = client.create_domain().domain("second").send().await;
    refused(refusal, "402 ServiceQuotaExceededException", "more than 1 domain");
    let refusal = client.create_domain().domain("first").send().await;
    refused(refusal, "409 ConflictException", "already exists");
}
