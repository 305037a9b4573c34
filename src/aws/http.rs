//! The one HTTP client: for every Region, and for whatever fetches credentials.

use aws_sdk_codeartifact::config::{HttpClient, RuntimeComponents, SharedHttpClient};
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{HttpConnectorSettings, SharedHttpConnector};
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;

use super::error::{Error, Kind, Result};

/// A client that makes its connectors, and reads the certificates of the machine, when the first request is sent.
#[derive(Debug)]
struct Lazy(SharedHttpClient);

/// The client that trusts the certificates of the PEM file at `ca_bundle`, or else those of the machine.
pub(super) fn client(ca_bundle: Option<&str>) -> Result<SharedHttpClient> {
    let trust = match ca_bundle {
        Some(path) => TrustStore::empty().with_pem_certificate(certificates(path)?),
        None => TrustStore::default(),
    };
    let tls = TlsContext::builder()
        .with_trust_store(trust)
        .build()
        .map_err(|error| Error::new(Kind::Configuration, error.to_string()))?;
    let client = Builder::new()
        .build_with_connector_fn(move |settings, components| connector(&tls, settings, components));
    Ok(SharedHttpClient::new(Lazy(client)))
}

fn connector(
    tls: &TlsContext,
    settings: Option<&HttpConnectorSettings>,
    components: Option<&RuntimeComponents>,
) -> Connector {
    let mut builder = Connector::builder()
        .proxy_config(ProxyConfig::from_env())
        .tls_provider(Provider::Rustls(CryptoMode::AwsLc))
        .tls_context(tls.clone());
    builder.set_connector_settings(settings.cloned());
    builder.set_sleep_impl(components.and_then(RuntimeComponents::sleep_impl));
    builder.build()
}

/// The PEM text, once it is known to hold certificates: the connector panics on any other.
fn certificates(path: &str) -> Result<Vec<u8>> {
    let wrong = |cause: &str| {
        let text = format!("`custom_ca_bundle` or AWS_CA_BUNDLE names {path}, which {cause}.");
        Error::new(Kind::Configuration, text)
    };
    let pem = std::fs::read(path).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    let found: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let found = found.map_err(|error| wrong(&format!("is no PEM file: {error}")))?;
    let mut roots = RootCertStore::empty();
    for certificate in found {
        let added = roots.add(certificate);
        added.map_err(|error| wrong(&format!("holds a certificate that is of no use: {error}")))?;
    }
    match roots.is_empty() {
        true => Err(wrong("holds no certificate")),
        false => Ok(pem),
    }
}

impl HttpClient for Lazy {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        self.0.http_connector(settings, components)
    }

    // The inner client makes a connector when it is validated, only to read the certificates early.
    // This one leaves that out: a run that calls nothing reads nothing.

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.0.connector_metadata()
    }
}
