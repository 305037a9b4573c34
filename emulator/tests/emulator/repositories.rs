//! Repositories and their upstreams.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    EndpointType, PackageFormat, RepositoryDescription, UpstreamRepository,
};
use codeartifact_emulator::{Endpoints, Options, Quotas};

use crate::raw::Raw;
use crate::world::{
    refused, requests, start, start_with, start_with_domain, start_with_repositories,
};

fn upstream(name: &str) -> UpstreamRepository {
    UpstreamRepository::builder().repository_name(name).build().expect("a name")
}

async fn describe(client: &Client, name: &str) -> RepositoryDescription {
    let found = client.describe_repository().domain("main").repository(name).send().await;
    found.expect("the repository").repository.expect("a description")
}

fn upstreams(repository: &RepositoryDescription) -> Vec<&str> {
    repository.upstreams().iter().filter_map(|upstream| upstream.repository_name()).collect()
}

#[tokio::test]
async fn a_repository_lives_and_dies() {
    let (_emulator, client) = start_with_domain().await;
    let made =
        client.create_repository().domain("main").repository("Npm.store").description("Ours");
    let made = made.send().await.expect("a repository").repository.expect("a description");
    assert_eq!(
        made.arn(),
        Some("arn:aws:codeartifact:us-east-1:000000000000:repository/main/Npm.store")
    );
    assert_eq!(made.administrator_account(), Some("000000000000"));
    assert_eq!(made.domain_name(), Some("main"));
    assert_eq!(made.description(), Some("Ours"));
    assert_eq!(describe(&client, "Npm.store").await, made);
    let gone = client.delete_repository().domain("main").repository("Npm.store").send().await;
    assert_eq!(gone.expect("a deletion").repository, Some(made));
    let missing = client.describe_repository().domain("main").repository("Npm.store").send().await;
    let words =
        "Repository 'Npm.store' in domain 'main' owned by account '000000000000' does not exist.";
    refused(missing, "404 ResourceNotFoundException", words);
}

#[tokio::test]
async fn what_is_missing_is_not_found() {
    let (_emulator, client) = start_with_domain().await;
    let code = "404 ResourceNotFoundException";
    let call = client.create_repository().domain("none").repository("store").send().await;
    refused(call, code, "Domain not found");
    let call = client.delete_repository().domain("main").repository("none").send().await;
    refused(call, code, "Repository not found");
    let call = client.update_repository().domain("main").repository("none").send().await;
    refused(call, code, "Repository not found");
    let call =
        client.create_repository().domain("main").repository("app").upstreams(upstream("none"));
    refused(call.send().await, code, "Repository not found");
    let call = client.list_repositories_in_domain().domain("none").send().await;
    refused(call, code, "Domain not found");
}

#[tokio::test]
async fn a_taken_name_is_a_conflict() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let refusal = client.create_repository().domain("main").repository("store").send().await;
    refused(refusal, "409 ConflictException", "already exists");
    let other_case = client.create_repository().domain("main").repository("Store").send().await;
    other_case.expect("names that differ in case are two names");
}

#[tokio::test]
async fn an_update_changes_only_what_it_names() {
    let (_emulator, client) = start_with_repositories(&["a1", "b1", "app"]).await;
    let update = || client.update_repository().domain("main").repository("app");
    let update_with =
        update().description("Ours").upstreams(upstream("b1")).upstreams(upstream("a1"));
    update_with.send().await.expect("an update");
    let found = describe(&client, "app").await;
    assert_eq!((upstreams(&found), found.description()), (vec!["b1", "a1"], Some("Ours")));
    update().description("Theirs").send().await.expect("an update");
    let found = describe(&client, "app").await;
    assert_eq!((upstreams(&found), found.description()), (vec!["b1", "a1"], Some("Theirs")));
    update().set_upstreams(Some(vec![])).send().await.expect("an update");
    let found = describe(&client, "app").await;
    assert_eq!((upstreams(&found), found.description()), (vec![], Some("Theirs")));
}

