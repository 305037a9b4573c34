//! The security token service, as the configuration of AWS's own client uses it.

use std::time::Duration;

use aws_sdk_codeartifact::config::{Credentials, Region};
use codeartifact_emulator::Emulator;

use crate::raw::{Raw, Reply};
use crate::world::{client, refused, requests, start};

const IDENTITY: &str = "Action=GetCallerIdentity&Version=2011-06-15";

async fn send(emulator: &Emulator, form: &str) -> Reply {
    let headers = vec![("content-type", "application/x-www-form-urlencoded".to_owned())];
    Raw { service: "sts", headers, ..Raw::new("POST", "/", form) }.send(emulator).await
}

#[tokio::test]
async fn a_caller_learns_who_they_are() {
    let (emulator, _client) = start().await;
    let reply = send(&emulator, IDENTITY).await;
    let answer = reply.body.as_str().expect("XML");
    assert!(answer.contains("<Account>000000000000</Account>"), "{answer}");
    assert!(answer.contains("<Arn>arn:aws:iam::000000000000:user/test</Arn>"), "{answer}");
    assert_eq!(requests(&emulator).await[0].operation, "GetCallerIdentity");
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
    let principal = &requests(&emulator).await[1].principal;
    assert_eq!(principal, "arn:aws:sts::111122223333:assumed-role/ci/build");
    let token = client.get_authorization_token().domain("main").duration_seconds(0).send().await;
    let ends = token.expect("a token").expiration.expect("an end");
    let hour_from_now = std::time::SystemTime::now() + std::time::Duration::from_secs(3601);
    assert!(ends < hour_from_now.into(), "a token of 0 seconds ends with the session");
}

#[tokio::test]
async fn a_session_needs_its_token() {
    let (emulator, _client) = start().await;
    let whole = assume(&emulator, "me", "").await;
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
    let session = client(&emulator, "us-east-1", assume(&emulator, "me", "").await);
    emulator.control().advance_clock(Duration::from_secs(3590)).await.expect("a clock");
    session.list_domains().send().await.expect("the last call of the session");
    emulator.control().advance_clock(Duration::from_secs(20)).await.expect("a clock");
    refused(session.list_domains().send().await, "403 ExpiredTokenException", "expired");
}

/// The credentials in an answer.
fn credentials(answer: &str) -> Credentials {
    let element = |name: &str| {
        let (_, rest) = answer.split_once(&format!("<{name}>")).expect("the element");
        rest.split_once("</").expect("the end of the element").0.to_owned()
    };
    let token = Some(element("SessionToken"));
    Credentials::new(element("AccessKeyId"), element("SecretAccessKey"), token, None, "test")
}

#[tokio::test]
async fn every_caller_can_ask_for_the_account_of_a_key() {
    let (emulator, _client) = start().await;
    let session = assume(&emulator, "test", "").await;
    for (key, account) in [("test", "000000000000"), (session.access_key_id(), "111122223333")] {
        let reply = send(&emulator, &format!("Action=GetAccessKeyInfo&AccessKeyId={key}")).await;
        let answer = reply.body.as_str().expect("XML").to_owned();
        assert!(answer.contains(&format!("<Account>{account}</Account>")), "{answer}");
    }
}

/// A session of role `ci`, which `further` inputs are about.
pub(crate) async fn assume(emulator: &Emulator, session: &str, further: &str) -> Credentials {
    credentials(send(emulator, &role(session, further)).await.body.as_str().expect("XML"))
}

fn role(session: &str, further: &str) -> String {
    let role = "arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fci";
    format!("Action=AssumeRole&RoleSessionName={session}&RoleArn={role}{further}")
}

/// The answer to a session that assumes another role.
async fn chain(emulator: &Emulator, session: &Credentials, further: &str) -> String {
    let headers = vec![
        ("content-type", "application/x-www-form-urlencoded".to_owned()),
        ("x-amz-security-token", session.session_token().unwrap_or_default().to_owned()),
    ];
    let form = role("next", further);
    let raw = Raw {
        service: "sts",
        headers,
        access_key_id: session.access_key_id().to_owned(),
        secret_access_key: session.secret_access_key().to_owned(),
        ..Raw::new("POST", "/", form.as_str())
    };
    raw.send(emulator).await.body.as_str().expect("XML").to_owned()
}

#[tokio::test]
async fn a_chain_of_roles_keeps_its_source_and_its_transitive_tags() {
    let (emulator, _client) = start().await;
    let tags = "&SourceIdentity=alice&Tags.member.1.Key=team&Tags.member.1.Value=core&TransitiveTagKeys.member.1=team";
    let first = assume(&emulator, "first", tags).await;
    let answer = chain(&emulator, &first, "").await;
    assert!(answer.contains("<SourceIdentity>alice</SourceIdentity>"), "{answer}");
    for (further, words) in [
        ("&DurationSeconds=3601", "exceeds the 1 hour session limit"),
        ("&SourceIdentity=bob", "can't be changed"),
        ("&Tags.member.1.Key=team&Tags.member.1.Value=web", "conflicts with a transitive tag key"),
    ] {
        let answer = chain(&emulator, &first, further).await;
        assert!(answer.contains("<Error>") && answer.contains(words), "{further}: {answer}");
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let (emulator, _client) = start().await;
    let me = |further: &str| role("me", further);
    let (validation, parameter) = ("ValidationError", "InvalidParameterValue");
    for (form, code, words) in [
        ("Action=GetFederationToken".to_owned(), "InvalidAction", "GetFederationToken"),
        (String::new(), "InvalidAction", ""),
        ("Action=AssumeRole".to_owned(), validation, "2 validation errors detected"),
        ("Action=AssumeRole&RoleSessionName=me&RoleArn=role".to_owned(), validation, "'roleArn'"),
        (role("m", ""), validation, "Member must have length greater than or equal to 2"),
        (role("not%20so", ""), validation, "'roleSessionName' failed to satisfy constraint"),
        (me("&DurationSeconds=899"), validation, "value greater than or equal to 900"),
        (me("&DurationSeconds=43201"), validation, "value less than or equal to 43200"),
        (me("&DurationSeconds=hour"), validation, "'durationSeconds'"),
        (me("&SourceIdentity=%2F%2F"), validation, "'sourceIdentity'"),
        (me("&ExternalId=x"), validation, "'externalId'"),
        (me("&Tags.member.1.Key=team"), validation, "'tags.1.member.Value'"),
        (me("&TransitiveTagKeys.member.1=team"), parameter, "must be included"),
        (
            me(
                "&Tags.member.1.Key=a&Tags.member.1.Value=1&Tags.member.2.Key=A&Tags.member.2.Value=2",
            ),
            parameter,
            "case insensitive",
        ),
        (me("&Policy=nonsense"), "MalformedPolicyDocument", "invalid Json"),
        ("Action=GetAccessKeyInfo".to_owned(), validation, "'accessKeyId'"),
        ("Action=GetAccessKeyInfo&AccessKeyId=nobody".to_owned(), validation, "nobody"),
        (
            role("me", "").replace("AssumeRole", "AssumeRoleWithWebIdentity"),
            validation,
            "'webIdentityToken'",
        ),
    ] {
        let reply = send(&emulator, &form).await;
        assert_eq!(reply.status, 400, "{form}");
        let answer = reply.body.as_str().expect("XML");
        let code = format!("<Code>{code}</Code>");
        assert!(answer.contains(&code) && answer.contains(words), "{form}: {answer}");
    }
}
