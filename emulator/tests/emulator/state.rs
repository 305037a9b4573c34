//! What is kept across runs, and the files that are refused.

use std::fs;
use std::path::Path;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    PackageFormat, PackageGroupOriginRestrictionMode, PackageGroupOriginRestrictionType,
    PackageVersionStatus, Tag, UpstreamRepository,
};
use codeartifact_emulator::{Emulator, Options};
use tempfile::TempDir;

use crate::raw::Raw;
use crate::shelf::{publication, publish};
use crate::sts::assume;
use crate::world::{client, start_with};

fn directory() -> TempDir {
    tempfile::tempdir().expect("a directory")
}

async fn start_on(directory: &TempDir) -> (Emulator, Client) {
    start_with(Options::default().state(directory.path().join("state"))).await
}

/// Names of the files of assets.
fn assets(directory: &TempDir) -> Vec<String> {
    let files = fs::read_dir(directory.path().join("state.assets")).expect("a directory of assets");
    files.map(|file| file.expect("a file").file_name().to_string_lossy().into_owned()).collect()
}

/// One of everything that can exist, and a dead reference to an upstream whose name is used again.
async fn fill(client: &Client) {
    let tag = Tag::builder().key("team").value("platform").build().expect("a tag");
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"codeartifact:*","Resource":"*"}]}"#;
    let domain = client.create_domain().domain("main").tags(tag.clone()).send();
    domain.await.expect("a domain");
    let put = client.put_domain_permissions_policy().domain("main").policy_document(policy);
    put.send().await.expect("a policy");
    for name in ["gone", "npm", "store"] {
        let create = client.create_repository().domain("main").repository(name);
        create.description(name).tags(tag.clone()).send().await.expect("a repository");
    }
    let upstream = |name| UpstreamRepository::builder().repository_name(name).build();
    let update = client.update_repository().domain("main").repository("store");
    let upstreams = [upstream("gone").expect("a name"), upstream("npm").expect("a name")];
    update.set_upstreams(Some(upstreams.into())).send().await.expect("upstreams");
    for _ in 0..2 {
        let delete = client.delete_repository().domain("main").repository("gone");
        delete.send().await.expect("the end of a repository");
        let create = client.create_repository().domain("main").repository("gone");
        create.send().await.expect("another repository of the name");
    }
    let connect = client.associate_external_connection().domain("main").repository("npm");
    connect.external_connection("public:npmjs").send().await.expect("a connection");
    let put = client.put_repository_permissions_policy().domain("main").repository("store");
    put.policy_document(policy).send().await.expect("a policy");
    fill_with_packages(client, tag).await;
}

async fn fill_with_packages(client: &Client, tag: Tag) {
    publish(client, "1.0.0", b"one").await.expect("a publication");
    publication(client, "2.0.0", b"two").unfinished(true).send().await.expect("a publication");
    let copy = client.copy_package_versions().domain("main").source_repository("store");
    let copy = copy.destination_repository("npm").format(PackageFormat::Generic).namespace("team");
    copy.package("app").versions("1.0.0").send().await.expect("a copy");
    let status = client.update_package_versions_status().domain("main").repository("npm");
    let status = status.format(PackageFormat::Generic).namespace("team").package("app");
    let status = status.versions("1.0.0").target_status(PackageVersionStatus::Archived);
    status.send().await.expect("another status");
    let group = client.create_package_group().domain("main").package_group("/generic/team/*");
    group.description("ours").tags(tag).send().await.expect("a group");
    let restrict = client.update_package_group_origin_configuration().domain("main");
    let restrict = restrict.package_group("/generic/team/*").restrictions(
        PackageGroupOriginRestrictionType::ExternalUpstream,
        PackageGroupOriginRestrictionMode::Block,
    );
    restrict.send().await.expect("a restriction");
}

