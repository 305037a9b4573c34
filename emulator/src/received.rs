//! A request as it arrives.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use hyper::http::request::Parts;
use hyper::{HeaderMap, Request};

use crate::blob::Blob;
use crate::failure::{Failure, Interruption};
use crate::model::Operation;
use crate::operations;
use crate::registries::Endpoint;
use crate::shared::Shared;

/// Bytes that the body of a control call may have: far more than its largest input, a policy.
const BODY_LIMIT: usize = 1 << 20;

/// Time that a client has to send the body of a control call.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

/// A request that has arrived whole.
#[derive(Debug)]
pub(crate) struct Received {
    /// Address of the client.
    pub(crate) peer: IpAddr,
    /// HTTP method.
    pub(crate) method: String,
    /// Path and query as they were sent.
    pub(crate) uri: String,
    /// Path as it was sent.
    pub(crate) path: String,
    /// Query, decoded.
    pub(crate) query: Vec<(String, String)>,
    /// Body; empty where it is the content of an asset.
    pub(crate) body: Bytes,
    /// The content of an asset.
    pub(crate) upload: Option<Arc<Blob>>,
    headers: HeaderMap,
}

impl Received {
    /// Reads a request whole, unless its body is too large, or that of a package manager whose token is not good.
    pub(crate) async fn read(
        shared: &Shared,
        request: Request<Incoming>,
        peer: IpAddr,
    ) -> Result<Received, Interruption> {
        let (head, body) = request.into_parts();
        let mut request = Received::of(head, peer);
        let operation = operations::find(&request.method, &request.path);
        let takes_an_asset = match Endpoint::parse(&request.path) {
            Some(endpoint) if endpoint.caller(shared, &request).is_err() => return Ok(request),
            Some(_) => matches!(request.method.as_str(), "POST" | "PUT"),
            None => operation.is_some_and(Operation::takes_an_asset),
        };
        if takes_an_asset {
            let limit = shared.options.quotas.asset_size;
            let content = Blob::receive(body, limit, &shared.assets).await?;
            request.upload = Some(Arc::new(content));
        } else {
            request.body = read_body(body).await?;
        }
        Ok(request)
    }

    /// The head of a request.
    fn of(head: Parts, peer: IpAddr) -> Received {
        let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
        Received {
            peer,
            method: head.method.to_string(),
            uri: head.uri.path_and_query().map(ToString::to_string).unwrap_or_default(),
            path: head.uri.path().to_owned(),
            query: query.into_owned().collect(),
            body: Bytes::new(),
            upload: None,
            headers: head.headers,
        }
    }

    /// A header that is text; the first, if there are several.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The text that a fault can look for.
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.uri, String::from_utf8_lossy(&self.body))
    }
}

async fn read_body(body: Incoming) -> Result<Bytes, Interruption> {
    // One that announces too much is refused before its first byte.
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(too_large());
    }
    let body = Limited::new(body, BODY_LIMIT).collect();
    match tokio::time::timeout(BODY_TIMEOUT, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) | Err(_) => Err(Interruption::Dropped),
    }
}

fn too_large() -> Interruption {
    let message = "The body of the request is too large.";
    Interruption::Refused(Failure::with_status("RequestEntityTooLargeException", 413, message))
}
