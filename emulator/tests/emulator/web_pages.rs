//! Web pages, which a browser on the same machine shows, are kept out.

use aws_sdk_codeartifact::Client;
use codeartifact_emulator::{Emulator, Options};

use crate::raw::Raw;
use crate::world::start_with;

/// Sends a request that nobody has signed, with this host and perhaps an origin.
async fn send(emulator: &Emulator, line: &str, host: &str, origin: Option<&str>) -> u16 {
    let (method, path) = line.split_once(' ').expect("a method and a path");
    let method = if method == "GET" { "GET" } else { "POST" };
    let mut request = Raw::new(method, path, "");
    request.headers.extend(origin.map(|origin| ("origin", origin.to_owned())));
    request.send_as(emulator, host).await.status
}

async fn domains(client: &Client) -> usize {
    client.list_domains().send().await.expect("a page").domains().len()
}

#[tokio::test]
async fn a_page_reaches_neither_the_control_path_nor_what_needs_no_signature() {
    let (emulator, client) = start_with(Options::default().verify_signatures(false)).await;
    let own = emulator.url().trim_start_matches("http://");
    for path in ["POST /_emulator/reset", "GET /_emulator/requests", "POST /v1/domain?domain=main"]
    {
        let from = Some("https://example.com");
        assert_eq!(send(&emulator, path, own, from).await, 403, "{path}");
        // A page whose name was made to lead to this machine sends no origin.
        for host in ["example.com:4566", "example.com", "127.0.0.1.example.com"] {
            assert_eq!(send(&emulator, path, host, None).await, 403, "{path} {host}");
        }
    }
    assert_eq!(domains(&client).await, 0);
    for host in ["localhost", "127.0.0.1:1", "[::1]:1", "emulator:4566", "host.docker.internal"] {
        assert_eq!(send(&emulator, "GET /_emulator/requests", host, None).await, 200, "{host}");
    }
    assert_eq!(send(&emulator, "POST /v1/domain?domain=main", "emulator", None).await, 200);
    assert_eq!(domains(&client).await, 1);
}

#[tokio::test]
async fn the_public_address_is_one_of_the_emulator() {
    let options = Options::default().public_url("https://codeartifact.example.com:8443/");
    let (emulator, _client) = start_with(options).await;
    let host = "codeartifact.example.com:8443";
    assert_eq!(send(&emulator, "GET /_emulator/requests", host, None).await, 200);
}
