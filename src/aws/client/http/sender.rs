//! Sends requests, over connections that are kept.

use std::fmt;
use std::time::Duration;

use aws_sdk_codeartifact::error::BoxError;
use aws_sdk_codeartifact::primitives::SdkBody;
use aws_smithy_runtime_api::client::connection::{CaptureSmithyConnection, ConnectionMetadata};
use aws_smithy_runtime_api::client::http::{HttpConnector, HttpConnectorFuture};
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use aws_smithy_runtime_api::client::result::ConnectorError;
use hyper::Request;
use hyper::header::PROXY_AUTHORIZATION;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::client::legacy::{Client, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio_util::sync::CancellationToken;

use super::limit::{OutOfTime, within};
use super::way::Way;
use crate::aws::client::answers::{bounded, is_streamed};
use crate::aws::configuration::proxies::Proxies;
use crate::aws::failure::causes::chain;

/// Sends requests. An answer has to begin within a limit of time.
pub(super) struct Sender {
    pool: Client<Way, SdkBody>,
    proxies: Proxies,
    limit: Option<Duration>,
    stop: CancellationToken,
}

impl Sender {
    pub(super) fn new(
        way: Way,
        proxies: Proxies,
        limit: Option<Duration>,
        stop: CancellationToken,
    ) -> Self {
        let mut pool = Client::builder(TokioExecutor::new());
        // Connections that are not used are closed after a while.
        pool.pool_timer(TokioTimer::new());
        Self { pool: pool.build(way), proxies, limit, stop }
    }

    fn send(&self, mut request: Request<SdkBody>) -> ResponseFuture {
        // Of what TLS protects, the proxy sees nothing but the request for a tunnel.
        let is_read = request.uri().scheme_str() == Some("http");
        let proxy = self.proxies.of(request.uri()).filter(|_| is_read);
        if let Some(password) = proxy.as_ref().and_then(|proxy| proxy.basic_auth()) {
            request.headers_mut().insert(PROXY_AUTHORIZATION, password.clone());
        }
        show_connection(&mut request);
        self.pool.request(request)
    }
}

impl fmt::Debug for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl HttpConnector for Sender {
    fn call(&self, request: HttpRequest) -> HttpConnectorFuture {
        let (streamed, stop, limit) = (is_streamed(&request), self.stop.clone(), self.limit);
        let sent = match request.try_into_http1x() {
            Ok(request) => self.send(request),
            Err(error) => {
                return HttpConnectorFuture::ready(Err(ConnectorError::user(error.into())));
            }
        };
        HttpConnectorFuture::new(async move {
            let answer = within(limit, "response", sent).await.map_err(failed)?;
            let answer = HttpResponse::try_from(answer.map(SdkBody::from_body_1_x));
            let answer = answer.map_err(|error| ConnectorError::other(error.into(), None))?;
            Ok(bounded(answer, streamed, &stop))
        })
    }
}

/// Lets the SDK give up the connection of a request after an answer that makes it doubtful.
fn show_connection(request: &mut Request<SdkBody>) {
    let captured = capture_connection(request);
    if let Some(shown) = request.extensions().get::<CaptureSmithyConnection>() {
        shown.set_connection_retriever(move || metadata(&captured));
    }
}

fn metadata(captured: &CaptureConnection) -> Option<ConnectionMetadata> {
    let is_proxied = captured.connection_metadata().as_ref()?.is_proxied();
    let captured = captured.clone();
    let give_up = move || {
        if let Some(connection) = captured.connection_metadata().as_ref() {
            connection.poison();
        }
    };
    Some(ConnectionMetadata::builder().proxied(is_proxied).poison_fn(give_up).build())
}

/// The failure as the SDK tells them apart: what no fault of the request or of the answer explains
/// is one of the connection, and worth another attempt.
fn failed(error: BoxError) -> ConnectorError {
    let is_late = chain(&*error).any(|cause| cause.is::<OutOfTime>());
    let by_hyper = chain(&*error).find_map(|cause| cause.downcast_ref::<hyper::Error>());
    match by_hyper {
        _ if is_late => ConnectorError::timeout(error),
        Some(cause) if cause.is_timeout() => ConnectorError::timeout(error),
        Some(cause) if cause.is_user() => ConnectorError::user(error),
        Some(cause) if cause.is_parse() => ConnectorError::other(error, None),
        _ => ConnectorError::io(error),
    }
}
