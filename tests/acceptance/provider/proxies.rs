//! What goes through a proxy, which alone knows the way to the service.

use std::io::Result;
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::provider::table::tls;
use crate::support::tls::{Certificate, FAR};
use crate::support::world::World;

const DOMAIN: &str = "resource \"codeartifact_domain\" \"main\" {\n domain = \"main\"\n}\n";

/// `me:hunter2` as a proxy is told it.
const PASSWORD: &str = "proxy-authorization: basic bwu6ahvudgvymg==";

#[test]
fn a_request_is_passed_on() {
    let (mut world, proxy) = behind_a_proxy("HTTP_PROXY");
    world.set("AWS_ENDPOINT_URL", &format!("http://{FAR}"));
    world.apply().succeeded();
    let heads = proxy.heads();
    assert!(heads.contains(&format!("post http://{FAR}/v1/domain")), "{heads}");
    assert!(heads.contains(PASSWORD), "{heads}");
}

#[test]
fn a_request_that_tls_protects_goes_through_a_tunnel() {
    let (mut world, proxy) = behind_a_proxy("HTTPS_PROXY");
    world.set("AWS_ENDPOINT_URL", &format!("https://{FAR}"));
    world.set("AWS_CA_BUNDLE", &world.path("bundle.pem").display().to_string());
    world.apply().succeeded();
    let heads = proxy.heads();
    assert!(heads.contains(&format!("connect {FAR}:443")), "{heads}");
    assert!(heads.contains(PASSWORD), "{heads}");
    assert!(!heads.contains("/v1/domain"), "the proxy saw the request");
}

#[test]
fn a_proxy_that_wants_another_password_is_named() {
    let (mut world, proxy) = behind_a_proxy("HTTPS_PROXY");
    let wrong = format!("http://me:hunter3@127.0.0.1:{}", proxy.port);
    world.set("HTTPS_PROXY", &wrong).set("AWS_MAX_ATTEMPTS", "1");
    world.set("AWS_ENDPOINT_URL", &format!("https://{FAR}"));
    world.apply().failed_with(&["proxy authorization required"]);
}

/// A proxy, and the first bytes of each connection, in small letters.
struct Proxy {
    port: u16,
    heads: Arc<Mutex<String>>,
}

impl Proxy {
    fn heads(&self) -> String {
        self.heads.lock().expect("the heads").clone()
    }
}

/// A world with a domain to make, and a proxy that a variable names.
fn behind_a_proxy(variable: &str) -> (World, Proxy) {
    let mut world = World::new();
    world.write(DOMAIN);
    let plain = world.emulator.url().replace("http://", "");
    let protected = tls::in_front_of(&world, Certificate::Server).replace("https://", "");
    let heads: Arc<Mutex<String>> = Arc::default();
    let seen = Arc::clone(&heads);
    let port = world.wait(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(pass_on(client, plain.clone(), protected.clone(), seen.clone()));
            }
        });
        port
    });
    world.set(variable, &format!("http://me:hunter2@127.0.0.1:{port}"));
    (world, Proxy { port, heads })
}

/// Connects a client to the service, by TLS where it asks for a tunnel.
async fn pass_on(
    mut client: TcpStream,
    plain: String,
    protected: String,
    heads: Arc<Mutex<String>>,
) -> Result<()> {
    let mut begun = vec![0; 64 * 1024];
    let length = client.read(&mut begun).await?;
    begun.truncate(length);
    let head = String::from_utf8_lossy(&begun).to_lowercase();
    heads.lock().expect("the heads").push_str(&head);
    if !head.contains(PASSWORD) {
        let refusal = b"HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n";
        return client.write_all(refusal).await;
    }
    let is_tunnel = head.starts_with("connect ");
    let mut service = TcpStream::connect(if is_tunnel { protected } else { plain }).await?;
    match is_tunnel {
        true => client.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?,
        false => service.write_all(&begun).await?,
    }
    copy_bidirectional(&mut client, &mut service).await.map(drop)
}
