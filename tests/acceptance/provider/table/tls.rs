//! Whose certificates are trusted. The emulator stands behind TLS, with a certificate that nobody
//! vouches for.

use std::fs;

use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::order::Place::{Block, Variables};
use super::order::order;
use super::{Row, check, row};
use crate::support::tls::{self, Certificate};
use crate::support::world::World;

#[test]
fn whose_certificates_are_trusted() {
    check(&rows());
}

pub(super) fn rows() -> Vec<Row> {
    let argument = || row("custom_ca_bundle");
    let places =
        [Block("custom_ca_bundle = \"{dir}/{}\""), Variables(&["AWS_CA_BUNDLE"], "{dir}/{}")];
    let named = |name: &str| argument().block(format!("custom_ca_bundle = \"{{dir}}/{name}\""));
    let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n".to_owned();
    let untrusted = "Set AWS_CA_BUNDLE to the file with the certificates of your proxy";
    let with_role = "assume_role {\n role_arn = \"arn:aws:iam::000000000000:role/ci\"\n}";
    let (trusted, other) = (("bundle.pem", "1 x ListDomains"), ("no.pem", "no certificate"));
    let rows = vec![
        argument().behind_tls().sees(untrusted).misses("attempts"),
        named("bundle.pem").behind_tls().and_block(with_role).sees("assumed-role/ci/"),
        named("bundle.pem").showing(Certificate::Authority).sees("1 x ListDomains"),
        argument()
            .showing(Certificate::Authority)
            .sees("is that of a certificate authority (`CA:TRUE`)")
            .sees("Set AWS_CA_BUNDLE to a file with it")
            .misses("attempts"),
        named("other.pem")
            .with_file("other.pem", another())
            .showing(Certificate::Authority)
            .sees("is that of a certificate authority (`CA:TRUE`)")
            .misses("x ListDomains by"),
        named("bundle.pem")
            .showing(Certificate::AuthorityElsewhere)
            .sees("is that of a certificate authority (`CA:TRUE`)")
            .sees("it names the host"),
        named("bundle.pem")
            .showing(Certificate::ExpiredAuthority)
            .sees("certificate expired")
            .sees(untrusted),
        named("lost").sees("`custom_ca_bundle` or AWS_CA_BUNDLE names ").sees("cannot be read"),
        named("no.pem").sees("/no.pem, which contains no certificate"),
        named("binary")
            .with_file("binary", "-----BEGIN CERTIFICATE-----\n\u{0}")
            .sees("which is not a PEM file"),
        row("insecure")
            .block("insecure = true")
            .sees("trust a private CA with `custom_ca_bundle` instead"),
        row("insecure").block("insecure = false").sees("1 x ListDomains"),
        named("broken")
            .with_file("broken", broken)
            .sees("contains a certificate that cannot be used"),
    ];
    [order(&argument().behind_tls(), trusted, other, &places), rows].concat()
}

/// A certificate of an authority that has nothing to do with the emulator's.
fn another() -> String {
    let file = tempfile::NamedTempFile::new().expect("a file");
    tls::acceptor(file.path(), Certificate::Authority);
    fs::read_to_string(file.path()).expect("a certificate")
}

/// Puts TLS in front of the emulator, and the certificate into `bundle.pem`. Returns the address.
pub(crate) fn in_front_of(world: &World, shown: Certificate) -> String {
    let acceptor = tls::acceptor(&world.path("bundle.pem"), shown);
    let service = world.emulator.url().replace("http://", "");
    world.wait(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(forward(listener, acceptor, service));
        format!("https://localhost:{port}")
    })
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
