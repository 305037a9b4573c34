//! Estates that an emulator starts with, and estates written down.

mod generated;

use std::fs;
use std::path::Path;

use codeartifact_emulator::{Emulator, Options, Seed};
use proptest::prelude::*;
use serde_json::json;

use crate::process::{Process, emulator};
use crate::raw::Raw;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/estate.yaml");

async fn start(seed: Seed) -> Emulator {
    Emulator::start(Options::default().seed(seed)).await.expect("the seed is taken")
}

fn read(text: &str) -> Seed {
    text.parse().unwrap_or_else(|error| panic!("{error}: {text}"))
}

/// What an emulator writes down that was started with a seed.
async fn planted(seed: Seed) -> String {
    start(seed).await.control().dump().await.expect("an estate").to_yaml()
}

/// Checks that what is written down begins the same estate again, and answers it.
async fn comes_back(seed: Seed) -> String {
    let first = planted(seed).await;
    assert_eq!(planted(read(&first)).await, first);
    first
}

#[tokio::test]
async fn the_example_comes_back() {
    let example = Seed::read(Path::new(EXAMPLE)).expect("the example");
    let told = comes_back(example).await;
    for part in [
        "name: npm-store",
        "public:npmjs",
        "ALLOW_SPECIFIC_REPOSITORIES",
        "workers = 4",
        "Archived",
        "AAH/gA==",
        "platform@example.com",
        "name: other",
    ] {
        assert!(told.contains(part), "{part} is not in {told}");
    }
}

#[tokio::test]
async fn what_is_described_is_there() {
    let emulator = start(Seed::read(Path::new(EXAMPLE)).expect("the example")).await;
    let raw = async |method, uri: &str| {
        let mut request = Raw::new(method, uri, "");
        request.region = "eu-west-1";
        request.send(&emulator).await.body
    };
    let app = raw("GET", "/v1/repository?domain=main&repository=app").await;
    assert_eq!(
        app["repository"]["upstreams"],
        json!([{ "repositoryName": "shared" }, { "repositoryName": "npm-store" }])
    );
    let shared = raw("GET", "/v1/repository?domain=main&repository=shared").await;
    assert_eq!(shared["repository"]["administratorAccount"], "111122223333");
    let place = "domain=main&repository=app&format=generic&namespace=acme&package=settings";
    let asset = format!("/v1/package/version/asset?{place}&version=1.0.0&asset=app.toml");
    assert_eq!(raw("GET", &asset).await, "name = \"app\"\nworkers = 4\n");
    let version = raw("GET", &format!("/v1/package/version?{place}&version=0.9.0")).await;
    assert_eq!(version["packageVersion"]["status"], "Archived");
}

#[tokio::test]
async fn a_reset_goes_back_to_the_seed() {
    let emulator = start(read("domains: [{name: main}]")).await;
    let before = emulator.control().dump().await.expect("an estate");
    Raw::new("DELETE", "/v1/domain?domain=main", "").send(&emulator).await;
    assert_ne!(emulator.control().dump().await.expect("an estate"), before);
    emulator.control().reset().await.expect("the beginning");
    assert_eq!(emulator.control().dump().await.expect("an estate"), before);
}

#[tokio::test]
async fn a_seed_is_planted_once_in_a_state() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = || {
        let seed = Seed::read(Path::new(EXAMPLE)).expect("the example");
        Options::default().state(directory.path().join("state")).seed(seed)
    };
    let emulator = Emulator::start(options()).await.expect("a new estate");
    Raw::new("DELETE", "/v1/domain?domain=other", "").send(&emulator).await;
    let kept = emulator.control().dump().await.expect("an estate").to_yaml();
    assert!(!kept.contains("name: other"), "{kept}");
    emulator.stop().await;
    let emulator = Emulator::start(options()).await.expect("the estate");
    assert_eq!(emulator.control().dump().await.expect("an estate").to_yaml(), kept);
    assert_eq!(planted(read(&kept)).await, kept);
}

