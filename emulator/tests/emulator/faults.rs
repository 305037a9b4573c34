//! Injected faults.

use std::time::Duration;

use aws_sdk_codeartifact::error::ProvideErrorMetadata;
use aws_sdk_codeartifact::operation::create_domain::CreateDomainError;
use codeartifact_emulator::{Fault, Options, Outcome};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::world::{fault, refused, requests, start, start_with};

#[tokio::test]
async fn a_call_is_throttled_so_many_times() {
    let (emulator, client) = start().await;
    fault(&emulator, Fault::on("CreateDomain").times(2).throttle(3)).await;
    for _ in 0..2 {
        let error = client.create_domain().domain("main").send().await.expect_err("a refusal");
        let CreateDomainError::ThrottlingException(throttled) = error.into_service_error() else {
            panic!("another error");
        };
        assert_eq!(throttled.retry_after_seconds(), Some(3));
    }
    client.create_domain().domain("main").send().await.expect("the third call");
}

#[tokio::test]
async fn a_fault_strikes_only_what_it_names() {
    let (emulator, client) = start().await;
    let bad = Fault::on("CreateDomain").matching("domain=bad");
    fault(&emulator, bad.error(500, "InternalServerException", "Oh")).await;
    client.create_domain().domain("good").send().await.expect("another domain");
    let refusal = client.create_domain().domain("bad").send().await;
    refused(refusal, "500 InternalServerException", "Oh");
    client.describe_domain().domain("good").send().await.expect("another operation");
    emulator.control().clear_faults().await.expect("no faults");
    client.create_domain().domain("bad").send().await.expect("no fault any more");
    fault(&emulator, Fault::on("*").error(503, "ServiceUnavailable", "Busy")).await;
    refused(client.list_domains().send().await, "503 ServiceUnavailable", "Busy");
}

#[tokio::test]
async fn an_answer_can_be_lost_before_and_after_the_effect() {
    let (emulator, client) = start().await;
    fault(&emulator, Fault::on("CreateDomain").times(1).drop_connection()).await;
    fault(&emulator, Fault::on("CreateDomain").times(1).after_effect().drop_connection()).await;
    let call = || client.create_domain().domain("main").send();
    let lost = call().await.expect_err("a closed connection");
    assert!(lost.raw_response().is_none(), "{lost:?}");
    refused(
        client.describe_domain().domain("main").send().await,
        "404 ResourceNotFoundException",
        "",
    );
    let lost = call().await.expect_err("a closed connection");
    assert!(lost.raw_response().is_none(), "{lost:?}");
    client.describe_domain().domain("main").send().await.expect("the effect without its answer");
    refused(call().await, "409 ConflictException", "already exists");
    let outcomes: Vec<Outcome> =
        requests(&emulator).await.into_iter().map(|request| request.outcome).collect();
    assert_eq!(outcomes[0], Outcome::Dropped);
    assert_eq!(outcomes[2], Outcome::Dropped);
}

#[tokio::test]
async fn an_error_after_the_effect_tells_a_lie() {
    let (emulator, client) = start().await;
    let late = Fault::on("CreateDomain").times(1).after_effect();
    fault(&emulator, late.error(500, "InternalServerException", "Oh")).await;
    let error = client.create_domain().domain("main").send().await.expect_err("a refusal");
    assert_eq!(error.code(), Some("InternalServerException"));
    client.describe_domain().domain("main").send().await.expect("the effect");
}

#[tokio::test]
async fn each_call_can_be_struck_in_turn() {
    let (emulator, client) = start().await;
    fault(&emulator, Fault::on("*").skip(1).times(1).throttle(1)).await;
    client.list_domains().send().await.expect("the first call");
    refused(client.list_domains().send().await, "429 ThrottlingException", "");
    client.list_domains().send().await.expect("the third call");
}

