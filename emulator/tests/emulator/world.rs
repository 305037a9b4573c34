//! A fresh emulator for each test, and clients of it.

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::config::{BehaviorVersion, Credentials, Region};
use codeartifact_emulator::{Emulator, Options};

/// An emulator and the client of the key `test` in us-east-1.
pub(crate) async fn start() -> (Emulator, Client) {
    start_with(Options::default()).await
}

/// An emulator with other options, and the client of the key `test` in us-east-1.
pub(crate) async fn start_with(options: Options) -> (Emulator, Client) {
    let emulator = Emulator::start(options).await.expect("a free port");
    let client = client(&emulator, "us-east-1", "test", "test", None);
    (emulator, client)
}

/// A client that repeats nothing, so that each call is one request.
pub(crate) fn client(
    emulator: &Emulator,
    region: &'static str,
    id: &str,
    secret: &str,
    token: Option<String>,
) -> Client {
    let config = aws_sdk_codeartifact::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .endpoint_url(emulator.url())
        .region(Region::from_static(region))
        .credentials_provider(Credentials::new(id, secret, token, None, "test"))
        .retry_config(aws_config::retry::RetryConfig::disabled())
        .build();
    Client::from_conf(config)
}
