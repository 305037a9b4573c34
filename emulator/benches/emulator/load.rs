//! Requests that are written down already, sent over many connections at once.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Connections that are open at once.
pub(crate) const CONNECTIONS: usize = 64;

/// Sends all requests, each of which must succeed.
pub(crate) async fn send_all(host: &str, requests: Vec<Vec<u8>>) {
    let (requests, next) = (Arc::new(requests), Arc::new(AtomicUsize::new(0)));
    let workers: Vec<_> = (0..CONNECTIONS.min(requests.len()))
        .map(|_| tokio::spawn(work(host.to_owned(), Arc::clone(&requests), Arc::clone(&next))))
        .collect();
    for worker in workers {
        worker.await.expect("every request succeeds");
    }
}

/// Sends one request after the other over one connection, until none is left.
async fn work(host: String, requests: Arc<Vec<Vec<u8>>>, next: Arc<AtomicUsize>) {
    let mut stream = TcpStream::connect(&host).await.expect("a connection");
    stream.set_nodelay(true).expect("a socket");
    while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
        stream.write_all(request).await.expect("room for a request");
        let answer = read(&mut stream).await;
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }
}

/// Reads one answer, whose length its head states.
pub(crate) async fn read(stream: &mut TcpStream) -> String {
    let mut answer = Vec::with_capacity(2048);
    loop {
        let count = stream.read_buf(&mut answer).await.expect("an answer");
        assert!(count > 0, "the connection was closed");
        let text = String::from_utf8_lossy(&answer);
        let Some((head, body)) = text.split_once("\r\n\r\n") else { continue };
        let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
        if length.and_then(|length| length.parse().ok()) == Some(body.len()) {
            return text.into_owned();
        }
    }
}