#[tokio::test]
async fn a_deleted_upstream_is_still_named() {
    let (_emulator, client) = start_with_repositories(&["store"]).await;
    let made =
        client.create_repository().domain("main").repository("app").upstreams(upstream("store"));
    made.send().await.expect("a repository");
    let gone = client.delete_repository().domain("main").repository("store").send().await;
    gone.expect("nothing stands in the way of a deletion");
    assert_eq!(upstreams(&describe(&client, "app").await), ["store"]);
    let again =
        client.update_repository().domain("main").repository("app").upstreams(upstream("store"));
    refused(again.send().await, "404 ResourceNotFoundException", "'store'");
}

#[tokio::test]
async fn upstreams_have_rules() {
    let names: Vec<String> = (0..11).map(|number| format!("store-{number}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let (_emulator, client) = start_with_repositories(&names).await;
    let update = || client.update_repository().domain("main").repository("store-0");
    let many = names.iter().map(|name| upstream(name)).collect();
    let refusal = update().set_upstreams(Some(many)).send().await;
    refused(refusal, "402 ServiceQuotaExceededException", "more than 10 upstreams");
    let refusal = update().upstreams(upstream("store-0")).send().await;
    refused(refusal, "400 ValidationException", "its own upstream");
    let refusal =
        update().upstreams(upstream("store-1")).upstreams(upstream("store-1")).send().await;
    refused(refusal, "400 ValidationException", "more than once");
}

#[tokio::test]
async fn a_domain_holds_only_so_many_repositories() {
    let quotas = Quotas { repositories_per_domain: 0, ..Quotas::default() };
    let (_emulator, client) = start_with(Options::default().quotas(quotas)).await;
    client.create_domain().domain("main").send().await.expect("a new domain");
    let refusal = client.create_repository().domain("main").repository("store").send().await;
    refused(refusal, "402 ServiceQuotaExceededException", "more than 0 repositories");
}

#[tokio::test]
async fn an_endpoint_is_a_path_of_the_emulator() {
    let (emulator, client) = start_with_repositories(&["store"]).await;
    let get = || client.get_repository_endpoint().domain("main").format(PackageFormat::Npm);
    let found = get().repository("store").send().await.expect("an endpoint");
    let expected = format!("{}/npm/d/main-000000000000/store/", emulator.url());
    assert_eq!(found.repository_endpoint(), Some(expected.as_str()));
    refused(
        get().repository("none").send().await,
        "404 ResourceNotFoundException",
        "Repository not found",
    );
}

#[tokio::test]
async fn an_endpoint_can_have_the_form_of_aws() {
    let (_emulator, client) = start_with(Options::default().endpoints(Endpoints::Aws)).await;
    client.create_domain().domain("main").send().await.expect("a new domain");
    client
        .create_repository()
        .domain("main")
        .repository("store")
        .send()
        .await
        .expect("a repository");
    for (kind, host) in [
        (EndpointType::Ipv4, "d.codeartifact.us-east-1.amazonaws.com"),
        (EndpointType::Dualstack, "codeartifact.us-east-1.on.aws"),
    ] {
        let get = client.get_repository_endpoint().domain("main").repository("store");
        let found = get
            .format(PackageFormat::Generic)
            .endpoint_type(kind)
            .send()
            .await
            .expect("an endpoint");
        let expected = format!("https://main-000000000000.{host}/generic/store/");
        assert_eq!(found.repository_endpoint(), Some(expected.as_str()));
    }
}

#[tokio::test]
async fn an_operation_that_does_not_exist_is_unknown() {
    let (emulator, _client) = start().await;
    let reply = Raw::new("POST", "/v1/nothing", "").send(&emulator).await;
    assert_eq!(reply.status, 404);
    assert_eq!(reply.header("x-amzn-errortype"), Some("UnknownOperationException"));
    assert_eq!(requests(&emulator).await[0].operation, "POST /v1/nothing");
}
