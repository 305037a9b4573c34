//! The one HTTP client: for every Region, and for whatever fetches credentials.

use aws_sdk_codeartifact::config::{HttpClient, RuntimeComponents, SharedHttpClient};
use aws_smithy_http_client::proxy::ProxyConfig;
use aws_smithy_http_client::tls::rustls_provider::CryptoMode;
use aws_smithy_http_client::tls::{Provider, TlsContext, TrustStore};
use aws_smithy_http_client::{Builder, Connector};
use aws_smithy_runtime_api::client::connector_metadata::ConnectorMetadata;
use aws_smithy_runtime_api::client::http::{
    HttpConnector, HttpConnectorFuture, HttpConnectorSettings, SharedHttpConnector,
};
use aws_smithy_runtime_api::client::orchestrator::HttpRequest;
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_util::sync::CancellationToken;

use super::answers::{bounded, is_streamed};
use crate::aws::configuration::proxies::Proxies;
use crate::aws::failure::{Error, Result};

/// A client that makes its connectors, and reads the certificates of the machine, when the first
/// request is sent. The connector knows one proxy, so that there is a client for each scheme.
#[derive(Clone, Debug)]
struct Lazy {
    http: SharedHttpClient,
    https: SharedHttpClient,
    stop: CancellationToken,
}

/// The client that trusts the certificates of the PEM file at `ca_bundle`, or else those of the
/// machine. It gives up answers that are too big, and those that are still on their way a while
/// after the `stop`.
pub(in crate::aws) fn client(
    ca_bundle: Option<&str>,
    proxies: &Proxies,
    stop: CancellationToken,
) -> Result<SharedHttpClient> {
    let trust = match ca_bundle {
        Some(path) => TrustStore::empty().with_pem_certificate(certificates(path)?),
        None => TrustStore::default(),
    };
    let tls = TlsContext::builder()
        .with_trust_store(trust)
        .build()
        .map_err(|error| Error::misconfigured(error.to_string()))?;
    let through = |proxy: &ProxyConfig| {
        let (proxy, tls) = (proxy.clone(), tls.clone());
        let client = Builder::new().build_with_connector_fn(move |settings, components| {
            connector(&proxy, &tls, settings, components)
        });
        SharedHttpClient::new(client)
    };
    let (http, https) = (through(&proxies.http), through(&proxies.https));
    Ok(SharedHttpClient::new(Lazy { http, https, stop }))
}

fn connector(
    proxy: &ProxyConfig,
    tls: &TlsContext,
    settings: Option<&HttpConnectorSettings>,
    components: Option<&RuntimeComponents>,
) -> Connector {
    let mut builder = Connector::builder()
        .proxy_config(proxy.clone())
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
        Error::misconfigured(text)
    };
    let pem = std::fs::read(path).map_err(|error| wrong(&format!("cannot be read: {error}")))?;
    let found: std::result::Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&pem).collect();
    let found = found.map_err(|error| wrong(&format!("is not a PEM file: {error}")))?;
    let mut roots = RootCertStore::empty();
    for certificate in found {
        let added = roots.add(certificate);
        added.map_err(|error| {
            wrong(&format!("contains a certificate that cannot be used: {error}"))
        })?;
    }
    match roots.is_empty() {
        true => Err(wrong("contains no certificate")),
        false => Ok(pem),
    }
}

impl HttpClient for Lazy {
    fn http_connector(
        &self,
        settings: &HttpConnectorSettings,
        components: &RuntimeComponents,
    ) -> SharedHttpConnector {
        let (settings, components) = (settings.clone(), components.clone());
        SharedHttpConnector::new(ByScheme { clients: self.clone(), settings, components })
    }

    // The inner client makes a connector when it is validated, only to read the certificates early.
    // This one leaves that out: a run that calls nothing reads nothing.

    fn connector_metadata(&self) -> Option<ConnectorMetadata> {
        self.https.connector_metadata()
    }
}

/// Sends each request by the client for its scheme, which remembers its connectors.
#[derive(Debug)]
struct ByScheme {
    clients: Lazy,
    settings: HttpConnectorSettings,
    components: RuntimeComponents,
}

impl HttpConnector for ByScheme {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let client = match request.uri().starts_with("https:") {
            true => &self.clients.https,
            false => &self.clients.http,
        };
        let (streamed, stop) = (is_streamed(&request), self.clients.stop.clone());
        let answer = client.http_connector(&self.settings, &self.components).call(request);
        HttpConnectorFuture::new(async move { Ok(bounded(answer.await?, streamed, &stop)) })
    }
}
