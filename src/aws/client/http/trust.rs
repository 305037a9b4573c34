//! Whose certificates are trusted.

use std::sync::Arc;

use tokio_rustls::rustls::client::danger::{
    HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier,
};
use tokio_rustls::rustls::client::{WebPkiServerVerifier, verify_server_name};
use tokio_rustls::rustls::crypto::CryptoProvider;
use tokio_rustls::rustls::crypto::aws_lc_rs::{self, kx_group};
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::ParsedCertificate;
use tokio_rustls::rustls::{
    self, ClientConfig, ConfigBuilder, DigitallySignedStruct, RootCertStore, SignatureScheme,
    WantsVerifier,
};

use crate::aws::failure::{Distrust, Error, Result};

/// What vouches for a server: a file of certificates, or else the certificates of the machine.
#[derive(Debug)]
pub(super) struct Trust {
    versions: ConfigBuilder<ClientConfig, WantsVerifier>,
    bundle: Option<Arc<Bundle>>,
}

impl Trust {
    /// # Errors
    /// The file holds no certificates that can be used.
    pub(super) fn of(ca_bundle: Option<&str>) -> Result<Self> {
        let provider = Arc::new(cryptography());
        let bundle = ca_bundle.map(|path| Bundle::read(path, &provider)).transpose()?;
        let versions = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| Error::misconfigured(error.to_string()))?;
        Ok(Self { versions, bundle: bundle.map(Arc::new) })
    }

    /// How TLS is spoken. Reads the certificates of the machine, where there is no bundle.
    pub(super) fn configuration(&self) -> ClientConfig {
        let versions = self.versions.clone();
        let verified = match &self.bundle {
            Some(bundle) => {
                let verifier = Arc::clone(bundle);
                versions.dangerous().with_custom_certificate_verifier(verifier)
            }
            None => versions.with_root_certificates(of_the_machine()),
        };
        verified.with_no_client_auth()
    }
}

/// The algorithms, with the key exchange first that the computers of a later day do not break, as
/// AWS's own clients have it.
fn cryptography() -> CryptoProvider {
    let kx_groups =
        vec![kx_group::X25519MLKEM768, kx_group::X25519, kx_group::SECP256R1, kx_group::SECP384R1];
    CryptoProvider { kx_groups, ..aws_lc_rs::default_provider() }
}

fn of_the_machine() -> RootCertStore {
    let found = rustls_native_certs::load_native_certs();
    for error in &found.errors {
        tracing::warn!(%error, "a certificate of this machine cannot be read");
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(found.certs);
    roots
}

/// The certificates of a file. They vouch for others, and each of them for itself.
///
/// The usual verifier would not do: a certificate that `openssl req -x509` makes calls itself one
/// of an authority, and so is none of a server to it, although it is trusted to the byte.
#[derive(Debug)]
struct Bundle {
    certificates: Vec<CertificateDer<'static>>,
    verifier: Arc<WebPkiServerVerifier>,
}

impl Bundle {
    fn read(path: &str, provider: &Arc<CryptoProvider>) -> Result<Self> {
        let wrong = |cause: &str| {
            let text = format!("`custom_ca_bundle` or AWS_CA_BUNDLE names {path}, which {cause}.");
            Error::misconfigured(text)
        };
        let unusable =
            |error| wrong(&format!("contains a certificate that cannot be used: {error}"));
        let pem =
            std::fs::read(path).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
        let found: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
        let certificates = found.map_err(|error| wrong(&format!("is not a PEM file: {error}")))?;
        let roots = roots(&certificates).map_err(unusable)?;
        let (roots, provider) = (Arc::new(roots), Arc::clone(provider));
        let verifier = WebPkiServerVerifier::builder_with_provider(roots, provider);
        let verifier = verifier.build().map_err(|_| wrong("contains no certificate"))?;
        Ok(Self { certificates, verifier })
    }

    /// Whether the file has the certificate, and it is one of the host. That it is in time has been
    /// looked at before, since that comes first.
    fn has(&self, certificate: &CertificateDer<'_>, host: &ServerName<'_>) -> bool {
        let parsed = ParsedCertificate::try_from(certificate);
        self.certificates.iter().any(|it| it == certificate)
            && parsed.is_ok_and(|parsed| verify_server_name(&parsed, host).is_ok())
    }
}

fn roots(
    certificates: &[CertificateDer<'static>],
) -> std::result::Result<RootCertStore, rustls::Error> {
    let mut roots = RootCertStore::empty();
    certificates.iter().cloned().try_for_each(|certificate| roots.add(certificate))?;
    Ok(roots)
}

impl ServerCertVerifier for Bundle {
    fn verify_server_cert(
        &self,
        shown: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        host: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let verdict =
            self.verifier.verify_server_cert(shown, intermediates, host, ocsp_response, now);
        verdict.or_else(|error| match Distrust::of(&error) {
            Some(Distrust::Authority) if self.has(shown, host) => {
                Ok(ServerCertVerified::assertion())
            }
            _ => Err(error),
        })
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls12_signature(message, certificate, signature)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        self.verifier.verify_tls13_signature(message, certificate, signature)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.verifier.supported_verify_schemes()
    }
}
