//! The log of requests.

use codeartifact_emulator::{Options, Outcome};
use serde_json::json;

use crate::raw::Raw;
use crate::world::{requests, start, start_with};

#[tokio::test]
async fn a_request_is_logged_in_full() {
    let (emulator, client) = start().await;
    let made = client.create_domain().domain("main").encryption_key("alias/mine").send().await;
    made.expect("a new domain");
    let _refusal = client.create_domain().domain("main").send().await;
    let seen = requests(&emulator).await;
    let [first, second] = seen.as_slice() else { panic!("{seen:?} are not two") };
    assert_eq!(first.operation, "CreateDomain");
    assert_eq!((first.account.as_str(), first.region.as_str()), ("000000000000", "us-east-1"));
    assert_eq!(first.principal, "arn:aws:iam::000000000000:user/test");
    let parameters = json!({ "domain": "main", "encryptionKey": "alias/mine" });
    assert_eq!(serde_json::Value::from(first.parameters.clone()), parameters);
    assert!(first.user_agent.contains("aws-sdk-rust"), "{}", first.user_agent);
    assert_eq!(first.outcome, Outcome::Answered { status: 200, error: None });
    assert_eq!((second.status(), second.error()), (Some(409), Some("ConflictException")));
    emulator.control().clear_requests().await.expect("no requests");
    assert_eq!(requests(&emulator).await, []);
}

#[tokio::test]
async fn only_so_many_are_kept() {
    let (emulator, client) = start_with(Options::default().log_capacity(2)).await;
    for name in ["first", "second", "third"] {
        client.create_domain().domain(name).send().await.expect("a new domain");
    }
    let kept: Vec<_> = requests(&emulator)
        .await
        .into_iter()
        .map(|request| request.parameters["domain"].clone())
        .collect();
    assert_eq!(kept, ["second", "third"]);
}

#[tokio::test]
async fn no_secret_is_kept() {
    let (emulator, client) = start().await;
    client.create_domain().domain("main").send().await.expect("a new domain");
    let token = client.get_authorization_token().domain("main").send().await.expect("a token");
    let token = token.authorization_token().expect("a token").to_owned();
    let form = "Action=AssumeRoleWithWebIdentity&WebIdentityToken=very-secret&RoleSessionName=me\
                &RoleArn=arn%3Aaws%3Aiam%3A%3A111122223333%3Arole%2Fci";
    Raw::new("POST", "/", form).send_unsigned(&emulator).await;
    let presigned =
        "/v1/domain?domain=main&X-Amz-Security-Token=very-secret&X-Amz-Signature=very-secret";
    Raw::new("GET", presigned, "").send_unsigned(&emulator).await;
    let log = format!("{:?}", requests(&emulator).await);
    assert_eq!(requests(&emulator).await.len(), 4);
    assert!(!log.contains(&token) && !log.contains("very-secret"), "{log}");
}

#[tokio::test]
async fn a_body_without_end_is_refused() {
    let (emulator, _client) = start().await;
    let reply = Raw::new("POST", "/v1/domains", "x".repeat(2 << 20)).send_unsigned(&emulator).await;
    assert_eq!(reply.status, 413);
}