#[tokio::test]
async fn an_error_names_the_place() {
    let repositories = |given: &str| {
        format!("domains: [{{name: main, repositories: [{{name: first}}, {given}]}}]")
    };
    let packages = |given: &str| repositories(&format!("{{name: second, packages: [{given}]}}"));
    for (seed, path, words) in [
        ("domains: [{nam: main}]".to_owned(), "domains[0].nam", "unknown field"),
        ("domains: [{name: [a]}]".to_owned(), "domains[0].name", "string"),
        ("domains: [{region: a}]".to_owned(), "domains[0]", "missing field"),
        ("domains: [{name: Main}]".to_owned(), "domains[0]", "regular expression"),
        ("domains: [{name: main}, {name: main}]".to_owned(), "domains[1]", "already exists"),
        (
            repositories("{name: second, upstreams: [third]}"),
            "domains[0].repositories[1].upstreams",
            "'third'",
        ),
        (
            repositories("{name: second, upstreams: [second]}"),
            "domains[0].repositories[1].upstreams",
            "its own",
        ),
        (
            repositories("{name: second, external_connection: public:x}"),
            "domains[0].repositories[1].external_connection",
            "public:x",
        ),
        (
            repositories("{name: second, policy: '{'}"),
            "domains[0].repositories[1].policy",
            "policy",
        ),
        (
            packages("{format: generic, name: p}"),
            "domains[0].repositories[1].packages[0]",
            "must have a namespace",
        ),
        (
            packages("{format: npm, name: p, versions: [{version: 1, assets: [{name: a}]}]}"),
            "domains[0].repositories[1].packages[0].versions[0].assets[0]",
            "one of 'text', 'base64' and 'file'",
        ),
        (
            packages(
                "{format: npm, name: p, versions: [{version: 1, assets: [{name: a, file: no/such}]}]}",
            ),
            "domains[0].repositories[1].packages[0].versions[0].assets[0]",
            "no/such",
        ),
        (
            packages("{format: npm, name: p, versions: [{version: a/b}]}"),
            "domains[0].repositories[1].packages[0].versions[0]",
            "regular expression",
        ),
        (
            "domains: [{name: main, package_groups: [{pattern: /npm}]}]".to_owned(),
            "domains[0].package_groups[0]",
            "not valid",
        ),
    ] {
        let refusal = match seed.parse::<Seed>() {
            Err(error) => error.to_string(),
            Ok(read) => {
                let started = Emulator::start(Options::default().seed(read)).await;
                started.expect_err("a refusal").to_string()
            }
        };
        assert!(refusal.contains(&format!("{path}: ")), "{seed}: {refusal}");
        assert!(refusal.contains(words), "{seed}: {refusal}");
    }
}

#[test]
fn the_program_reads_and_writes_seeds() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("dump.yaml");
    let dump = |seed: &str| {
        let output = emulator(&["dump", "--seed", seed]).output().expect("the emulator runs");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        output.stdout
    };
    let first = dump(EXAMPLE);
    fs::write(&file, &first).expect("a file");
    assert_eq!(dump(file.to_str().expect("a path in UTF-8")), first);
    let running = Process::start(&["--seed", EXAMPLE]);
    let port = running.url().rsplit(':').next().expect("a port");
    let output = emulator(&["--port", port, "dump"]).output().expect("the emulator runs");
    assert_eq!(output.stdout, first);
    fs::write(&file, "domains: 1").expect("a file");
    let refusal = emulator(&["--seed", file.to_str().expect("a path in UTF-8")]).output();
    let told = String::from_utf8_lossy(&refusal.expect("the emulator runs").stderr).into_owned();
    assert!(told.contains("dump.yaml") && told.contains("domains: "), "{told}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn every_estate_comes_back(seed in generated::estate()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(comes_back(read(&seed.to_string())));
    }
}