#[tokio::test]
async fn a_call_waits_until_it_is_released() {
    let (emulator, client) = start().await;
    let pause = fault(&emulator, Fault::on("CreateDomain").pause()).await;
    let call = tokio::spawn(client.create_domain().domain("main").send());
    pause.met(1).await.expect("the fault");
    assert_eq!(requests(&emulator).await[0].outcome, Outcome::Pending);
    refused(
        client.describe_domain().domain("main").send().await,
        "404 ResourceNotFoundException",
        "",
    );
    pause.release().await.expect("the fault");
    call.await.expect("no panic").expect("a new domain");
    assert_eq!(pause.count().await.expect("the fault"), 1);
}

#[tokio::test]
async fn a_client_that_dies_while_its_call_waits_leaves_no_effect() {
    let (emulator, client) = start().await;
    let pause = fault(&emulator, Fault::on("CreateDomain").times(1).pause()).await;
    let call = tokio::spawn(client.create_domain().domain("main").send());
    pause.met(1).await.expect("the fault");
    call.abort();
    while requests(&emulator).await[0].outcome == Outcome::Pending {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    pause.release().await.expect("the fault");
    refused(
        client.describe_domain().domain("main").send().await,
        "404 ResourceNotFoundException",
        "",
    );
}

#[tokio::test]
async fn delays_come_before_what_ends_a_call() {
    let (emulator, client) = start().await;
    emulator.control().set_latency(Duration::from_millis(1)).await.expect("a latency");
    let delay = fault(&emulator, Fault::on("CreateDomain").delay(Duration::from_millis(1))).await;
    let end = fault(&emulator, Fault::on("CreateDomain").times(1).throttle(1)).await;
    let after = fault(&emulator, Fault::on("CreateDomain").throttle(1)).await;
    let refusal = client.create_domain().domain("main").send().await;
    refused(refusal, "429 ThrottlingException", "Rate exceeded");
    for (fault, count) in [(delay, 1), (end, 1), (after, 0)] {
        assert_eq!(fault.count().await.expect("the fault"), count);
    }
}

#[tokio::test]
async fn an_answer_can_be_cut_in_its_middle() {
    let (emulator, client) = start().await;
    fault(&emulator, Fault::on("CreateDomain").times(1).cut_answer()).await;
    let cut = client.create_domain().domain("main").send().await.expect_err("half an answer");
    assert!(cut.code().is_none(), "{cut:?}");
    assert_eq!(requests(&emulator).await[0].outcome, Outcome::Dropped);
    client.describe_domain().domain("main").send().await.expect("the effect without its answer");
}

#[tokio::test]
async fn the_head_of_a_cut_answer_arrives() {
    let (emulator, _client) = start_with(Options::default().verify_signatures(false)).await;
    fault(&emulator, Fault::on("*").cut_answer()).await;
    let address = emulator.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(address).await.expect("a connection");
    let request = b"POST /v1/domains HTTP/1.1\r\nHost: localhost\r\n\r\n";
    stream.write_all(request).await.expect("room for a request");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.expect("the end of the connection");
    let answer = String::from_utf8_lossy(&answer);
    assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer:?}");
    assert!(answer.ends_with("1\r\n{\r\n"), "{answer:?}");
}

#[tokio::test]
async fn chance_is_the_same_for_the_same_seed() {
    let strikes = async |seed| {
        let (emulator, client) = start().await;
        fault(&emulator, Fault::on("ListDomains").with_probability(0.5, seed).throttle(0)).await;
        let mut struck = Vec::new();
        for _ in 0..40 {
            struck.push(client.list_domains().send().await.is_err());
        }
        struck
    };
    let first = strikes(1).await;
    assert_eq!(first, strikes(1).await);
    assert_ne!(first, strikes(2).await);
    assert!(first.contains(&true) && first.contains(&false));
}

#[tokio::test]
async fn a_reset_goes_back_to_the_beginning() {
    let (emulator, client) = start().await;
    client.create_domain().domain("main").send().await.expect("a domain");
    fault(&emulator, Fault::on("*").throttle(1)).await;
    emulator.control().reset().await.expect("the beginning");
    assert!(requests(&emulator).await.is_empty());
    let domains = client.list_domains().send().await.expect("no fault any more");
    assert!(domains.domains().is_empty());
}
