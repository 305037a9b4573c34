//! A fresh emulator for each test, clients of it, and what these receive.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_codeartifact::error::{ProvideErrorMetadata, SdkError};
use codeartifact_emulator::{Armed, Emulator, Fault, Options, Request};

/// An emulator and the client of the key `test` in us-east-1.
pub(crate) async fn start() -> (Emulator, Client) {
    start_with(Options::default()).await
}

/// An emulator with other options, and the client of the key `test` in us-east-1.
pub(crate) async fn start_with(options: Options) -> (Emulator, Client) {
    let emulator = Emulator::start(options).await.expect("a free port");
    let client =
        client(&emulator, "us-east-1", Credentials::new("test", "test", None, None, "test"));
    (emulator, client)
}

/// An emulator whose domain `main` is there already.
pub(crate) async fn start_with_domain() -> (Emulator, Client) {
    let (emulator, client) = start().await;
    client.create_domain().domain("main").send().await.expect("a new domain");
    (emulator, client)
}

/// An emulator whose domain `main` holds these repositories.
pub(crate) async fn start_with_repositories(names: &[&str]) -> (Emulator, Client) {
    let (emulator, client) = start_with_domain().await;
    for name in names {
        let made = client.create_repository().domain("main").repository(*name).send().await;
        made.expect("a new repository");
    }
    (emulator, client)
}

/// A client that repeats nothing, so that each call is one request.
pub(crate) fn client(
    emulator: &Emulator,
    region: &'static str,
    credentials: Credentials,
) -> Client {
    client_at(emulator.url(), region, credentials)
}

/// A client of the emulator at this address.
pub(crate) fn client_at(url: &str, region: &'static str, credentials: Credentials) -> Client {
    let config = aws_sdk_codeartifact::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(url)
        .region(Region::from_static(region))
        .credentials_provider(credentials)
        .retry_config(aws_config::retry::RetryConfig::disabled())
        .build();
    Client::from_conf(config)
}

/// Orders a fault.
pub(crate) async fn fault(emulator: &Emulator, fault: Fault) -> Armed {
    emulator.control().fault(fault).await.expect("a fault")
}

/// The requests so far.
pub(crate) async fn requests(emulator: &Emulator) -> Vec<Request> {
    emulator.control().requests().await.expect("the requests")
}

/// Checks that a call was refused with this status and code, and in words that contain these.
#[track_caller]
pub(crate) fn refused<T, E>(result: Result<T, SdkError<E>>, status_and_code: &str, words: &str)
where
    T: std::fmt::Debug,
    E: ProvideErrorMetadata + std::fmt::Debug,
{
    let error = result.expect_err("a refusal");
    let status = error.raw_response().map(|response| response.status().as_u16());
    let found = format!("{} {}", status.unwrap_or_default(), error.code().unwrap_or_default());
    assert_eq!(found, status_and_code, "{error:?}");
    let message = error.message().unwrap_or_default();
    assert!(message.contains(words), "{message:?} does not contain {words:?}");
}
