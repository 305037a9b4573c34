//! A service that speaks HTTP/2, which each client is offered by the handshake of TLS.

use std::convert::Infallible;
use std::mem;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hyper::body::Incoming;
use hyper::client::conn::http1::handshake;
use hyper::header::HOST;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper::{Request, Response, Uri};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::support::tls::{self, Certificate};
use crate::support::world::World;

const DOMAIN_AND_REPOSITORIES: &str = r#"
    resource "codeartifact_domain" "main" {
      domain = "main"
    }
    resource "codeartifact_repository" "each" {
      count      = 20
      domain     = codeartifact_domain.main.domain
      repository = "repository-${count.index}"
    }
"#;

#[test]
fn a_service_that_speaks_http_2_is_spoken_to_so() {
    let mut world = World::new();
    world.write(DOMAIN_AND_REPOSITORIES);
    let requests: Arc<AtomicUsize> = Arc::default();
    let url = in_front_of(&world, &requests);
    world.set("AWS_ENDPOINT_URL", &url);
    world.set("AWS_CA_BUNDLE", &world.path("bundle.pem").display().to_string());
    world.apply().succeeded();
    assert_eq!(requests.load(Ordering::Relaxed), world.requests().len());
    assert_eq!(world.calls("CreateRepository"), 20);
}

/// Puts a server of HTTP/2 in front of the emulator, which counts requests. Returns its address.
fn in_front_of(world: &World, requests: &Arc<AtomicUsize>) -> String {
    let acceptor = tls::acceptor_of(&world.path("bundle.pem"), Certificate::Server, &[b"h2"]);
    let (service, requests) = (world.emulator.url().replace("http://", ""), Arc::clone(requests));
    world.wait(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(serve(client, acceptor.clone(), service.clone(), requests.clone()));
            }
        });
        format!("https://localhost:{port}")
    })
}

async fn serve(
    client: TcpStream,
    acceptor: TlsAcceptor,
    service: String,
    requests: Arc<AtomicUsize>,
) {
    let client = acceptor.accept(client).await.expect("a handshake");
    let pass_on = service_fn(|request| {
        requests.fetch_add(1, Ordering::Relaxed);
        let service = service.clone();
        async move { Ok::<_, Infallible>(pass_on(request, &service).await) }
    });
    let served = http2::Builder::new(TokioExecutor::new());
    // A provider that ends does not say so.
    drop(served.serve_connection(TokioIo::new(client), pass_on).await);
}

/// What the emulator answers, which speaks HTTP/1.1 alone.
async fn pass_on(mut request: Request<Incoming>, service: &str) -> Response<Incoming> {
    let stream = TcpStream::connect(service).await.expect("the emulator");
    let (mut sender, connection) = handshake(TokioIo::new(stream)).await.expect("a connection");
    tokio::spawn(connection);
    let asked = mem::take(request.uri_mut()).into_parts();
    // The host is signed.
    let host = asked.authority.expect("a host");
    *request.uri_mut() = asked.path_and_query.map(Uri::from).expect("a path");
    request.headers_mut().insert(HOST, host.as_str().parse().expect("a header"));
    sender.send_request(request).await.expect("an answer")
}
