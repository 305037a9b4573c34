//! What costs a client little costs the emulator little, whoever the client is: time, memory and
//! disk have bounds.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;

use aws_sdk_codeartifact::Client;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use codeartifact_emulator::Options;
use flate2::{Compression, FlushCompress};
use serde_json::json;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::process::{Process, peak};
use crate::raw::{Raw, Reply};
use crate::shelf::publish;
use crate::world::{start, start_with, start_with_repositories};

const MIB: usize = 1 << 20;

async fn prepare(client: &Client) {
    client.create_domain().domain("main").send().await.expect("a domain");
    client.create_repository().domain("main").repository("store").send().await.expect("a store");
}

/// Somebody with a token, who sends a request to the repository `store` of an emulator.
async fn visit(
    (url, client): (&str, &Client),
    format: &str,
    method: &'static str,
    path: &str,
    body: impl Into<Vec<u8>>,
    kind: &str,
) -> Reply {
    let token = client.get_authorization_token().domain("main").send().await;
    let token = token.expect("a token").authorization_token.expect("its text");
    let address = format!("/{format}/d/main-000000000000/store/{path}");
    let mut request = Raw::new(method, address, body);
    request.headers.push(("authorization", format!("Bearer {token}")));
    request.headers.push(("content-type", kind.to_owned()));
    request.send_to(url.trim_start_matches("http://")).await
}

/// A compressed archive of an entry of this kind and of 2 GiB, all of them zero.
fn bomb(kind: tar::EntryType) -> Vec<u8> {
    let mut header = tar::Header::new_ustar();
    header.set_entry_type(kind);
    header.set_size(2 << 30);
    header.set_cksum();
    let mut begin = flate2::GzBuilder::new().write(Vec::new(), Compression::best());
    begin.write_all(header.as_bytes()).and_then(|()| begin.flush()).expect("a header");
    // Behind a full flush each piece stands for itself, so that one can be repeated.
    let mut packed = Vec::with_capacity(MIB);
    let mut piece = flate2::Compress::new(Compression::best(), false);
    piece.compress_vec(&vec![0; MIB], &mut packed, FlushCompress::Full).expect("a piece");
    let mut bytes = begin.get_ref().clone();
    (0..2 << 10).for_each(|_| bytes.extend_from_slice(&packed));
    bytes
}

#[tokio::test]
async fn an_archive_unpacks_to_no_more_than_a_bound() {
    let mut process = Process::start(&[]);
    let (url, client) = (process.url().to_owned(), process.client());
    prepare(&client).await;
    for (name, kind) in [("long", tar::EntryType::GNULongName), ("pax", tar::EntryType::XHeader)] {
        let body = json!({ "name": name, "versions": { "1.0.0": {} },
            "_attachments": { "a.tgz": { "data": STANDARD.encode(bomb(kind)) } } });
        let reply = visit((&url, &client), "npm", "PUT", name, body.to_string(), "text/json").await;
        assert_eq!(reply.status, 200, "{}", reply.body);
    }
    let peak = peak(&mut process);
    assert!(peak < 100 << 10, "{peak} KiB");
}

#[tokio::test]
async fn a_pom_is_read_in_time_in_proportion_to_its_length() {
    let (emulator, client) = start_with_repositories(&["store"]).await;
    let put = async |version: &str, pom: String| {
        let path = format!("com/example/app/{version}/app-{version}.pom");
        visit((emulator.url(), &client), "maven", "PUT", &path, pom, "text/xml").await.status
    };
    let count = 30_000;
    let each = |text: fn(usize) -> String| (0..count).map(text).collect::<String>();
    let properties = each(|number| format!("<p{number}>1</p{number}>"));
    let needs = each(|number| {
        format!("<dependency><artifactId>${{p{}}}</artifactId></dependency>", 29_999 - number)
    });
    let pom = format!(
        "<project><properties>{properties}</properties><dependencies>{needs}</dependencies></project>"
    );
    assert_eq!(put("1", pom).await, 200);
    let attributes = each(|number| format!(" a{number}='>'"));
    assert_eq!(put("2", format!("<project{attributes}/>")).await, 400);
    let namespaces = each(|number| format!("<a xmlns:a{number}='b'/>"));
    assert_eq!(put("3", format!("<project>{namespaces}</project>")).await, 400);
}