/// What every read returns of what [`fill`] has created.
async fn answers(emulator: &Emulator) -> Vec<(String, String)> {
    const IN_APP: &str = "domain=main&format=generic&namespace=team&package=app";
    let arn = "arn%3Aaws%3Acodeartifact%3Aus-east-1%3A000000000000%3A";
    let mut reads = vec![
        ("GET", "/v1/domain?domain=main".to_owned()),
        ("GET", "/v1/domain/permissions/policy?domain=main".to_owned()),
        ("POST", format!("/v1/tags?resourceArn={arn}domain%2Fmain")),
        ("POST", format!("/v1/tags?resourceArn={arn}repository%2Fmain%2Fstore")),
        (
            "POST",
            format!("/v1/tags?resourceArn={arn}package-group%2Fmain%2Fgeneric%2Fteam%2F%252a"),
        ),
        ("POST", "/v1/package-groups?domain=main".to_owned()),
        ("GET", "/v1/repository/permissions/policy?domain=main&repository=store".to_owned()),
    ];
    for name in ["gone", "npm", "store"] {
        reads.push(("GET", format!("/v1/repository?domain=main&repository={name}")));
        reads.push(("POST", format!("/v1/packages?domain=main&repository={name}")));
    }
    for place in ["repository=npm&version=1.0.0", "repository=store&version=2.0.0"] {
        reads.push(("GET", format!("/v1/package/version?{IN_APP}&{place}")));
        reads.push(("POST", format!("/v1/package/version/assets?{IN_APP}&{place}")));
    }
    let asset = "repository=store&version=1.0.0&asset=app.zip";
    reads.push(("GET", format!("/v1/package/version/asset?{IN_APP}&{asset}")));
    let mut answers = Vec::new();
    for (method, uri) in reads {
        let reply = Raw::new(method, &uri, "").send(emulator).await;
        assert_eq!(reply.status, 200, "{uri}: {}", reply.body);
        answers.push((uri, reply.body.to_string()));
    }
    answers
}

#[tokio::test]
async fn everything_is_there_again() {
    let directory = directory();
    let (emulator, client) = start_on(&directory).await;
    fill(&client).await;
    let before = answers(&emulator).await;
    emulator.stop().await;
    let (emulator, client) = start_on(&directory).await;
    assert_eq!(answers(&emulator).await, before);
    // The reference to the first repository of the name is still dead, and no new one revives it.
    let again = client.create_repository().domain("main").repository("new").send().await;
    again.expect("a repository");
    assert_eq!(answers(&emulator).await[1..], before[1..]);
}

#[tokio::test]
async fn what_was_deleted_stays_away() {
    let directory = directory();
    let (emulator, client) = start_on(&directory).await;
    fill(&client).await;
    for name in ["gone", "npm", "store"] {
        let delete = client.delete_repository().domain("main").repository(name);
        delete.send().await.expect("the end of a repository");
    }
    assert_eq!(assets(&directory), [""; 0]);
    emulator.stop().await;
    let (emulator, client) = start_on(&directory).await;
    let create = client.create_repository().domain("main").repository("store");
    create.send().await.expect("another repository");
    let packages = client.list_packages().domain("main").repository("store").send().await;
    assert_eq!(packages.expect("a page").packages().len(), 0);
    client.delete_repository().domain("main").repository("store").send().await.expect("an end");
    client.delete_domain().domain("main").send().await.expect("the end of the domain");
    emulator.stop().await;
    let (_emulator, client) = start_on(&directory).await;
    assert_eq!(client.list_domains().send().await.expect("a page").domains().len(), 0);
}

#[tokio::test]
async fn a_session_goes_on() {
    let directory = directory();
    let (emulator, _client) = start_on(&directory).await;
    let credentials = assume(&emulator, "me", "").await;
    emulator.stop().await;
    let (emulator, _client) = start_on(&directory).await;
    let session = client(&emulator, "us-east-1", credentials);
    session.list_domains().send().await.expect("a page");
}

