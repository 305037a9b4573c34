//! The way to a host: straight, or by a proxy.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_sdk_codeartifact::error::BoxError;
use hyper::Uri;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::connect::proxy::Tunnel;
use hyper_util::client::proxy::matcher::Intercept;
use tower_service::Service;

use super::connection::Connection;
use super::limit::within;
use super::trust::Trust;
use crate::aws::configuration::proxies::Proxies;

type Connecting<T> = Pin<Box<dyn Future<Output = Result<T, BoxError>> + Send>>;

/// Connects to hosts, with TLS where their address says so, and within a limit of time.
#[derive(Clone)]
pub(super) struct Way {
    protected: HttpsConnector<Unprotected>,
    limit: Option<Duration>,
}

impl Way {
    pub(super) fn new(trust: &Trust, proxies: Proxies, limit: Option<Duration>) -> Self {
        let tls = trust.configuration();
        let mut direct = HttpConnector::new();
        // It leaves addresses with `https` to the TLS around it.
        direct.enforce_http(false);
        direct.set_nodelay(true);
        let to_proxy = HttpsConnector::from((direct.clone(), tls.clone()));
        let mut spoken = tls;
        // A proxy is spoken to in HTTP/1.1 alone.
        spoken.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        let unprotected = Unprotected { direct, to_proxy, proxies };
        Self { protected: HttpsConnector::from((unprotected, spoken)), limit }
    }
}

impl Service<Uri> for Way {
    type Response = MaybeHttpsStream<Connection>;
    type Error = BoxError;
    type Future = Connecting<Self::Response>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.protected.poll_ready(context)
    }

    fn call(&mut self, host: Uri) -> Self::Future {
        Box::pin(within(self.limit, "connection", self.protected.call(host)))
    }
}

/// The same below the TLS.
#[derive(Clone)]
struct Unprotected {
    direct: HttpConnector,
    to_proxy: HttpsConnector<HttpConnector>,
    proxies: Proxies,
}

impl Unprotected {
    async fn connect(mut self, host: Uri) -> Result<Connection, BoxError> {
        let Some(proxy) = self.proxies.of(&host) else {
            let stream = MaybeHttpsStream::Http(self.direct.call(host).await?);
            return Ok(Connection { stream, is_passed_on: false });
        };
        let is_passed_on = host.scheme_str() != Some("https");
        let stream = match is_passed_on {
            true => self.to_proxy.call(proxy.uri().clone()).await?,
            false => tunnel(&proxy, self.to_proxy).call(host).await?,
        };
        Ok(Connection { stream, is_passed_on })
    }
}

/// Makes a proxy hand on all bytes, so that it sees nothing of what TLS protects.
fn tunnel<C>(proxy: &Intercept, to_proxy: C) -> Tunnel<C> {
    let tunnel = Tunnel::new(proxy.uri().clone(), to_proxy);
    match proxy.basic_auth() {
        Some(password) => tunnel.with_auth(password.clone()),
        None => tunnel,
    }
}

impl Service<Uri> for Unprotected {
    type Response = Connection;
    type Error = BoxError;
    type Future = Connecting<Connection>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.direct.poll_ready(context).map_err(Into::into)
    }

    fn call(&mut self, host: Uri) -> Self::Future {
        Box::pin(self.clone().connect(host))
    }
}
