//! The constraints of the model, each violated. AWS's own clients check few of them, so these
//! requests are raw.

use codeartifact_emulator::Emulator;

use crate::raw::Raw;
use crate::world::start_with_repositories;

const NAME_PATTERN: &str = r"pattern: [A-Za-z0-9][A-Za-z0-9._\-]{1,99}";

/// Checks that a request breaks this one rule of the model.
pub(crate) async fn check(
    emulator: &Emulator,
    method: &'static str,
    uri: &str,
    body: &str,
    rule: &str,
) {
    let reply = Raw::new(method, uri, body).send(emulator).await;
    let message = reply.body["message"].as_str().unwrap_or_default();
    assert_eq!(reply.status, 400, "{method} {uri} {body}: {message}");
    assert_eq!(reply.header("x-amzn-errortype"), Some("ValidationException"));
    assert_eq!(reply.body["reason"], "FIELD_VALIDATION_FAILED", "{method} {uri} {body}: {message}");
    assert!(message.contains(rule), "{method} {uri} {body}: {message:?} does not contain {rule:?}");
}

#[tokio::test]
async fn a_domain_name_has_a_form() {
    let (emulator, _client) = start_with_repositories(&[]).await;
    for (name, rule) in [
        ("", "length greater than or equal to 2"),
        ("a", "length greater than or equal to 2"),
        (&"a".repeat(51), "length less than or equal to 50"),
        ("Main", r"pattern: [a-z][a-z0-9\-]{0,48}[a-z0-9]"),
        ("main-", "regular expression pattern"),
        ("1main", "regular expression pattern"),
        ("main%0A", "regular expression pattern"),
    ] {
        let uri = format!("/v1/domain?domain={name}");
        for method in ["POST", "GET", "DELETE"] {
            check(&emulator, method, &uri, "", rule).await;
        }
    }
}

