//! A request as it arrives.

use std::net::IpAddr;
use std::sync::Arc;

use hyper::HeaderMap;
use hyper::body::Bytes;
use hyper::http::request::Parts;

use crate::contents::blob::Blob;

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
    /// Body; empty if it is the content of an asset.
    pub(crate) body: Bytes,
    /// The content of an asset.
    pub(crate) upload: Option<Arc<Blob>>,
    headers: HeaderMap,
}

impl Received {
    /// The head of a request.
    pub(crate) fn of(head: Parts, peer: IpAddr) -> Self {
        let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
        Self {
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

    /// The host and the port by which the client knows the emulator, if they can be any.
    pub(crate) fn host(&self) -> Option<&str> {
        let is_of_host = |sign: char| sign.is_ascii_alphanumeric() || "-._:[]".contains(sign);
        self.header("host").filter(|host| !host.is_empty() && host.chars().all(is_of_host))
    }

    /// The text that a fault can look for.
    pub(crate) fn text(&self) -> String {
        format!("{} {}", self.uri, String::from_utf8_lossy(&self.body))
    }
}
