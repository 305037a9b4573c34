//! A server of files over TLS, which is all that registries and mirrors are.

use std::collections::BTreeMap;
use std::io;
use std::sync::Arc;

use serde_json::Value as Json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::digest;
use crate::support::tls;
use crate::support::world::World;

/// What is at a path.
pub(super) struct File {
    kind: String,
    content: Vec<u8>,
}

impl File {
    pub(super) fn new(kind: &str, content: Vec<u8>) -> Self {
        Self { kind: kind.to_owned(), content }
    }

    /// A document, of a type that begins with `application/` and ends with `json`.
    pub(super) fn json(kind: &str, document: &Json) -> Self {
        Self::new(kind, document.to_string().into_bytes())
    }
}

/// Files by their paths.
pub(super) type Files = BTreeMap<String, File>;

/// Serves the files to the CLI of the world, which trusts the server. They may name its host,
/// `localhost` with a port.
pub(super) fn serve(world: &mut World, files: impl FnOnce(&str) -> Files) -> String {
    let certificate = world.path("server.pem");
    let acceptor = tls::acceptor(&certificate, tls::Certificate::Server);
    world.set("SSL_CERT_FILE", certificate.to_str().expect("a path in UTF-8"));
    world.wait(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let host = format!("localhost:{}", listener.local_addr().expect("an address").port());
        tokio::spawn(accept(listener, acceptor, Arc::new(files(&host))));
        host
    })
}

async fn accept(listener: TcpListener, tls: TlsAcceptor, files: Arc<Files>) {
    while let Ok((client, _)) = listener.accept().await {
        tokio::spawn(answer(client, tls.clone(), files.clone()));
    }
}

/// Answers one request, and closes the connection.
async fn answer(client: TcpStream, tls: TlsAcceptor, files: Arc<Files>) -> io::Result<()> {
    let mut client = tls.accept(client).await?;
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(client.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&head);
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let path = path.split('?').next().unwrap_or_default();
    let missing = File::new("text/plain", Vec::new());
    let (status, file) = match files.get(path) {
        Some(file) => ("200 OK", file),
        None => ("404 Not Found", &missing),
    };
    client.write_all(header(status, file).as_bytes()).await?;
    if method != "HEAD" {
        client.write_all(&file.content).await?;
    }
    client.shutdown().await
}

fn header(status: &str, File { kind, content }: &File) -> String {
    // A registry of containers says what it sends: a client then knows what a tag stands for.
    let (length, digest) = (content.len(), digest(content));
    format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Docker-Content-Digest: sha256:{digest}\r\nConnection: close\r\n\r\n"
    )
}
