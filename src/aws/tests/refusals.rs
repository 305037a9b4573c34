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

/// The error of DescribeDomain in a Region where the service refuses it in this way.
async fn refused(region: &str, status: u16, code: &str, message: &str) -> Error {
    let world = World::with(Options::default(), |settings| {
        settings.region = Some(region.to_owned());
        settings.max_retries = Some(1);
    });
    let world = world.await;
    world.fault(Fault::on("*").error(status, code, message)).await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("a refusal");
    for never in ["AWS_ENDPOINT_URL", "`endpoints"] {
        assert!(!error.to_string().contains(never), "an answer with a code: {error}");
    }
    error
}

const DENIED: &str = "User: arn:aws:iam::111122223333:user/it is not authorized to perform: \
                      codeartifact:DescribeDomain on resource: arn:aws:codeartifact:eu-west-1:1:domain/main";

#[tokio::test]
async fn a_deny_is_lifted_by_whoever_manages_its_policy() {
    for (policy, who) in [
        ("a service control policy", "AWS Organizations"),
        ("a permissions boundary", "permissions boundary"),
        ("an identity-based policy", "in IAM"),
        ("a resource-based policy", "domain or repository"),
    ] {
        let message = format!("{DENIED} with an explicit deny in {policy}");
        let error = refused("eu-west-1", 403, "AccessDeniedException", &message).await;
        check(&error, Kind::AccessDenied, &["explicit deny", policy, who]);
        assert!(!error.to_string().contains("The caller needs"), "{error}");
    }
    let message = format!(
        "{DENIED} because no permissions boundary allows the codeartifact:DescribeDomain action"
    );
    let error = refused("eu-west-1", 403, "AccessDeniedException", &message).await;
    check(&error, Kind::AccessDenied, &["A permissions boundary applies to the call"]);
}

#[tokio::test]
async fn the_action_that_is_lacking_is_the_one_of_the_message() {
    let other = DENIED.replace("DescribeDomain", "AssociateWithDownstreamRepository");
    let error = refused("eu-west-1", 403, "AccessDeniedException", &other).await;
    check(
        &error,
        Kind::AccessDenied,
        &["The caller needs `codeartifact:AssociateWithDownstreamRepository`"],
    );
    assert!(!error.to_string().contains("`codeartifact:DescribeDomain`"), "{error}");
}

#[tokio::test]
async fn credentials_are_blamed_only_where_they_are_wrong() {
    let skewed = "Signature expired: 20261128T100000Z is now earlier than 20261128T110000Z";
    for (region, status, code, message, kind, advice) in [
        ("eu-west-1", 403, "InvalidSignatureException", skewed, Kind::Credentials, "Set the clock"),
        ("eu-west-1", 403, "RequestExpired", "no", Kind::Credentials, "Set the clock"),
        (
            "eu-west-1",
            403,
            "MissingAuthenticationTokenException",
            "Missing Authentication Token",
            Kind::Credentials,
            "without its signature",
        ),
        (
            "eu-south-1",
            403,
            "UnrecognizedClientException",
            "The security token included in the request is invalid.",
            Kind::Credentials,
            "must have eu-south-1 enabled",
        ),
        (
            "eu-west-1",
            403,
            "OptInRequired",
            "no",
            Kind::AccessDenied,
            "must have eu-west-1 enabled",
        ),
    ] {
        let error = refused(region, status, code, message).await;
        check(&error, kind, &[code, advice]);
        assert!(!error.to_string().contains("AWS_ACCESS_KEY_ID"), "{error}");
    }
    let error = refused("eu-west-1", 403, "UnrecognizedClientException", "no").await;
    check(&error, Kind::Credentials, &["AWS_ACCESS_KEY_ID"]);
}

#[tokio::test]
async fn a_domain_that_cannot_be_deleted_names_what_it_holds() {
    let world = World::with_domain().await;
    for name in ["a", "b", "c", "d", "e", "f"] {
        let id = repository("main", &format!("team-{name}"));
        world.aws.create_repository(&id, None, &[], &Tags::new()).await.expect("a repository");
    }
    let error = world.aws.delete_domain(&domain("main")).await.expect_err("it holds repositories");
    let held = "Delete them first: team-a, team-b, team-c, team-d, team-e, and the others.";
    check(&error, Kind::Conflict, &[held]);
}

/// What is not CodeArtifact also answers 404, and must not make a plan forget everything.
#[tokio::test]
async fn a_stranger_that_knows_nothing_does_not_mean_gone() {
    let world = World::with_domain().await;
    world.fault(Fault::on("*").error(404, "", "")).await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("a stranger");
    check(
        &error,
        Kind::Unexpected,
        &[world.emulator.url(), "not one of CodeArtifact", "without an error code ("],
    );
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
    assert!(error.to_string().starts_with("No AWS credentials were found"), "{error}");
    assert!(world.operations().await.is_empty());
}
