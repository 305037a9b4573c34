//! The security token service, as the configuration of AWS's own client uses it.

use std::time::Duration;

use aws_sdk_codeartifact::config::{Credentials, Region};
use codeartifact_emulator::Emulator;

use crate::raw::{Raw, Reply};
use crate::world::{client, refused, start};

const IDENTITY: &str = "Action=GetCallerIdentity&Version=2011-06-15";

async fn send(emulator: &Emulator, form: &str) -> Reply {
    let headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
    Raw { service: "sts", headers, ..Raw::new("POST", "/", form) }.send(emulator).await
}

#[tokio::test]
async fn a_caller_learns_who_they_are() {
    let (emulator, _client) = start().await;
    let reply = send(&emulator, IDENTITY).await;
    let told = reply.body.as_str().expect("XML");
    assert!(told.contains("<Account>000000000000</Account>"), "{told}");
    assert!(told.contains("<Arn>arn:aws:iam::000000000000:user/test</Arn>"), "{told}");
    assert_eq!(emulator.requests()[0].operation, "GetCallerIdentity");
}

#[tokio::test]
async fn a_role_is_assumed_by_the_client_itself() {
    let (emulator, _client) = start().await;
    let base = aws_config::defaults(aws_config::BehaviorVersion::latest())
        .endpoint_url(emulator.url())
        .region(Region::from_static("eu-west-1"))
        .credentials_provider(Credentials::new("test", "test", None, None, "test"))
        .load()
        .await;
    let role =
        aws_config::sts::AssumeRoleProvider::builder("arn:aws:iam::111122223333:role/team/ci")
            .session_name("build")
            .configure(&base)
            .build()
            .await;
    let config =
        aws_sdk_codeartifact::config::Builder::from(&base).credentials_provider(role).build();
    let client = aws_sdk_codeartifact::Client::from_conf(config);
    let made = client.create_domain().domain("main").send().await.expect("a new domain");
    let arn = made.domain.and_then(|domain| domain.arn);
    assert_eq!(arn.as_deref(), Some("arn:aws:codeartifact:eu-west-1:111122223333:domain/main"));
    let principal = &emulator.requests()[1].principal;
    assert_eq!(principal, "arn:aws:sts::111122223333:assumed-role/ci/build");
    let token = client.get_authorization_token().domain("main").duration_seconds(0).send().await;
    let ends = token.expect("a token").expiration.expect("an end");
    let hour_from_now = std::time::SystemTime::now() + std::time::Duration::from_secs(3601);
    assert!(ends < hour_from_now.into(), "a token of 0 seconds ends with the session");
}

#[tokio::test]
async fn a_session_needs_its_token() {
    let (emulator, _client) = start().await;
    let form = "Action=AssumeRole&RoleSessionName=me&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fci";
    let reply = send(&emulator, form).await;
    let whole = credentials(reply.body.as_str().expect("XML"));
    let (id, secret) = (whole.access_key_id().to_owned(), whole.secret_access_key().to_owned());
    let bare = Credentials::new(id, secret, None, None, "test");
    client(&emulator, "us-east-1", whole).list_domains().send().await.expect("a page");
    refused(
        client(&emulator, "us-east-1", bare).list_domains().send().await,
        "403 UnrecognizedClientException",
        "security token",
    );
}

#[tokio::test]
async fn a_session_ends_by_the_clock_of_the_emulator() {
    let (emulator, _client) = start().await;
    let form = "Action=AssumeRole&RoleSessionName=me&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fci";
    let reply = send(&emulator, form).await;
    let session = client(&emulator, "us-east-1", credentials(reply.body.as_str().expect("XML")));
    emulator.advance_clock(Duration::from_secs(3590));
    session.list_domains().send().await.expect("the last call of the session");
    emulator.advance_clock(Duration::from_secs(20));
    refused(session.list_domains().send().await, "403 ExpiredTokenException", "expired");
}

/// The credentials that an answer tells.
fn credentials(told: &str) -> Credentials {
    let element = |name: &str| {
        let (_, rest) = told.split_once(&format!("<{name}>")).expect("the element");
        rest.split_once("</").expect("the end of the element").0.to_owned()
    };
    let token = Some(element("SessionToken"));
    Credentials::new(element("AccessKeyId"), element("SecretAccessKey"), token, None, "test")
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let (emulator, _client) = start().await;
    for (form, code) in [
        ("Action=AssumeRole&RoleSessionName=me&RoleArn=role", "ValidationError"),
        (
            "Action=AssumeRole&RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fci",
            "ValidationError",
        ),
        ("Action=GetFederationToken", "InvalidAction"),
        ("", "InvalidAction"),
    ] {
        let reply = send(&emulator, form).await;
        assert_eq!(reply.status, 400, "{form}");
        let told = reply.body.as_str().expect("XML");
        assert!(told.contains(&format!("<Code>{code}</Code>")), "{told}");
    }
}
