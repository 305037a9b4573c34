//! Domains whose KMS key was deleted or revoked.

use std::time::Duration;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{DomainStatus, PackageFormat};
use codeartifact_emulator::{Emulator, Options};

use crate::raw::Raw;
use crate::shelf::{look, publish};
use crate::world::{refused, start_with, start_with_repositories};

const KEY: &str = "arn:aws:kms:us-east-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab";

/// An emulator whose domain `main` holds repository `store` with version 1.0.0, under a key that is
/// lost.
async fn start() -> (Emulator, Client) {
    let (emulator, client) = start_with_repositories(&["store"]).await;
    publish(&client, "1.0.0", b"one").await.expect("a publication");
    lose_key_of_main(&emulator, &client).await;
    (emulator, client)
}

async fn lose_key_of_main(emulator: &Emulator, client: &Client) {
    let key = key_of_main(client).await;
    emulator.control().lose_key(&key).await.expect("the loss of a key");
}

async fn key_of_main(client: &Client) -> String {
    let domain = client.describe_domain().domain("main").send().await.expect("the domain").domain;
    domain.and_then(|domain| domain.encryption_key).expect("a key")
}

async fn listed(client: &Client) -> Vec<String> {
    let page = client.list_repositories().send().await.expect("a page");
    let names = page.repositories.unwrap_or_default().into_iter();
    names.filter_map(|repository| repository.name).collect()
}

#[tokio::test]
async fn such_a_domain_is_deleted_with_its_repositories() {
    let (_emulator, client) = start().await;
    let gone = client.delete_domain().domain("main").send().await.expect("a deletion");
    assert_eq!(gone.domain().and_then(|domain| domain.status()), Some(&DomainStatus::Deleted));
    let describe = client.describe_domain().domain("main").send().await;
    refused(describe, "404 ResourceNotFoundException", "Domain not found");
    let describe = client.describe_repository().domain("main").repository("store").send().await;
    refused(describe, "404 ResourceNotFoundException", "Domain not found");
}

#[tokio::test]
async fn its_repositories_are_listed_until_they_are_removed() {
    let (emulator, client) = start().await;
    let make = client.create_domain().domain("early").encryption_key("alias/other").send();
    make.await.expect("a domain");
    client
        .create_repository()
        .domain("early")
        .repository("other")
        .send()
        .await
        .expect("a repository");
    assert_eq!(listed(&client).await, ["other", "store"]);
    client.delete_domain().domain("main").send().await.expect("a deletion");
    assert_eq!(listed(&client).await, ["other", "store"]);
    let control = emulator.control();
    control.advance_clock(Duration::from_secs(14 * 60)).await.expect("another time");
    assert_eq!(listed(&client).await, ["other", "store"]);
    control.advance_clock(Duration::from_secs(60)).await.expect("another time");
    assert_eq!(listed(&client).await, ["other"]);
}

#[tokio::test]
async fn a_domain_of_its_name_is_a_new_one() {
    let (_emulator, client) = start().await;
    client.delete_domain().domain("main").send().await.expect("a deletion");
    let make = client.create_domain().domain("main").encryption_key("alias/other").send().await;
    make.expect("a domain");
    assert!(listed(&client).await.is_empty());
    client
        .create_repository()
        .domain("main")
        .repository("store")
        .send()
        .await
        .expect("a repository");
    assert!(look(&client, "store", "1.0.0").await.is_none());
}

#[tokio::test]
async fn nobody_works_on_what_is_in_it_until_the_key_is_back() {
    let (emulator, client) = start().await;
    let code = "400 ValidationException";
    let list = client.list_repositories_in_domain().domain("main");
    refused(list.clone().send().await, code, "KMS key");
    let delete = client.delete_repository().domain("main").repository("store");
    refused(delete.clone().send().await, code, "KMS key");
    let package = client.delete_package().domain("main").repository("store");
    let package = package.format(PackageFormat::Generic).namespace("team").package("app");
    refused(package.send().await, code, "KMS key");
    let versions = client.delete_package_versions().domain("main").repository("store");
    let versions = versions.format(PackageFormat::Generic).namespace("team").package("app");
    refused(versions.versions("1.0.0").send().await, code, "KMS key");
    let describe = client.describe_repository().domain("main").repository("store");
    refused(describe.send().await, code, "KMS key");
    refused(publish(&client, "2.0.0", b"two").await, code, "KMS key");
    let token = client.get_authorization_token().domain("main").send().await.expect("a token");
    let token = format!("Bearer {}", token.authorization_token().expect("its text"));
    let headers = vec![("authorization", token)];
    let view = Raw { headers, ..Raw::new("GET", "/npm/d/main-000000000000/store/app", "") };
    assert_eq!(view.send_unsigned(&emulator).await.status, 400);
    let key = key_of_main(&client).await;
    emulator.control().restore_key(&key).await.expect("the key");
    assert_eq!(list.send().await.expect("a page").repositories().len(), 1);
    assert!(look(&client, "store", "1.0.0").await.is_some());
    let refusal = client.delete_domain().domain("main").send().await;
    refused(refusal, "409 ConflictException", "contains repositories");
    delete.send().await.expect("a deletion");
}

#[tokio::test]
async fn no_domain_is_made_under_it() {
    let (emulator, client) = start().await;
    emulator.control().lose_key(KEY).await.expect("the loss of a key");
    let make = client.create_domain().domain("other").encryption_key(KEY).send().await;
    refused(make, "400 ValidationException", "KMS key not found");
}

#[tokio::test]
async fn the_loss_is_kept_and_forgotten_with_the_state() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = || Options::default().state(directory.path().join("state"));
    let (emulator, client) = start_with(options()).await;
    for (domain, repository) in [("gone", "old"), ("main", "store")] {
        client.create_domain().domain(domain).send().await.expect("a domain");
        let create = client.create_repository().domain(domain).repository(repository);
        create.send().await.expect("a repository");
    }
    lose_key_of_main(&emulator, &client).await;
    client.delete_domain().domain("gone").send().await.expect("a deletion");
    emulator.stop().await;
    let (emulator, client) = start_with(options()).await;
    assert_eq!(listed(&client).await, ["old", "store"]);
    let list = client.list_repositories_in_domain().domain("main").send().await;
    refused(list, "400 ValidationException", "KMS key");
    emulator.control().reset().await.expect("the beginning");
    assert!(listed(&client).await.is_empty());
    client.create_domain().domain("main").send().await.expect("a domain under the key again");
}
