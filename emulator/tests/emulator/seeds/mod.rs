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
    let dump = comes_back(example).await;
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
        assert!(dump.contains(part), "{part} is not in {dump}");
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

/// A seed is refused: the refusal names the place, and holds these words.
async fn check_refused(seed: &str, path: &str, words: &str) {
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

#[tokio::test]
async fn an_error_names_the_place_in_a_domain() {
    for (seed, path, words) in [
        ("[{nam: main}]", "domains[0].nam", "unknown field"),
        ("[{name: [a]}]", "domains[0].name", "string"),
        ("[{region: a}]", "domains[0]", "missing field"),
        ("[{name: Main}]", "domains[0]", "regular expression"),
        ("[{name: main}, {name: main}]", "domains[1]", "already exists"),
        (
            "[{name: main, package_groups: [{pattern: /npm}]}]",
            "domains[0].package_groups[0]",
            "not valid",
        ),
    ] {
        check_refused(&format!("domains: {seed}"), path, words).await;
    }
}

#[tokio::test]
async fn an_error_names_the_place_in_a_repository() {
    for (given, place, words) in [
        ("upstreams: [third]", "upstreams", "'third'"),
        ("upstreams: [second]", "upstreams", "its own"),
        ("external_connection: public:x", "external_connection", "public:x"),
        ("policy: '{'", "policy", "policy"),
    ] {
        check_refused(&second(given), &format!("domains[0].repositories[1].{place}"), words).await;
    }
}

#[tokio::test]
async fn an_error_names_the_place_in_a_package() {
    for (given, place, words) in [
        ("format: generic", "", "must have a namespace"),
        (
            "format: npm, versions: [{version: 1, assets: [{name: a}]}]",
            ".versions[0].assets[0]",
            "one of 'text', 'base64' and 'file'",
        ),
        (
            "format: npm, versions: [{version: 1, assets: [{name: a, file: no/such}]}]",
            ".versions[0].assets[0]",
            "no/such",
        ),
        ("format: npm, versions: [{version: a/b}]", ".versions[0]", "regular expression"),
    ] {
        let seed = second(&format!("packages: [{{name: p, {given}}}]"));
        let path = format!("domains[0].repositories[1].packages[0]{place}");
        check_refused(&seed, &path, words).await;
    }
}

/// A seed whose second repository is given this.
fn second(given: &str) -> String {
    format!("domains: [{{name: main, repositories: [{{name: first}}, {{name: second, {given}}}]}}]")
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
    let printed = String::from_utf8_lossy(&refusal.expect("the emulator runs").stderr).into_owned();
    assert!(printed.contains("dump.yaml") && printed.contains("domains: "), "{printed}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn every_estate_comes_back(seed in generated::estate()) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        runtime.expect("a runtime").block_on(comes_back(read(&seed.to_string())));
    }
}
