//! Too much, too slow, too many: nothing that a client does costs the emulator more than its share.

use std::io::ErrorKind;
use std::time::Duration;

use codeartifact_emulator::{Emulator, Options};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

use crate::raw::Raw;
use crate::shelf::sha256;
use crate::world::{start, start_with_domain};

const GIBIBYTE: usize = 1 << 30;

/// More than the emulator and both ends of a socket ever hold of one request.
const HELD: usize = 64 << 20;

async fn connect(emulator: &Emulator) -> TcpStream {
    let host = emulator.url().strip_prefix("http://").expect("an address");
    TcpStream::connect(host).await.expect("a connection")
}

/// Sends a head, then nothing, and reads until the emulator closes the connection.
async fn answer_to(emulator: &Emulator, head: &str) -> String {
    let mut stream = connect(emulator).await;
    stream.write_all(head.as_bytes()).await.expect("room for the head");
    let mut answer = Vec::new();
    // A connection that is reset is closed too.
    let _ = stream.read_to_end(&mut answer).await;
    String::from_utf8_lossy(&answer).into_owned()
}

#[tokio::test]
async fn a_body_that_announces_too_much_is_refused_unread() {
    let (emulator, _client) = start().await;
    let head =
        format!("POST /v1/domains HTTP/1.1\r\nhost: a\r\ncontent-length: {GIBIBYTE}\r\n\r\n");
    let answer = answer_to(&emulator, &head).await;
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
}

#[tokio::test]
async fn a_body_without_an_end_is_not_taken() {
    let (emulator, client) = start().await;
    let mut stream = connect(&emulator).await;
    let head = "POST /v1/domains HTTP/1.1\r\nhost: a\r\ntransfer-encoding: chunked\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("room for the head");
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    let mut sent = 0;
    while sent < GIBIBYTE && stream.write_all(chunk.as_bytes()).await.is_ok() {
        sent += chunk.len();
    }
    // Some is received in vain, for clients that read no answer before they have sent all.
    assert!(sent < GIBIBYTE, "{sent} bytes were taken");
    client.list_domains().send().await.expect("a page, all the same");
}

#[tokio::test]
async fn a_head_without_an_end_is_not_taken() {
    let (emulator, client) = start().await;
    let mut stream = connect(&emulator).await;
    stream.write_all(b"GET / HTTP/1.1\r\nhost: ").await.expect("room for the start");
    let name = "x".repeat(0x10000);
    let mut sent = 0;
    while sent < GIBIBYTE && stream.write_all(name.as_bytes()).await.is_ok() {
        sent += name.len();
    }
    assert!(sent < HELD, "{sent} bytes were taken");
    client.list_domains().send().await.expect("a page, all the same");
}

/// The clock of the test stands still, and leaps to the next deadline whenever everybody waits.
#[tokio::test(start_paused = true)]
async fn patience_with_a_slow_client_ends() {
    let emulator = Emulator::start(Options::default()).await.expect("a free port");
    for start in [
        "",
        "POST /v1/domains HTT",
        "POST /v1/domains HTTP/1.1\r\nhost: a\r\n",
        "POST /v1/domains HTTP/1.1\r\nhost: a\r\ncontent-length: 10\r\n\r\n{",
    ] {
        let answer = answer_to(&emulator, start).await;
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408 "), "{start}: {answer}");
    }
}

/// However long an upload takes, each of its pieces must come in time. What came before is not
/// kept.
#[tokio::test(start_paused = true)]
async fn patience_with_a_silent_upload_ends() {
    let directory = tempfile::tempdir().expect("a directory");
    let options = Options::default().state(directory.path().join("state"));
    let emulator = Emulator::start(options).await.expect("a free port");
    let sent = Raw::new("POST", "/v1/domain?domain=main", "{}").send(&emulator).await;
    assert_eq!(sent.status, 200);
    let asked = Raw::new("POST", "/v1/authorization-token?domain=main", "").send(&emulator).await;
    let token = asked.body["authorizationToken"].as_str().expect("a token");
    let mut publication = Raw::new("POST", "/v1/package/version/publish?domain=main", "");
    publication.headers.push(("x-amz-content-sha256", sha256(b"")));
    publication.sign(emulator.url());
    let mut put = Raw::new("PUT", "/npm/d/main-000000000000/store/app", "");
    put.headers.push(("authorization", format!("Bearer {token}")));
    for request in [publication, put] {
        let mut stream = connect(&emulator).await;
        let head = request.bytes(emulator.url().trim_start_matches("http://"));
        let head = String::from_utf8_lossy(&head);
        let head = head.replace("length: 0", &format!("length: {GIBIBYTE}"));
        stream.write_all(head.as_bytes()).await.expect("room for the head");
        for _ in 0..3 {
            tokio::time::advance(Duration::from_secs(50)).await;
            let before = written(&directory);
            stream.write_all(&[0; 300 << 10]).await.expect("room for a piece");
            while written(&directory) <= before {
                assert_eq!(stream.try_read(&mut [0]).map_err(|error| error.kind()), NOTHING_YET);
                tokio::task::yield_now().await;
            }
        }
        let mut answer = Vec::new();
        // A connection that is reset is closed too.
        let _ = stream.read_to_end(&mut answer).await;
        assert!(answer.is_empty(), "{}", String::from_utf8_lossy(&answer));
        assert_eq!(written(&directory), 0);
    }
}

/// What a connection reads that is open, and on which nothing was sent.
const NOTHING_YET: Result<usize, ErrorKind> = Err(ErrorKind::WouldBlock);

/// Bytes in the files of assets.
fn written(directory: &tempfile::TempDir) -> u64 {
    let assets = std::fs::read_dir(directory.path().join("state.assets"));
    let assets = assets.expect("a directory of assets");
    assets.map(|asset| asset.expect("a file").metadata().map_or(0, |file| file.len())).sum()
}

#[tokio::test]
async fn a_client_that_reads_nothing_holds_up_nobody() {
    let (emulator, client) = start().await;
    let deaf = connect(&emulator).await;
    let question = "GET /v1/domain HTTP/1.1\r\nhost: a\r\n\r\n".repeat(1_000);
    let mut sent = 0;
    // Its questions are taken until the answers that it leaves fill the way back.
    while sent < HELD && deaf.try_write(question.as_bytes()).is_ok_and(|count| count > 0) {
        sent += question.len();
        client.list_domains().send().await.expect("a page, all the same");
    }
    assert!(sent < HELD, "{sent} bytes were taken");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_thousand_clients_are_answered() {
    let (emulator, _client) = start_with_domain().await;
    let mut connections = Vec::new();
    for _ in 0..2_000 {
        connections.push(connect(&emulator).await);
    }
    let mut answers = JoinSet::new();
    let emulator = std::sync::Arc::new(emulator);
    for idle in connections {
        let emulator = std::sync::Arc::clone(&emulator);
        answers.spawn(async move {
            let reply = Raw::new("GET", "/v1/domain?domain=main", "").send(&emulator).await;
            drop(idle);
            reply.status
        });
    }
    assert_eq!(answers.join_all().await, [200; 2_000]);
}
