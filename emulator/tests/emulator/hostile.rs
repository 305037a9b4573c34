//! Clients that are malicious or broken. None of them may end the emulator.

use codeartifact_emulator::{Emulator, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::raw::Raw;
use crate::world::start;

/// Sends bytes and reads whatever comes back before the emulator or its patience ends.
async fn send(emulator: &Emulator, bytes: &[u8]) -> Vec<u8> {
    let host = emulator.url().strip_prefix("http://").expect("an address");
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    stream.write_all(bytes).await.expect("room for the bytes");
    stream.shutdown().await.expect("an end");
    let mut answer = Vec::new();
    // A connection that is reset is an answer too.
    let _ = stream.read_to_end(&mut answer).await;
    answer
}

#[tokio::test]
async fn garbage_is_survived() {
    let (emulator, client) = start().await;
    for bytes in [
        &b"\x00\xff\x16\x03\x01\r\n\r\n"[..],
        b"GET",
        b"GET / HTTP/9.9\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\n\r\n",
        b"GET http://[::1 HTTP/1.1\r\nhost: a\r\n\r\n",
        b"GET /v1/domain?%ff%zz=&&&==% HTTP/1.1\r\nhost: \xff\r\nauthorization: \xff\r\n\r\n",
        b"POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 99999999999999999999\r\n\r\n",
        b"POST /v1/domains HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
        b"POST /v1/domains HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n{",
    ] {
        send(&emulator, bytes).await;
    }
    client.list_domains().send().await.expect("a page, all the same");
}

#[tokio::test]
async fn nonsense_in_a_signed_request_is_refused() {
    let (emulator, client) = start().await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for body in [deep.as_str(), "\"", "null", "1e999", r#"{"maxResults":1e999}"#] {
        let reply = Raw::new("POST", "/v1/domains", body).send(&emulator).await;
        assert_eq!(reply.status, 400, "{}", &body[..body.len().min(20)]);
    }
    client.list_domains().send().await.expect("a page, all the same");
}

#[tokio::test]
async fn nonsense_in_a_header_of_a_signature_is_refused() {
    let (emulator, _client) = start().await;
    let scope = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/codeartifact/aws4_request";
    for authorization in [
        "AWS4-HMAC-SHA256 ",
        "AWS4-HMAC-SHA256 Credential=////, SignedHeaders=;;, Signature=",
        &format!("{scope}, SignedHeaders=, Signature="),
        &format!("{scope}, SignedHeaders=host;host; ;\u{7f}, Signature=é"),
    ] {
        for date in ["", "20260101T000000Z", "99999999T999999Z", "é"] {
            let headers =
                vec![("authorization", authorization.to_owned()), ("x-amz-date", date.to_owned())];
            let request = Raw { headers, ..Raw::new("POST", "/v1/domains", "{}") };
            let status = request.send_unsigned(&emulator).await.status;
            assert!([400, 403].contains(&status), "{authorization} {date}: {status}");
        }
    }
}

#[tokio::test]
async fn an_emulator_stops() {
    let emulator = Emulator::start(Options::default()).await.expect("a free port");
    let host = emulator.url().strip_prefix("http://").expect("an address").to_owned();
    emulator.stop().await;
    TcpStream::connect(host).await.expect_err("nobody listens any more");
}
