//! What a user reads when AWS says no, and that only "not found" means gone.

use std::fs;

use codeartifact_emulator::{Fault, Options};

use super::{World, domain, repository};
use crate::aws::{Error, Kind, Settings, Tags};

fn check(error: &Error, kind: Kind, parts: &[&str]) {
    assert_eq!(error.kind(), kind, "{error}");
    for part in parts {
        assert!(error.to_string().contains(part), "{part} in {error}");
    }
}

#[tokio::test]
async fn a_denied_call_names_the_permission_and_is_not_gone() {
    let world = World::with_domain().await;
    world
        .fault(Fault::on("*").error(403, "AccessDeniedException", "User: x is not authorized"))
        .await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("denied");
    check(
        &error,
        Kind::AccessDenied,
        &["User: x is not authorized", "`codeartifact:DescribeDomain`"],
    );
    let error = world.aws.authorization_token(&domain("main"), None).await.expect_err("denied");
    check(&error, Kind::AccessDenied, &["`sts:GetServiceBearerToken`"]);
    let error = world.aws.delete_domain(&domain("main")).await.expect_err("denied");
    check(&error, Kind::AccessDenied, &["`codeartifact:DeleteDomain`"]);
}

#[tokio::test]
async fn not_found_is_gone_only_for_what_was_asked() {
    let world = World::with_domain().await;
    let missing = repository("main", "missing");
    let error = world.aws.update_repository(&missing, Some(""), None).await.expect_err("missing");
    check(&error, Kind::NotFound, &["missing", "UpdateRepository", "request "]);
    let upstreams = ["missing".to_owned()];
    let id = repository("main", "app");
    let made = world.aws.create_repository(&id, None, &upstreams, &Tags::new()).await;
    check(&made.expect_err("a missing upstream"), Kind::NotFound, &["missing"]);
    let error = world.aws.repository_endpoint(&missing, "npm", None).await.expect_err("missing");
    check(&error, Kind::NotFound, &["GetRepositoryEndpoint"]);
}

/// What is not CodeArtifact also answers 404, and must not make a plan forget everything.
#[tokio::test]
async fn a_stranger_that_knows_nothing_does_not_mean_gone() {
    let world = World::with_domain().await;
    world.fault(Fault::on("*").error(404, "", "")).await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("a stranger");
    check(&error, Kind::Unexpected, &[world.emulator.url(), "not one of CodeArtifact"]);
}

#[tokio::test]
async fn a_wrong_key_is_a_matter_of_credentials() {
    let world = World::with(Options::default(), |settings| {
        settings.secret_key = Some("wrong-secret".into())
    });
    let world = world.await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("a wrong key");
    check(&error, Kind::Credentials, &["`access_key`", "AWS_PROFILE"]);
    assert!(!error.to_string().contains("wrong-secret"), "{error}");
}

#[tokio::test]
async fn a_profile_without_credentials_says_how_to_give_them() {
    let home = tempfile::tempdir().expect("a directory");
    let file = home.path().join("config");
    fs::write(&file, "[profile dev]\nregion = eu-west-1\n").expect("a file");
    let world = World::with(Options::default(), |settings| {
        let files = vec![file.to_str().expect("a path of text").to_owned()];
        let endpoints = settings.endpoints.clone();
        *settings = Settings {
            profile: Some("dev".to_owned()),
            shared_config_files: files.clone(),
            shared_credentials_files: files,
            endpoints,
            ..Settings::default()
        };
    });
    let world = world.await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("no credentials");
    check(&error, Kind::Credentials, &["`access_key`", "AWS_ACCESS_KEY_ID", "aws sso login"]);
    assert!(world.operations().await.is_empty());
}
