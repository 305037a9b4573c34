//! Certificates: the file that AWS_CA_BUNDLE names, and a server that nobody vouches for.

use std::fs;
use std::sync::Arc;

use codeartifact_emulator::Emulator;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;
use tokio_util::sync::CancellationToken;

use super::{World, domain, settings};
use crate::aws::environment::Environment;
use crate::aws::{Aws, Error, Kind};

/// Puts TLS in front of the service. Returns its address and its certificate as PEM.
async fn behind_tls(emulator: &Emulator) -> (String, String) {
    let CertifiedKey { cert, signing_key } =
        generate_simple_self_signed(["localhost".to_owned()]).expect("a certificate");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .expect("a key that fits its certificate");
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let service = emulator.url().replace("http://", "");
    tokio::spawn(forward(listener, TlsAcceptor::from(Arc::new(config)), service));
    (format!("https://localhost:{port}"), cert.pem())
}

async fn forward(listener: TcpListener, tls: TlsAcceptor, service: String) {
    while let Ok((client, _)) = listener.accept().await {
        let (tls, service) = (tls.clone(), service.clone());
        tokio::spawn(async move {
            let mut client = tls.accept(client).await?;
            let mut service = TcpStream::connect(service).await?;
            tokio::io::copy_bidirectional(&mut client, &mut service).await
        });
    }
}

async fn aws(endpoint: &str, bundle: Option<&str>) -> Result<Aws, Error> {
    let bundle = bundle.map(|path| ("AWS_CA_BUNDLE".to_owned(), path.to_owned()));
    let environment: Environment = bundle.into_iter().collect();
    Aws::with_environment(settings(endpoint), &environment, CancellationToken::new()).await
}

#[tokio::test]
async fn the_bundle_is_trusted_and_nobody_else() {
    let world = World::with_domain().await;
    let (endpoint, certificate) = behind_tls(&world.emulator).await;
    let home = tempfile::tempdir().expect("a directory");
    let bundle = home.path().join("bundle.pem");
    fs::write(&bundle, certificate).expect("a file");
    let trusting = aws(&endpoint, bundle.to_str()).await.expect("a client");
    let found = trusting.describe_domain(&domain("main")).await;
    assert!(found.expect("an answer").is_some());
    let wary = aws(&endpoint, None).await.expect("a client");
    let error = wary.describe_domain(&domain("main")).await.expect_err("a stranger");
    assert_eq!(error.kind(), Kind::Network, "{error}");
    assert!(error.to_string().contains("AWS_CA_BUNDLE"), "{error}");
    assert!(!error.to_string().contains("attempts"), "it will not get better: {error}");
}

#[tokio::test]
async fn a_bundle_that_is_none_is_refused_at_once() {
    let home = tempfile::tempdir().expect("a directory");
    let path = |name: &str| home.path().join(name).to_str().expect("a path of text").to_owned();
    fs::write(path("empty"), "").expect("a file");
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
    fs::write(path("broken"), broken).expect("a file");
    for (name, cause) in
        [("missing", "cannot be read"), ("empty", "holds no certificate"), ("broken", "of no use")]
    {
        let error = aws("http://localhost", Some(&path(name))).await.expect_err(name);
        assert_eq!(error.kind(), Kind::Configuration, "{error}");
        assert!(error.to_string().contains(cause), "{error}");
    }
}
