//! Answers on the wire: JSON for CodeArtifact, XML for the security token service.

use std::io;
use std::time::Duration;

use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Bytes, Frame};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, RETRY_AFTER, WWW_AUTHENTICATE};
use hyper::{HeaderMap, Response, StatusCode};
use serde_json::{Map, Value, json};
use tokio_stream::StreamExt;

use crate::model::failure::Failure;
use crate::operations::{Download, Reply};

/// An answer. All but the content of an asset is whole, so that it is written at once.
pub(crate) type Answer = Response<BoxBody<Bytes, io::Error>>;

/// Time between the first byte of an answer that is cut and its end.
const CUT_AFTER: Duration = Duration::from_millis(20);

/// The type of what is not text.
const BYTES: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// The protocols that the emulator speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// rest-json, of CodeArtifact.
    Json,
    /// The query protocol with XML answers, of the security token service.
    Query,
    /// JSON in which every package manager finds the reason of a refusal.
    Registry,
}

impl Protocol {
    /// An answer that reports success.
    pub(crate) async fn success(self, reply: Reply) -> Answer {
        match reply {
            Reply::Text(body) => self.text(body),
            Reply::Document(media, text) => {
                let mut answer = self.text(text);
                answer.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(media));
                answer
            }
            Reply::Data(bytes) => {
                let mut answer = self.answer(200, bytes);
                answer.headers_mut().insert(CONTENT_TYPE, BYTES);
                answer
            }
            Reply::Status(status) => self.answer(status, String::new()),
            Reply::With(headers, reply) => {
                let mut answer = Box::pin(self.success(*reply)).await;
                insert(answer.headers_mut(), &headers);
                answer
            }
            Reply::Asset(download) => match download.content.stream().await {
                Ok(body) => self.asset(&download, body),
                Err(error) => self.failure(&Failure::internal(&error)),
            },
        }
    }

    /// A body that reports success.
    pub(crate) fn text(self, body: String) -> Answer {
        self.answer(200, body)
    }

    fn asset(self, download: &Download, body: BoxBody<Bytes, io::Error>) -> Answer {
        let mut answer = self.text(String::new());
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, BYTES);
        headers.insert(CONTENT_LENGTH, download.content.size.into());
        insert(headers, &download.headers);
        *answer.body_mut() = body;
        answer
    }

    /// A body and headers that report a failure.
    pub(crate) fn failure(self, failure: &Failure) -> Answer {
        let body = match self {
            Self::Json => json_failure(failure),
            Self::Query => xml_failure(failure),
            Self::Registry => registry_failure(failure),
        };
        let mut answer = self.answer(failure.status, body);
        let headers = answer.headers_mut();
        if let Ok(code) = HeaderValue::from_str(&failure.code) {
            headers.insert("x-amzn-errortype", code);
        }
        if let Some(seconds) = failure.retry_after {
            headers.insert(RETRY_AFTER, seconds.into());
        }
        for challenge in failure.challenges.iter().flat_map(|way| HeaderValue::from_str(way)) {
            headers.append(WWW_AUTHENTICATE, challenge);
        }
        answer
    }

    fn answer(self, status: u16, body: impl Into<Bytes>) -> Answer {
        let content_type = match self {
            Self::Json | Self::Registry => "application/json",
            Self::Query => "text/xml",
        };
        let body = Full::new(body.into()).map_err(|never| match never {});
        let mut answer = Answer::new(body.boxed());
        *answer.status_mut() =
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        if let Ok(id) = HeaderValue::from_str(&request_id()) {
            headers.insert("x-amzn-requestid", id);
        }
        answer
    }
}

fn insert(headers: &mut HeaderMap, more: &[(&'static str, String)]) {
    for (name, value) in more {
        if let Ok(value) = HeaderValue::from_bytes(value.as_bytes()) {
            headers.insert(*name, value);
        }
    }
}

fn json_failure(failure: &Failure) -> String {
    let mut body = Map::new();
    body.insert("message".into(), failure.message.clone().into());
    body.extend(failure.members.clone());
    Value::Object(body).to_string()
}

/// npm reads `error`, cargo `errors`, and others what they print whole.
fn registry_failure(failure: &Failure) -> String {
    let message = &failure.message;
    json!({ "message": message, "error": message, "errors": [{ "detail": message }] }).to_string()
}

fn xml_failure(failure: &Failure) -> String {
    let (code, message) = (escape(&failure.code), escape(&failure.message));
    format!(
        "<ErrorResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><Error><Type>Sender</Type>\
         <Code>{code}</Code><Message>{message}</Message></Error></ErrorResponse>"
    )
}

/// A body that ends in an error after its first byte, whereupon its connection is closed.
pub(crate) fn cut(_whole: BoxBody<Bytes, io::Error>) -> BoxBody<Bytes, io::Error> {
    let frames = tokio_stream::iter([Some(Bytes::from_static(b"{")), None]).then(async |sent| {
        if let Some(bytes) = sent {
            return Ok(Frame::data(bytes));
        }
        // What was sent is on its way by then: an error at once would take it back.
        tokio::time::sleep(CUT_AFTER).await;
        Err(io::Error::other("the answer is cut"))
    });
    BodyExt::boxed(StreamBody::new(frames))
}

/// Text made safe to stand inside an XML element.
pub(crate) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A fresh identifier in the form of a UUID.
fn request_id() -> String {
    let hex = format!("{:032x}", fastrand::u128(..));
    [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]].join("-")
}
