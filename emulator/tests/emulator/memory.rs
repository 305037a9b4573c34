//! Thousands of clients that are slow, each in a way of its own: what the emulator holds of each is
//! little.

use aws_sdk_codeartifact::Client;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::process::{Process, peak};
use crate::raw::Raw;
use crate::shelf::{publish, sha256};

/// Clients of each kind.
const CLIENTS: usize = 500;

/// KiB that the emulator may have at most: 128 for each client.
const MEMORY: usize = 3 * CLIENTS * 128;

/// Bytes of the asset: more than both ends of a socket hold.
const ASSET: usize = 4 << 20;

/// As many clients as there are of a kind, each of which sends this. They read the first byte of an
/// answer, if there is to be one, and then wait.
async fn wait(host: &str, request: &[u8], is_answered: bool) -> Vec<TcpStream> {
    let mut clients = Vec::new();
    for _ in 0..CLIENTS {
        let mut client = TcpStream::connect(host).await.expect("a connection");
        client.write_all(request).await.expect("room for a request");
        clients.push(client);
    }
    if is_answered {
        for client in &mut clients {
            client.read_u8().await.expect("the first byte of an answer");
        }
    }
    clients
}

async fn prepare(client: &Client) {
    client.create_domain().domain("main").send().await.expect("a domain");
    client.create_repository().domain("main").repository("store").send().await.expect("a store");
    publish(client, "1", &vec![0; ASSET]).await.expect("a publication");
}

#[tokio::test]
async fn slow_clients_cost_little_memory() {
    // The system gives a process room for fewer clients than it may have.
    let mut process = Process::start_with_few_files(256);
    let client = process.client();
    prepare(&client).await;
    let (url, host) = (process.url().to_owned(), process.url().replace("http://", ""));
    let asset = "/v1/package/version/asset?domain=main&repository=store&format=generic&namespace=team\
                 &package=app&version=1&asset=app.zip";
    let mut fetch = Raw::new("GET", asset, "");
    fetch.sign(&url);
    let asset = asset.replace("version/asset", "version/publish");
    let mut upload = Raw::new("POST", asset, vec![b'x'; ASSET]);
    upload.headers.push(("x-amz-content-sha256", sha256(&upload.body)));
    upload.sign(&url);
    let upload = upload.bytes(&host);
    let _slow = [
        wait(&host, &fetch.bytes(&host), true).await,
        wait(&host, &upload[..40_000], false).await,
        wait(&host, b"GET /v1/domain?domain=", false).await,
    ];
    client.list_domains().send().await.expect("a page, all the same");
    let peak = peak(&mut process);
    assert!(peak < MEMORY, "{peak} KiB for {} clients", 3 * CLIENTS);
}
