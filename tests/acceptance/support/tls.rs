//! TLS for servers of the tests, with certificates that nobody vouches for.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair, date_time_ymd};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// What a server shows. Each of these names the host [`FAR`] beside `localhost`, except that of
/// another host.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Certificate {
    /// A certificate of a server.
    Server,
    /// One of an authority, which vouches for others.
    Authority,
    /// One of an authority, for another host.
    AuthorityElsewhere,
    /// One of an authority whose time is over.
    ExpiredAuthority,
}

/// A host that only a proxy knows.
pub(crate) const FAR: &str = "far.test";

impl Certificate {
    fn parameters(self) -> CertificateParams {
        let names = match self {
            Self::AuthorityElsewhere => vec!["elsewhere.test".to_owned()],
            _ => vec!["localhost".to_owned(), FAR.to_owned()],
        };
        let mut parameters = CertificateParams::new(names).expect("names");
        if self != Self::Server {
            parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        }
        if self == Self::ExpiredAuthority {
            parameters.not_after = date_time_ymd(2001, 1, 1);
        }
        parameters
    }
}

/// Accepts clients with a certificate that it signs itself and writes into a file.
pub(crate) fn acceptor(file: &Path, shown: Certificate) -> TlsAcceptor {
    acceptor_of(file, shown, &[])
}

/// The same that speaks these protocols.
pub(crate) fn acceptor_of(file: &Path, shown: Certificate, protocols: &[&[u8]]) -> TlsAcceptor {
    let signing_key = KeyPair::generate().expect("a key");
    let cert = shown.parameters().self_signed(&signing_key).expect("a certificate");
    fs::write(file, cert.pem()).expect("a file");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .expect("a key that fits its certificate");
    config.alpn_protocols = protocols.iter().map(|protocol| protocol.to_vec()).collect();
    TlsAcceptor::from(Arc::new(config))
}
