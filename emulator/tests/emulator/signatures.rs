//! Who signed, and whether they could.

use std::time::{Duration, SystemTime};

use aws_sdk_codeartifact::config::Credentials;
use codeartifact_emulator::Options;

use crate::raw::{Raw, Reply};
use crate::world::{client, refused, requests, start, start_with};

const LIST: &str = "/v1/domains";

fn list() -> Raw {
    Raw::new("POST", LIST, "{}")
}

fn check(reply: &Reply, code: &str, words: &str) {
    assert_eq!(
        (reply.status, reply.header("x-amzn-errortype")),
        (403, Some(code)),
        "{}",
        reply.body
    );
    let message = reply.body["message"].as_str().unwrap_or_default();
    assert!(message.contains(words), "{message:?} does not contain {words:?}");
}

#[tokio::test]
async fn a_good_signature_is_taken() {
    let (emulator, _client) = start().await;
    assert_eq!(list().send(&emulator).await.status, 200);
    let encoded =
        Raw::new("POST", "/v1/tags?resourceArn=arn%3Aaws%3As3%3A%3A%3Aa%2Fb%20c%2Bd~e", "");
    assert_eq!(encoded.send(&emulator).await.status, 400, "it is signed well, though no ARN");
}

#[tokio::test]
async fn an_unknown_key_is_not_recognised() {
    let (emulator, _client) = start().await;
    let reply = Raw { access_key_id: "nobody".to_owned(), ..list() }.send(&emulator).await;
    check(&reply, "UnrecognizedClientException", "security token");
    let token = Some("a token that was never given".to_owned());
    let other =
        client(&emulator, "us-east-1", Credentials::new("test", "test", token, None, "test"));
    let refusal = other.list_domains().send().await;
    refused(refusal, "403 UnrecognizedClientException", "security token");
}

#[tokio::test]
async fn what_was_not_signed_so_is_refused() {
    let (emulator, _client) = start().await;
    let code = "InvalidSignatureException";
    let reply = Raw { secret_access_key: "guess".to_owned(), ..list() }.send(&emulator).await;
    check(&reply, code, "does not match");
    let reply = Raw { other_body: Some(r#"{"maxResults":1}"#), ..list() }.send(&emulator).await;
    check(&reply, code, "does not match");
    let reply = Raw { service: "s3", ..list() }.send(&emulator).await;
    check(&reply, code, "correct service: 'codeartifact'");
    for hash in ["UNSIGNED-PAYLOAD".to_owned(), "0".repeat(64)] {
        let headers = vec![("x-amz-content-sha256", hash)];
        let reply = Raw { headers, ..list() }.send(&emulator).await;
        check(&reply, code, "does not match");
    }
}

#[tokio::test]
async fn a_clock_that_is_off_is_refused() {
    let (emulator, _client) = start().await;
    let off = Duration::from_secs(6 * 60);
    for (time, words) in [
        (SystemTime::now() - off, "Signature expired"),
        (SystemTime::now() + off, "Signature not yet current"),
    ] {
        let reply = Raw { time, ..list() }.send(&emulator).await;
        check(&reply, "InvalidSignatureException", words);
    }
    let time = SystemTime::now() - Duration::from_secs(4 * 60);
    assert_eq!(Raw { time, ..list() }.send(&emulator).await.status, 200);
}

#[tokio::test]
async fn a_request_must_be_signed() {
    let (emulator, _client) = start().await;
    let reply = list().send_unsigned(&emulator).await;
    check(&reply, "MissingAuthenticationTokenException", "Missing Authentication Token");
    for header in [
        "Basic dGVzdDp0ZXN0",
        "AWS4-HMAC-SHA256 Credential=test",
        "AWS4-HMAC-SHA256 Credential=a/b/c, SignedHeaders=host, Signature=0",
    ] {
        let headers = vec![("authorization", header.to_owned())];
        let reply = Raw { headers, ..list() }.send_unsigned(&emulator).await;
        check(&reply, "IncompleteSignature", "Authorization header requires");
    }
    assert_eq!(requests(&emulator).await[0].account, "", "nobody was recognised");
}

#[tokio::test]
async fn verification_can_be_switched_off() {
    let (emulator, _client) = start_with(Options::default().verify_signatures(false)).await;
    assert_eq!(list().send_unsigned(&emulator).await.status, 200);
    let stranger =
        client(&emulator, "eu-west-1", Credentials::new("any", "any", None, None, "test"));
    let made = stranger.create_domain().domain("main").send().await.expect("a new domain");
    let arn = made.domain.and_then(|domain| domain.arn);
    assert_eq!(arn.as_deref(), Some("arn:aws:codeartifact:eu-west-1:000000000000:domain/main"));
}
