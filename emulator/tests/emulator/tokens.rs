//! Authorization tokens.

use std::time::SystemTime;

use aws_sdk_codeartifact::config::Credentials;
use codeartifact_emulator::{Credential, Options};

use crate::world::{client, refused, start_with, start_with_domain};

#[tokio::test]
async fn a_token_lasts_as_long_as_was_asked() {
    let (_emulator, client) = start_with_domain().await;
    for (asked, lasts) in
        [(None, 43_200), (Some(0), 43_200), (Some(900), 900), (Some(43_200), 43_200)]
    {
        let before = SystemTime::now();
        let call = client.get_authorization_token().domain("main").set_duration_seconds(asked);
        let token = call.send().await.expect("a token");
        let after = SystemTime::now();
        let seconds = |time: SystemTime| {
            time.duration_since(SystemTime::UNIX_EPOCH).expect("a time after 1970").as_secs_f64()
        };
        let made = token.expiration().expect("an end").as_secs_f64() - f64::from(lasts);
        // Timestamps are cut to milliseconds.
        assert!(seconds(before) - 0.001 <= made && made <= seconds(after), "{asked:?}: {made}");
        assert!(token.authorization_token().is_some_and(|token| token.starts_with("eyJ2")));
    }
}

#[tokio::test]
async fn no_token_is_shorter_or_longer() {
    let (_emulator, client) = start_with_domain().await;
    for asked in [-1, 1, 899, 43_201] {
        let call = client.get_authorization_token().domain("main").duration_seconds(asked).send();
        refused(call.await, "400 ValidationException", "durationSeconds");
    }
}

#[tokio::test]
async fn a_missing_domain_is_not_found() {
    let (_emulator, client) = start_with_domain().await;
    let call = client.get_authorization_token().domain("none").send().await;
    refused(call, "404 ResourceNotFoundException", "Domain not found");
}

#[tokio::test]
async fn the_root_user_has_no_tokens() {
    let root = Credential::new("root", "secret", "000000000000", "arn:aws:iam::000000000000:root");
    let (emulator, _) = start_with(Options::default().credential(root)).await;
    let client =
        client(&emulator, "us-east-1", Credentials::new("root", "secret", None, None, "test"));
    client.create_domain().domain("main").send().await.expect("a new domain");
    let call = client.get_authorization_token().domain("main").send().await;
    refused(call, "403 AccessDeniedException", "root user");
}
