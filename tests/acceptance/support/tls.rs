//! TLS for servers of the tests, with certificates that nobody vouches for.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use rcgen::{BasicConstraints, CertificateParams, IsCa, KeyPair};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

/// Accepts clients as `localhost`, with a certificate of its own, which it writes into a file. As
/// an authority it shows what vouches for others.
pub(crate) fn acceptor(certificate: &Path, is_authority: bool) -> TlsAcceptor {
    let signing_key = KeyPair::generate().expect("a key");
    let mut parameters = CertificateParams::new(["localhost".to_owned()]).expect("a name");
    if is_authority {
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    }
    let cert = parameters.self_signed(&signing_key).expect("a certificate");
    fs::write(certificate, cert.pem()).expect("a file");
    let key = PrivatePkcs8KeyDer::from(signing_key.serialize_der());
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![cert.der().clone()], key.into())
        .expect("a key that fits its certificate");
    TlsAcceptor::from(Arc::new(config))
}