#[tokio::test]
async fn a_token_opens_what_it_opened() {
    let directory = directory();
    let (emulator, client) = start_on(&directory).await;
    fill(&client).await;
    let token = client.get_authorization_token().domain("main").send().await.expect("a token");
    let token = token.authorization_token.expect("its text");
    emulator.stop().await;
    let (emulator, _client) = start_on(&directory).await;
    for (token, status) in [(token.as_str(), 200), ("another", 401)] {
        let headers = vec![("authorization", format!("Bearer {token}"))];
        let ping = Raw::new("GET", "/npm/d/main-000000000000/store/-/ping", "");
        let reply = Raw { headers, ..ping }.send_unsigned(&emulator).await;
        assert_eq!(reply.status, status);
    }
}

#[tokio::test]
async fn a_reset_forgets_what_is_kept() {
    let directory = directory();
    let (emulator, client) = start_on(&directory).await;
    fill(&client).await;
    emulator.control().reset().await.expect("the beginning");
    assert_eq!(assets(&directory), [""; 0]);
    emulator.stop().await;
    let (_emulator, client) = start_on(&directory).await;
    assert_eq!(client.list_domains().send().await.expect("a page").domains().len(), 0);
}

#[tokio::test]
async fn what_a_kill_has_left_is_swept_away() {
    let directory = directory();
    let (emulator, client) = start_on(&directory).await;
    fill(&client).await;
    emulator.stop().await;
    let kept = assets(&directory);
    let stray = directory.path().join("state.assets/codeartifact-stray");
    fs::write(stray, "half an upload").expect("a file");
    let (_emulator, _client) = start_on(&directory).await;
    assert_eq!(assets(&directory), kept);
}

/// Checks that an emulator does not start on a file, which stays as it is, and says so in these
/// words.
async fn refused(file: &Path, words: &str) {
    let before = fs::read(file).expect("the file");
    let refusal = Emulator::start(Options::default().state(file)).await.expect_err("a refusal");
    let message = refusal.to_string();
    assert!(message.contains(words) && message.contains(&*file.to_string_lossy()), "{message}");
    assert!(fs::read(file).expect("the file") == before, "the file is changed");
}

#[tokio::test]
async fn a_file_that_is_not_ours_is_refused() {
    let directory = directory();
    let file = directory.path().join("state");
    fs::write(&file, "a letter to a friend".repeat(1_000)).expect("a file");
    refused(&file, "not a state file of codeartifact-emulator").await;
}

#[tokio::test]
async fn a_file_of_another_program_or_of_a_newer_format_is_refused() {
    for (table, format, words) in [
        ("inventory", 1, "not a state file of codeartifact-emulator"),
        ("codeartifact-emulator", 2, "newer codeartifact-emulator, in format 2"),
    ] {
        let directory = directory();
        let file = directory.path().join("state");
        let database = redb::Database::create(&file).expect("a database");
        let transaction = database.begin_write().expect("a transaction");
        let table = redb::TableDefinition::<&str, u64>::new(table);
        let mut table = transaction.open_table(table).expect("a table");
        table.insert("format", format).expect("room");
        drop(table);
        transaction.commit().expect("a commit");
        drop(database);
        let refusal =
            Emulator::start(Options::default().state(&file)).await.expect_err("a refusal");
        assert!(refusal.to_string().contains(words), "{refusal}");
    }
}

#[tokio::test]
async fn a_file_in_use_is_refused() {
    let directory = directory();
    let (_emulator, _client) = start_on(&directory).await;
    refused(&directory.path().join("state"), "in use by another codeartifact-emulator").await;
}

#[tokio::test]
async fn a_missing_asset_is_reported() {
    let directory = directory();
    let (emulator, client) = start_on(&directory).await;
    fill(&client).await;
    emulator.stop().await;
    fs::remove_dir_all(directory.path().join("state.assets")).expect("the assets");
    let options = Options::default().state(directory.path().join("state"));
    let refusal = Emulator::start(options).await.expect_err("a refusal").to_string();
    assert!(refusal.contains("the directory of assets belongs beside"), "{refusal}");
}
