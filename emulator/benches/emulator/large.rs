//! A body of a gibibyte: on its way in, and out again.

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::load::{read, send_all};
use crate::raw::Raw;
use crate::signed;

/// Bytes of the body.
const SIZE: usize = 1 << 30;

/// Bytes that are sent and read at once.
const PIECE: usize = 1 << 16;

/// Where a package is in the repository of this bench, and what makes its version whole.
const PACKAGE: &str = "/maven/d/main-000000000000/store/com/example/app";
const LIST: &str =
    "<metadata><versioning><versions><version>1</version></versions></versioning></metadata>";

/// Publishes the body as an asset, and fetches it.
pub(crate) async fn carry(host: &str) {
    for path in ["/v1/domain?domain=main", "/v1/repository?domain=main&repository=store"] {
        send_all(host, vec![signed(host, Raw::new("POST", path, "{}"))]).await;
    }
    let proof = format!("authorization: Bearer {}\r\n", token(host).await);
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    let asset = format!("{PACKAGE}/1/app-1.jar");
    let head = |method, path: &str, size| {
        format!("{method} {path} HTTP/1.1\r\nhost: {host}\r\n{proof}content-length: {size}\r\n\r\n")
    };
    send(&mut stream, &head("PUT", &asset, SIZE)).await;
    for _ in 0..SIZE / PIECE {
        stream.write_all(&[0; PIECE]).await.expect("room for a piece");
    }
    succeeds(&mut stream).await;
    let list = head("PUT", &format!("{PACKAGE}/maven-metadata.xml"), LIST.len());
    send(&mut stream, &(list + LIST)).await;
    succeeds(&mut stream).await;
    send(&mut stream, &head("GET", &asset, 0)).await;
    let (mut left, mut piece) = (SIZE, vec![0; PIECE]);
    while left > 0 {
        // The head comes with the first piece, and is counted as body: the last bytes of the body
        // may stay unread.
        let count = stream.read(&mut piece).await.expect("a piece");
        assert!(count > 0, "the answer ends too soon");
        left = left.saturating_sub(count);
    }
}

async fn token(host: &str) -> String {
    let request = signed(host, Raw::new("POST", "/v1/authorization-token?domain=main", "{}"));
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    stream.write_all(&request).await.expect("room for a request");
    let answer = read(&mut stream).await;
    let body = answer.split_once("\r\n\r\n").expect("a body").1;
    let body: Value = serde_json::from_str(body).expect("JSON");
    body["authorizationToken"].as_str().expect("a token").to_owned()
}

async fn send(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.expect("room for a request");
}

async fn succeeds(stream: &mut TcpStream) {
    let answer = read(stream).await;
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
}
