//! Connections to public repositories.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{PackageFormat, UpstreamRepository};

use crate::world::{refused, start_with_repositories};

async fn associate(client: &Client, repository: &str, connection: &str) -> Result<(), String> {
    let call = client.associate_external_connection().domain("main").repository(repository);
    let made = call.external_connection(connection).send().await;
    made.map(drop).map_err(|error| error.into_service_error().to_string())
}

#[tokio::test]
async fn a_connection_comes_and_goes() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    associate(&client, "store", "public:pypi").await.expect("a connection");
    let found = client.describe_repository().domain("main").repository("store").send().await;
    let found = found.expect("the repository").repository.expect("a description");
    let [connection] = found.external_connections() else {
        panic!("{found:?} has not one connection")
    };
    assert_eq!(connection.external_connection_name(), Some("public:pypi"));
    assert_eq!(connection.package_format(), Some(&PackageFormat::Pypi));
    assert_eq!(connection.status().map(|status| status.as_str()), Some("AVAILABLE"));
    let cut = || client.disassociate_external_connection().domain("main").repository("store");
    let gone = cut().external_connection("public:pypi").send().await.expect("a disconnection");
    assert!(
        gone.repository().is_some_and(|repository| repository.external_connections().is_empty())
    );
    let missing = cut().external_connection("public:pypi").send().await;
    refused(missing, "404 ResourceNotFoundException", "no external connection");
}

#[tokio::test]
async fn what_is_missing_is_not_found() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let call = |domain: &str, repository: &str, connection: &str| {
        let call = client.associate_external_connection().domain(domain).repository(repository);
        call.external_connection(connection).send()
    };
    let code = "404 ResourceNotFoundException";
    refused(call("none", "store", "public:npmjs").await, code, "Domain not found");
    refused(call("main", "none", "public:npmjs").await, code, "Repository not found");
    refused(call("main", "store", "public:none").await, code, "External connection not found");
}

#[tokio::test]
async fn there_is_one_connection_and_no_upstream_beside_it() {
    let (_emulator, client) = start_with_repositories(&["store", "app"]).await;
    associate(&client, "store", "public:npmjs").await.expect("a connection");
    let refusal = client.associate_external_connection().domain("main").repository("store");
    let refusal = refusal.external_connection("public:pypi").send().await;
    refused(refusal, "400 ValidationException", "currently limited to 1");
    let update = || client.update_repository().domain("main");
    for upstreams in [vec![], vec![upstream("app")]] {
        let refusal = update().repository("store").set_upstreams(Some(upstreams)).send().await;
        refused(refusal, "400 ValidationException", "both upstreams and an external connection");
    }
    update()
        .repository("store")
        .description("Ours")
        .send()
        .await
        .expect("an update without upstreams");
    update().repository("app").upstreams(upstream("store")).send().await.expect("an update");
    let refusal = client.associate_external_connection().domain("main").repository("app");
    let refusal = refusal.external_connection("public:npmjs").send().await;
    refused(refusal, "400 ValidationException", "both upstreams and an external connection");
}

#[tokio::test]
async fn every_public_repository_can_be_connected_to() {
    let all = [
        ("public:crates-io", "cargo"),
        ("public:maven-central", "maven"),
        ("public:maven-clojars", "maven"),
        ("public:maven-commonsware", "maven"),
        ("public:maven-googleandroid", "maven"),
        ("public:maven-gradleplugins", "maven"),
        ("public:npmjs", "npm"),
        ("public:nuget-org", "nuget"),
        ("public:pypi", "pypi"),
        ("public:ruby-gems-org", "ruby"),
    ];
    let names: Vec<String> = all.iter().map(|(name, _)| name.replace(':', "-")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_emulator, client) = start_with_repositories(&names).await;
    for ((connection, format), repository) in all.iter().zip(names) {
        let call = client.associate_external_connection().domain("main").repository(repository);
        let made = call.external_connection(*connection).send().await.expect("a connection");
        let made = made.repository.expect("a description");
        let found = made.external_connections()[0].package_format().map(PackageFormat::as_str);
        assert_eq!(found, Some(*format));
    }
}

fn upstream(name: &str) -> UpstreamRepository {
    UpstreamRepository::builder().repository_name(name).build().expect("a name")
}
