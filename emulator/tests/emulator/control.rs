//! The control path, as another process sees it.

use codeartifact_emulator::{Control, Emulator, Fault};
use serde_json::{Value, json};

use crate::raw::{Raw, Reply};
use crate::world::{fault, refused, requests, start};

async fn send(emulator: &Emulator, method: &'static str, path: &str, body: &Value) -> Reply {
    let body = if body.is_null() { String::new() } else { body.to_string() };
    Raw::new(method, format!("/_emulator/{path}"), body).send_unsigned(emulator).await
}

#[tokio::test]
async fn faults_are_ordered_and_taken_back() {
    let (emulator, client) = start().await;
    for (effect, code) in [
        (json!({ "throttle": { "retry_after": 2 } }), "429 ThrottlingException"),
        (
            json!({ "error": { "status": 500, "code": "InternalServerException", "message": "Oh" } }),
            "500 InternalServerException",
        ),
    ] {
        let fault = json!({ "operation": "ListDomains", "times": 1, "effect": effect });
        assert_eq!(send(&emulator, "POST", "faults", &fault).await.status, 200);
        refused(client.list_domains().send().await, code, "");
    }
    for effect in
        [json!("drop"), json!("cut"), json!("pause"), json!({ "delay": { "milliseconds": 5 } })]
    {
        let fault = json!({ "operation": "*", "matching": "x", "when": "after", "effect": effect });
        assert_eq!(send(&emulator, "POST", "faults", &fault).await.status, 200, "{fault}");
    }
    let all = send(&emulator, "GET", "faults", &Value::Null).await.body;
    assert_eq!(all["faults"].as_array().map(Vec::len), Some(6));
    assert_eq!((&all["faults"][0]["met"], &all["faults"][0]["left"]), (&json!(1), &json!(0)));
    send(&emulator, "DELETE", "faults", &Value::Null).await;
    let all = send(&emulator, "GET", "faults", &Value::Null).await.body;
    assert_eq!(all, json!({ "faults": [] }));
}

#[tokio::test]
async fn a_pause_is_released_by_its_number() {
    let (emulator, client) = start().await;
    let fault = json!({ "operation": "ListDomains", "effect": "pause" });
    let id = send(&emulator, "POST", "faults", &fault).await.body["id"].clone();
    let call = tokio::spawn(client.list_domains().send());
    while requests(&emulator).await.is_empty() {
        tokio::task::yield_now().await;
    }
    assert_eq!(send(&emulator, "POST", "faults/99/release", &Value::Null).await.status, 404);
    let path = format!("faults/{id}/release");
    assert_eq!(send(&emulator, "POST", &path, &Value::Null).await.status, 200);
    call.await.expect("no panic").expect("a page");
}

#[tokio::test]
async fn requests_are_reported_and_forgotten() {
    let (emulator, client) = start().await;
    client.create_domain().domain("main").send().await.expect("a new domain");
    let log = send(&emulator, "GET", "requests", &Value::Null).await.body;
    let request = &log["requests"][0];
    assert_eq!(request["operation"], "CreateDomain");
    assert_eq!(request["outcome"], json!({ "answered": { "status": 200, "error": null } }));
    send(&emulator, "DELETE", "requests", &Value::Null).await;
    assert_eq!(requests(&emulator).await, []);
}

#[tokio::test]
async fn the_client_tells_what_went_wrong() {
    let (emulator, _client) = start().await;
    let control = Control::at(&format!("{}/", emulator.url()));
    let pause = control.fault(Fault::on("*").pause()).await.expect("a fault");
    assert_eq!(pause.met(0).await.expect("a count"), 0);
    control.clear_faults().await.expect("no faults");
    let gone = pause.count().await.expect_err("a refusal").to_string();
    assert!(gone.contains("nothing of this name"), "{gone}");
    emulator.stop().await;
    control.requests().await.expect_err("nobody answers");
}

#[tokio::test]
async fn what_makes_no_sense_is_refused() {
    let (emulator, _client) = start().await;
    for (method, path, body, status) in [
        ("POST", "faults", json!({ "operation": "ListDomains" }), 400),
        ("POST", "faults", json!({ "operation": "ListDomains", "effect": "explode" }), 400),
        ("POST", "faults", json!({ "operation": "ListDomains", "time": 1, "effect": "drop" }), 400),
        ("PUT", "latency", json!({}), 400),
        ("PUT", "latency", json!({ "milliseconds": 1 }), 200),
        ("GET", "faults/99", Value::Null, 404),
        ("GET", "faults/1?met=often", Value::Null, 404),
        ("POST", "clock", json!({ "seconds": -1 }), 400),
        ("POST", "keys/lose", json!({ "key": "alias/main" }), 400),
        ("POST", "keys/find", json!({}), 404),
        ("GET", "weather", Value::Null, 404),
    ] {
        assert_eq!(
            send(&emulator, method, path, &body).await.status,
            status,
            "{method} {path} {body}"
        );
    }
}

#[tokio::test]
async fn a_web_page_is_refused() {
    let (emulator, _client) = start().await;
    fault(&emulator, Fault::on("*").throttle(1)).await;
    let headers = vec![("origin", "https://example.com".to_owned())];
    let reply = Raw { headers, ..Raw::new("DELETE", "/_emulator/faults", "") }
        .send_unsigned(&emulator)
        .await;
    assert_eq!(reply.status, 403);
}

#[tokio::test]
async fn the_clock_moves_ahead_and_back_with_a_reset() {
    let (emulator, client) = start().await;
    let made = async |name: &str| {
        let made = client.create_domain().domain(name).send().await.expect("a domain");
        made.domain.and_then(|domain| domain.created_time).expect("a time").secs()
    };
    let before = made("before").await;
    send(&emulator, "POST", "clock", &json!({ "seconds": 100_000 })).await;
    assert!(made("after").await >= before + 100_000);
    send(&emulator, "POST", "reset", &Value::Null).await;
    assert!(made("again").await < before + 100_000);
}