#[tokio::test]
async fn the_texts_of_a_form_have_a_bound_together() {
    let (emulator, client) = start_with_repositories(&["store"]).await;
    let post = async |parts: &[(String, String)]| {
        let part = |(name, text): &(String, String)| {
            format!("--b\r\ncontent-disposition: form-data; {name}\r\n\r\n{text}\r\n")
        };
        let body = parts.iter().map(part).collect::<String>() + "--b--\r\n";
        let kind = "multipart/form-data; boundary=b";
        visit((emulator.url(), &client), "pypi", "POST", "", body, kind).await
    };
    let named = |name: &str, text: String| (format!("name=\"{name}\""), text);
    let file = (r#"name="content"; filename="pad-1.whl""#.to_owned(), "wheel".to_owned());
    let good = [named("name", "pad".into()), named("version", "1".into()), file];
    assert_eq!(post(&good).await.status, 200);
    for (parts, why) in [
        (vec![named("a", "x".repeat(MIB)); 5], "too long"),
        (vec![named("a", String::new()); 50_000], "too long"),
        (vec![(format!("name=\"{}\"", "a".repeat(2 * MIB)), String::new())], ""),
    ] {
        let reply = post(&[&good[..], &parts].concat()).await;
        assert_eq!(reply.status, 400);
        assert!(reply.body["message"].to_string().contains(why), "{}", reply.body);
    }
}

#[tokio::test]
async fn what_the_log_keeps_has_a_bound() {
    let mut process = Process::start(&[]);
    let host = process.url().replace("http://", "");
    let body = json!({ "text": "x".repeat(MIB - 100) }).to_string();
    for _ in 0..200 {
        let refused = Raw::new("POST", "/v1/domains", body.as_str()).send_to(&host).await;
        assert_eq!(refused.status, 403);
    }
    let peak = peak(&mut process);
    assert!(peak < 150 << 10, "{peak} KiB");
}

#[tokio::test]
async fn nothing_is_received_of_an_asset_from_whoever_may_not_send_it() {
    let (emulator, _client) = start().await;
    let host = emulator.url().trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.expect("a connection");
    // The answer comes though the body never does.
    let head = "POST /v1/package/version/publish HTTP/1.1\r\nhost: a\r\ncontent-length: 99\r\n\r\n";
    stream.write_all(head.as_bytes()).await.expect("room");
    let mut answer = [0; 12];
    stream.read_exact(&mut answer).await.expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 403");
}

#[tokio::test]
async fn a_refusal_is_read_by_whoever_sends_all_of_a_body_first() {
    let (emulator, _client) = start_with_repositories(&["store"]).await;
    for (method, path, status) in [
        ("PUT", "/npm/d/main-000000000000/store/pad", 401),
        ("POST", "/pypi/d/main-000000000000/store/", 401),
        ("POST", "/v1/package/version/publish", 403),
        ("POST", "/v1/domains", 413),
    ] {
        let request = Raw::new(method, path, vec![b'x'; 20 * MIB]);
        assert_eq!(request.send_unsigned(&emulator).await.status, status, "{path}");
    }
}

#[tokio::test]
async fn no_path_of_a_package_is_a_failure_of_the_emulator() {
    let public = tempfile::tempdir().expect("a directory");
    fs::create_dir(public.path().join("maven-central")).expect("a directory");
    let (emulator, client) = start_with(Options::default().public(public.path())).await;
    prepare(&client).await;
    let connect = client.associate_external_connection().domain("main").repository("store");
    connect.external_connection("public:maven-central").send().await.expect("a connection");
    let long = "a".repeat(300);
    for path in ["com%00/app/1/app.jar", "com/%00/1/app.jar", &format!("{long}/{long}/1/a.jar")] {
        let reply = visit((emulator.url(), &client), "maven", "GET", path, "", "").await;
        assert_eq!(reply.status, 404, "{path}: {}", reply.body);
    }
}

#[tokio::test]
async fn what_a_kill_leaves_behind_goes_with_the_next_run() {
    let directory = TempDir::new().expect("a directory");
    for _ in 0..3 {
        let mut process = Process::start_in(directory.path());
        let client = process.client();
        prepare(&client).await;
        publish(&client, "1", b"content").await.expect("a publication");
        let kept = fs::read_dir(directory.path()).expect("the directory").count();
        assert_eq!(kept, 1, "directories for temporary files");
        process.kill();
    }
}

#[tokio::test]
async fn the_state_is_for_nobody_elses_eyes() {
    let directory = TempDir::new().expect("a directory");
    let file = directory.path().join("state");
    fs::write(&file, "").expect("a file that everybody can read");
    for name in ["state", "other"] {
        let file = directory.path().join(name);
        let (emulator, _client) = start_with(Options::default().state(&file)).await;
        emulator.stop().await;
        for (path, mode) in [(name.to_owned(), 0o600), (format!("{name}.assets"), 0o700)] {
            let found = fs::metadata(directory.path().join(&path)).expect("a file");
            assert_eq!(found.permissions().mode() & 0o777, mode, "{path}");
        }
    }
}
