//! Who is let in: tokens of the domain that still last, in each of the forms in which clients show
//! them.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use aws_sdk_codeartifact::types::PackageFormat;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use codeartifact_emulator::{Fault, Identities, Options};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::workshop::Workshop;
use crate::raw::{Raw, Reply};
use crate::world::{fault, requests};

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
async fn every_format_has_an_address_where_tokens_count() {
    let workshop = Workshop::new(&["store"]).await;
    for format in PackageFormat::values() {
        let (endpoint, token) = workshop.access((*format).into(), "store").await;
        let path = endpoint.trim_start_matches(workshop.emulator.url());
        for path in [path, path.trim_end_matches('/'), &format!("{path}%ff")] {
            for (proof, counts) in
                [("Bearer other".to_owned(), false), (format!("Bearer {token}"), true)]
            {
                let mut request = Raw::new("GET", path, "");
                request.headers.push(("authorization", proof));
                let status = request.send_unsigned(&workshop.emulator).await.status;
                assert_eq!(status != 401, counts, "{path}: {status}");
            }
        }
    }
}

/// How often each status is answered to so many requests without a token, sent at once over one
/// connection.
async fn knock(workshop: &Workshop, times: usize) -> BTreeMap<String, usize> {
    let host = workshop.emulator.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    let (mut reader, mut writer) = stream.split();
    let request = format!("GET {STORE}-/ping HTTP/1.1\r\nhost: a\r\n\r\n").repeat(times - 1);
    let last = format!("GET {STORE}-/ping HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    let mut answers = String::new();
    let send = async { writer.write_all((request + &last).as_bytes()).await };
    let (sent, read) = tokio::join!(send, reader.read_to_string(&mut answers));
    sent.and(read.map(drop)).expect("all answers");
    let mut statuses = BTreeMap::new();
    for status in answers.split("HTTP/1.1 ").skip(1) {
        *statuses.entry(status[..3].to_owned()).or_default() += 1;
    }
    statuses
}

#[tokio::test]
async fn an_address_without_a_token_may_knock_only_so_often() {
    let free = Workshop::new(&["store"]).await;
    assert_eq!(knock(&free, 3_000).await, BTreeMap::from([("401".to_owned(), 3_000)]));
    let held = Workshop::with(Options::default().hold_rates(true), &["store"]).await;
    let begun = Instant::now();
    let statuses = knock(&held, 3_000).await;
    let seconds = 1 + usize::try_from(begun.elapsed().as_secs()).expect("few seconds");
    assert!((600..=600 + 600 * seconds).contains(&statuses["401"]), "{statuses:?}");
    // Requests with a token are counted separately.
    let proof = format!("Bearer {}", token(&held, "main").await);
    assert_eq!(ping(&held, proof).await, 200);
}

#[tokio::test]
async fn a_repository_must_be_there() {
    let workshop = Workshop::new(&["store"]).await;
    let proof = format!("Bearer {}", token(&workshop, "main").await);
    for (path, status) in [
        ("npm/d/main-000000000000/store/-/ping", 200),
        ("npm/d/main-000000000000/other/-/ping", 404),
        ("cargo/d/main-000000000000/other/config.json", 404),
        ("nuget/d/main-000000000000/other/v3/index.json", 404),
    ] {
        let mut request = Raw::new("GET", format!("/{path}"), "");
        request.headers.push(("authorization", proof.clone()));
        let answer = request.send_unsigned(&workshop.emulator).await;
        assert_eq!(answer.status, status, "{path}");
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
    let identities = Identities::default().policy(user, read);
    let options = Options::default().enforce_policies(identities);
    let workshop = Workshop::with(options, &["store"]).await;
    let proof = format!("Bearer {}", token(&workshop, "main").await);
    let refused = ask(&workshop, "GET", "pad", proof).await;
    assert_eq!(refused.status, 403);
    assert!(refused.body["error"].as_str().expect("a reason").contains("ReadFromRepository"));
}

#[tokio::test]
async fn faults_strike_package_managers_too() {
    let workshop = Workshop::new(&["store"]).await;
    let proof = format!("Bearer {}", token(&workshop, "main").await);
    fault(&workshop.emulator, Fault::on("npm GET").times(1).throttle(2)).await;
    assert_eq!(ping(&workshop, proof.clone()).await, 429);
    assert_eq!(ping(&workshop, proof).await, 200);
}

#[tokio::test]
async fn a_package_has_a_name_that_the_service_allows() {
    let workshop = Workshop::new(&["store"]).await;
    let proof = format!("Bearer {}", token(&workshop, "main").await);
    for (name, version, status) in
        [("pad", "1.0.0", 200), ("pad", "1 0", 400), ("p%20d", "1.0.0", 400), ("led", "1.0.0", 400)]
    {
        let declared = if name == "led" { "pad".to_owned() } else { name.replace("%20", " ") };
        let body = json!({ "name": declared, "versions": { version: {} },
            "_attachments": { "pad.tgz": { "data": "H4sIAI3ABmsC/+3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAIA3A5reHScAKAAA" } } });
        let mut request = Raw::new("PUT", format!("{STORE}{name}"), body.to_string());
        request.headers.push(("authorization", proof.clone()));
        let answer = request.send_unsigned(&workshop.emulator).await;
        assert_eq!(answer.status, status, "{name} {version}: {}", answer.body);
    }
}

#[tokio::test]
async fn tokens_and_packages_are_kept_across_runs_but_no_token_is_readable() {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("state");
    let options = || Options::default().state(&file);
    let workshop = Workshop::with(options(), &["store"]).await;
    let token = token(&workshop, "main").await;
    let proof = format!("Bearer {token}");
    workshop.emulator.stop().await;
    let bytes = std::fs::read(&file).expect("the file of state");
    assert!(!bytes.windows(token.len()).any(|window| window == token.as_bytes()));
    let emulator = codeartifact_emulator::Emulator::start(options()).await.expect("a port");
    let mut request = Raw::new("GET", format!("{STORE}-/ping"), "");
    request.headers.push(("authorization", proof));
    assert_eq!(request.send_unsigned(&emulator).await.status, 200);
}