#[tokio::test]
async fn what_is_required_may_not_be_left_out() {
    let (emulator, _client) = start_with_repositories(&[]).await;
    for (method, uri, body, member) in [
        ("POST", "/v1/domain", "{}", "domain"),
        ("GET", "/v1/domain", "", "domain"),
        ("DELETE", "/v1/domain", "", "domain"),
        ("POST", "/v1/repository?domain=main", "{}", "repository"),
        ("GET", "/v1/repository?domain=main", "", "repository"),
        ("PUT", "/v1/repository?repository=store", "{}", "domain"),
        ("DELETE", "/v1/repository?repository=store", "", "domain"),
        ("POST", "/v1/domain/repositories", "", "domain"),
        (
            "POST",
            "/v1/repository/external-connection?domain=main&repository=store",
            "",
            "externalConnection",
        ),
        (
            "DELETE",
            "/v1/repository/external-connection?domain=main&repository=store",
            "",
            "externalConnection",
        ),
        ("GET", "/v1/repository/endpoint?domain=main&repository=store", "", "format"),
        ("GET", "/v1/domain/permissions/policy", "", "domain"),
        (
            "PUT",
            "/v1/domain/permissions/policy?domain=main",
            r#"{"policyDocument":"{}"}"#,
            "domain",
        ),
        ("PUT", "/v1/domain/permissions/policy", r#"{"domain":"main"}"#, "policyDocument"),
        ("DELETE", "/v1/domain/permissions/policy", "", "domain"),
        ("GET", "/v1/repository/permissions/policy?domain=main", "", "repository"),
        (
            "PUT",
            "/v1/repository/permissions/policy?domain=main&repository=store",
            "{}",
            "policyDocument",
        ),
        ("DELETE", "/v1/repository/permissions/policies?domain=main", "", "repository"),
        ("POST", "/v1/tags", "", "resourceArn"),
        ("POST", "/v1/tag?resourceArn=arn", r#"{"tags":null}"#, "tags"),
        ("POST", "/v1/tag?resourceArn=arn", r#"{"tags":[{"key":"a"}]}"#, "tags.1.member.value"),
        ("POST", "/v1/untag?resourceArn=arn", "", "tagKeys"),
        ("POST", "/v1/authorization-token", "", "domain"),
    ] {
        let rule = format!(
            "Value null at '{member}' failed to satisfy constraint: Member must not be null"
        );
        check(&emulator, method, uri, body, &rule).await;
    }
}

#[tokio::test]
async fn every_other_input_has_a_form() {
    let (emulator, _client) = start_with_repositories(&["store"]).await;
    let long = "x".repeat(1012);
    let many_tags = format!("{{\"tags\":[{}]}}", vec![r#"{"key":"a","value":""}"#; 201].join(","));
    let many_keys = format!("{{\"tagKeys\":[{}]}}", vec!["\"a\""; 201].join(","));
    let long_policy = format!(r#"{{"policyDocument":"{}"}}"#, "x".repeat(7169));
    let repository = "/v1/repository?domain=main&repository=store";
    let policy = "/v1/domain/permissions/policy?domain=main";
    let repository_policy = "/v1/repository/permissions/policy?domain=main&repository=store";
    for (method, uri, body, rule) in [
        ("GET", "/v1/domain?domain=main&domain-owner=12", "", "'domainOwner'"),
        ("GET", "/v1/domain?domain=main&domain-owner=12345678901a", "", "pattern: [0-9]{12}"),
        (
            "POST",
            "/v1/domain?domain=other",
            &format!(r#"{{"encryptionKey":"{long}"}}"#),
            "equal to 1011",
        ),
        ("POST", "/v1/domain?domain=other", r#"{"encryptionKey":"a b"}"#, r"pattern: \S+"),
        (
            "POST",
            "/v1/domain?domain=other",
            r#"{"tags":[{"key":"","value":""}]}"#,
            "'tags.1.member.key'",
        ),
        ("GET", "/v1/repository?domain=main&repository=a", "", "equal to 2"),
        ("GET", "/v1/repository?domain=main&repository=-store", "", NAME_PATTERN),
        ("POST", "/v1/repository?domain=main&repository=.store", "{}", NAME_PATTERN),
        ("PUT", repository, r#"{"description":"a\u0007b"}"#, r"pattern: \P{C}*"),
        ("PUT", repository, &format!(r#"{{"description":"{long}"}}"#), "equal to 1000"),
        (
            "PUT",
            repository,
            r#"{"upstreams":[{"repositoryName":"a"}]}"#,
            "'upstreams.1.member.repositoryName'",
        ),
        ("PUT", repository, r#"{"upstreams":[{}]}"#, "'upstreams.1.member.repositoryName'"),
        ("POST", "/v1/repositories?max-results=0", "", "value greater than or equal to 1"),
        ("POST", "/v1/repositories?max-results=1001", "", "value less than or equal to 1000"),
        ("POST", "/v1/repositories?next-token=", "", "'nextToken'"),
        ("POST", "/v1/repositories?repository-prefix=a", "", "'repositoryPrefix'"),
        (
            "POST",
            "/v1/domain/repositories?domain=main&administrator-account=1",
            "",
            "'administratorAccount'",
        ),
        ("POST", "/v1/domains", r#"{"maxResults":0}"#, "value greater than or equal to 1"),
        ("POST", "/v1/domains", r#"{"nextToken":"a b"}"#, "'nextToken'"),
        (
            "POST",
            "/v1/repository/external-connection?domain=main&repository=store&external-connection=%3A",
            "",
            "'externalConnection'",
        ),
        (
            "GET",
            "/v1/repository/endpoint?domain=main&repository=store&format=deb",
            "",
            "enum value set: [npm, pypi",
        ),
        (
            "GET",
            "/v1/repository/endpoint?domain=main&repository=store&format=npm&endpointType=x",
            "",
            "enum value set: [dualstack",
        ),
        ("PUT", repository_policy, &long_policy, "equal to 7168"),
        ("PUT", repository_policy, r#"{"policyDocument":""}"#, "'policyDocument'"),
        (
            "PUT",
            repository_policy,
            r#"{"policyDocument":"{}","policyRevision":""}"#,
            "'policyRevision'",
        ),
        ("DELETE", &format!("{policy}&policy-revision=a%20b"), "", "'policyRevision'"),
        ("POST", "/v1/tags?resourceArn=a%20b", "", "'resourceArn'"),
        ("POST", "/v1/tag?resourceArn=arn", &many_tags, "less than or equal to 200"),
        (
            "POST",
            "/v1/tag?resourceArn=arn",
            r#"{"tags":[{"key":"a","value":"\n"}]}"#,
            "'tags.1.member.value'",
        ),
        ("POST", "/v1/untag?resourceArn=arn", &many_keys, "less than or equal to 200"),
        ("POST", "/v1/untag?resourceArn=arn", r#"{"tagKeys":["a",""]}"#, "'tagKeys.2.member'"),
        (
            "POST",
            "/v1/authorization-token?domain=main&duration=43201",
            "",
            "value less than or equal to 43200",
        ),
    ] {
        check(&emulator, method, uri, body, rule).await;
    }
}

#[tokio::test]
async fn all_violations_are_reported_at_once() {
    let (emulator, _client) = start_with_repositories(&[]).await;
    let rule = "3 validation errors detected: Value 'X1' at 'domain'";
    check(&emulator, "GET", "/v1/repository?domain=X1&repository=a", "", rule).await;
}

#[tokio::test]
async fn what_cannot_be_read_cannot_be_parsed() {
    let (emulator, _client) = start_with_repositories(&[]).await;
    for (method, uri, body) in [
        ("POST", "/v1/domain?domain=other", "{"),
        ("POST", "/v1/domain?domain=other", "[]"),
        ("POST", "/v1/domain?domain=other", r#"{"encryptionKey":1}"#),
        ("POST", "/v1/domain?domain=other", r#"{"tags":{}}"#),
        ("POST", "/v1/domains", r#"{"maxResults":"1"}"#),
        ("POST", "/v1/domains", r#"{"maxResults":1.5}"#),
        ("POST", "/v1/repositories?max-results=many", ""),
    ] {
        let reply = Raw::new(method, uri, body).send(&emulator).await;
        assert_eq!(reply.status, 400, "{uri} {body}");
        assert_eq!(reply.body["reason"], "CANNOT_PARSE", "{uri} {body}");
    }
}
