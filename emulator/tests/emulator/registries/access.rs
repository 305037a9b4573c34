//! Who is let in: tokens of the domain that still last, in each of the forms in which clients show them.

use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use codeartifact_emulator::{Identities, Options};
use serde_json::json;

use super::workshop::Workshop;
use crate::raw::{Raw, Reply};
use crate::world::requests;

/// The address of repository `store` in domain `main`.
const STORE: &str = "/npm/d/main-000000000000/store/";

/// Asks the repository for something, with this in the header `Authorization`.
async fn ask(workshop: &Workshop, method: &'static str, what: &str, proof: String) -> Reply {
    let mut request = Raw::new(method, format!("{STORE}{what}"), "");
    request.headers.push(("authorization", proof));
    request.send_unsigned(&workshop.emulator).await
}

async fn token(workshop: &Workshop, domain: &str) -> String {
    let token = workshop.client.get_authorization_token().domain(domain).duration_seconds(900);
    token.send().await.expect("a token").authorization_token.expect("its text")
}

async fn ping(workshop: &Workshop, proof: String) -> u16 {
    ask(workshop, "GET", "-/ping", proof).await.status
}

#[tokio::test]
async fn a_token_is_shown_in_three_ways() {
    let workshop = Workshop::new(&["store"]).await;
    let token = token(&workshop, "main").await;
    let basic = |user: &str| format!("Basic {}", STANDARD.encode(format!("{user}:{token}")));
    for (proof, status) in [
        (format!("Bearer {token}"), 200),
        (basic("aws"), 200),
        (token.clone(), 200),
        (basic("root"), 401),
        ("Bearer other".to_owned(), 401),
        ("Basic ?".to_owned(), 401),
    ] {
        assert_eq!(ping(&workshop, proof.clone()).await, status, "{proof}");
    }
}

#[tokio::test]
async fn a_token_lasts_as_long_as_the_clock_says() {
    let workshop = Workshop::new(&["store"]).await;
    let proof = format!("Bearer {}", token(&workshop, "main").await);
    workshop.emulator.control().advance_clock(Duration::from_secs(800)).await.expect("a clock");
    assert_eq!(ping(&workshop, proof.clone()).await, 200);
    workshop.emulator.control().advance_clock(Duration::from_secs(200)).await.expect("a clock");
    assert_eq!(ping(&workshop, proof).await, 401);
}

#[tokio::test]
async fn a_token_opens_its_own_domain_only() {
    let workshop = Workshop::new(&["store"]).await;
    workshop.client.create_domain().domain("other").send().await.expect("a domain");
    let proof = format!("Bearer {}", token(&workshop, "other").await);
    let refused = ask(&workshop, "GET", "-/ping", proof).await;
    assert_eq!(refused.status, 401);
    // Maven's client reads one way in each header.
    for way in ["Bearer", "Basic"] {
        let challenge = format!("www-authenticate: {way} realm=\"main/store\"");
        assert!(refused.head.contains(&challenge), "{}", refused.head);
    }
}

#[tokio::test]
async fn nothing_is_read_from_whoever_has_no_token() {
    let workshop = Workshop::new(&["store"]).await;
    let mut request = Raw::new("PUT", format!("{STORE}pad"), "");
    // The answer comes though the body never does.
    request.headers.push(("transfer-encoding", "chunked".to_owned()));
    assert_eq!(request.send_unsigned(&workshop.emulator).await.status, 401);
    let logged = requests(&workshop.emulator).await.pop().expect("a request");
    assert_eq!((logged.operation.as_str(), logged.status()), ("npm PUT", Some(401)));
}

#[tokio::test]
async fn policies_decide_what_a_token_opens() {
    let read = json!({ "Version": "2012-10-17", "Statement": [
        { "Effect": "Allow", "Action": "*", "Resource": "*" },
        { "Effect": "Deny", "Action": "codeartifact:ReadFromRepository", "Resource": "*/store" },
    ]});
    let user = "arn:aws:iam::000000000000:user/test";
    let identities = json!({ "principals": { user: [read] } });
    let identities: Identities = serde_json::from_value(identities).expect("policies");
    let options = Options::default().enforce_policies(identities);
    let workshop = Workshop::with(options, &["store"]).await;
    let proof = format!("Bearer {}", token(&workshop, "main").await);
    let refused = ask(&workshop, "GET", "pad", proof).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body["error"].as_str().expect("a reason").contains("ReadFromRepository"));
}
