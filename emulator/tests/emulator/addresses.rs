//! The addresses that clients are told, where they reach the emulator by another than its own.

use aws_sdk_codeartifact::config::Credentials;
use aws_sdk_codeartifact::types::PackageFormat;
use codeartifact_emulator::{Emulator, Options};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};

use crate::raw::Raw;
use crate::world::{client_at, start_with};

/// A port that leads to the emulator, as that of a container does.
async fn forward(emulator: &Emulator) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    let host = emulator.url().trim_start_matches("http://").to_owned();
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            let mut far = TcpStream::connect(&host).await.expect("the emulator");
            tokio::spawn(async move { copy_bidirectional(&mut near, &mut far).await });
        }
    });
    format!("http://localhost:{}", address.port())
}

/// The address of a repository and the one of a tarball in it, as they are told at this address.
async fn told(url: &str) -> (String, String) {
    let client = client_at(url, "us-east-1", Credentials::new("test", "test", None, None, "test"));
    client.create_domain().domain("main").send().await.expect("a domain");
    client.create_repository().domain("main").repository("store").send().await.expect("a store");
    let endpoint = client.get_repository_endpoint().domain("main").repository("store");
    let endpoint = endpoint.format(PackageFormat::Npm).send().await.expect("an endpoint");
    let token = client.get_authorization_token().domain("main").send().await.expect("a token");
    let proof = format!("Bearer {}", token.authorization_token().expect("its text"));
    let host = url.trim_start_matches("http://");
    let ask = async |method, body: &str| {
        let mut request = Raw::new(method, "/npm/d/main-000000000000/store/pad", body);
        request.headers.push(("authorization", proof.clone()));
        request.send_to(host).await
    };
    let tarball = "H4sIAI3ABmsC/+3BAQ0AAADCoPdPbQ43oAAAAAAAAAAAAIA3A5reHScAKAAA";
    let body =
        r#"{"name": "pad", "versions": {"1.0.0": {}}, "_attachments": {"a": {"data": "DATA"}}}"#;
    assert_eq!(ask("PUT", &body.replace("DATA", tarball)).await.status, 200);
    let packument = ask("GET", "").await.body;
    let tarball = &packument["versions"]["1.0.0"]["dist"]["tarball"];
    let tarball = tarball.as_str().expect("an address").to_owned();
    (endpoint.repository_endpoint.expect("its text"), tarball)
}

#[tokio::test]
async fn behind_a_forwarded_port_they_lead_through_it() {
    let (emulator, _client) = start_with(Options::default()).await;
    let url = forward(&emulator).await;
    let repository = format!("{url}/npm/d/main-000000000000/store/");
    let tarball = format!("{repository}pad/-/pad-1.0.0.tgz");
    assert_eq!(told(&url).await, (repository, tarball));
}

#[tokio::test]
async fn behind_a_proxy_they_are_what_the_options_say() {
    let options = Options::default().public_url("https://codeartifact.example.com/");
    let (emulator, _client) = start_with(options).await;
    let repository = "https://codeartifact.example.com/npm/d/main-000000000000/store/";
    let tarball = format!("{repository}pad/-/pad-1.0.0.tgz");
    assert_eq!(told(emulator.url()).await, (repository.to_owned(), tarball));
}
