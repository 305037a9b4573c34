//! A client of the emulator's own path.

use std::fmt::Display;
use std::io;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::handshake;
use hyper::header::HOST;
use hyper::{Request as HttpRequest, Response};
use hyper_util::rt::TokioIo;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use tokio::net::TcpStream;

use super::PATH;
use crate::seed::Seed;
use crate::shared::faults::Fault;
use crate::shared::log::Request;

/// Controls a running emulator over its own path, in this process or another: its faults, its log
/// of requests, and its clock.
///
/// Every call fails if the emulator has stopped or refuses the call.
///
/// ```no_run
/// # async fn example() -> std::io::Result<()> {
/// use codeartifact_emulator::{Control, Fault};
///
/// let control = Control::at("http://127.0.0.1:4566");
/// let pause = control.fault(Fault::on("CreateRepository").times(1).pause()).await?;
/// pause.met(1).await?;
/// println!("{:?}", control.requests().await?);
/// pause.release().await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
pub struct Control {
    /// Host and port.
    host: String,
}

/// A fault that an emulator has been given.
#[derive(Clone, Debug)]
pub struct Armed {
    control: Control,
    id: u64,
}

impl Control {
    /// Of the emulator at this address, `http://host:port`.
    pub fn at(url: &str) -> Self {
        let host = url.strip_prefix("http://").unwrap_or(url).trim_end_matches('/');
        Self { host: host.to_owned() }
    }

    /// Injects a fault, after those that were injected before.
    pub async fn fault(&self, fault: Fault) -> io::Result<Armed> {
        let ordered: Value = self.send("POST", "faults", &json!(fault)).await?;
        let id = ordered["id"].as_u64().ok_or_else(|| failed("the fault has no number"))?;
        Ok(Armed { control: self.clone(), id })
    }

    /// Forgets all faults, and releases the requests that wait at them.
    pub async fn clear_faults(&self) -> io::Result<()> {
        self.order("DELETE", "faults", &Value::Null).await
    }

    /// The requests so far, oldest first. A request is there as soon as it has arrived, its outcome
    /// pending.
    pub async fn requests(&self) -> io::Result<Vec<Request>> {
        let mut answer: Value = self.send("GET", "requests", &Value::Null).await?;
        Ok(serde_json::from_value(answer["requests"].take())?)
    }

    /// Forgets the requests so far.
    pub async fn clear_requests(&self) -> io::Result<()> {
        self.order("DELETE", "requests", &Value::Null).await
    }

    /// Resets the emulator: only what the seed describes exists, there are no faults and no logged
    /// requests, and the clock is right.
    pub async fn reset(&self) -> io::Result<()> {
        self.order("POST", "reset", &Value::Null).await
    }

    /// Moves the emulator's clock ahead: what it creates from now on has later times, and sessions
    /// end sooner. Signatures are still held against the real time, by which clients sign.
    pub async fn advance_clock(&self, time: Duration) -> io::Result<()> {
        self.order("POST", "clock", &json!({ "seconds": time.as_secs_f64() })).await
    }

    /// Sets the time that every answer takes longer from now on, in whole milliseconds.
    pub async fn set_latency(&self, latency: Duration) -> io::Result<()> {
        let milliseconds = u64::try_from(latency.as_millis()).unwrap_or(u64::MAX);
        self.order("PUT", "latency", &json!({ "milliseconds": milliseconds })).await
    }

    /// Deletes the KMS key with this ARN, or revokes its use: no caller can work on what is in the
    /// domains under it any more, and these domains can be deleted with all that is in them.
    pub async fn lose_key(&self, arn: &str) -> io::Result<()> {
        self.order("POST", "keys/lose", &json!({ "key": arn })).await
    }

    /// Brings a lost KMS key back.
    pub async fn restore_key(&self, arn: &str) -> io::Result<()> {
        self.order("POST", "keys/restore", &json!({ "key": arn })).await
    }

    /// What exists, written down for another emulator to start with.
    pub async fn dump(&self) -> io::Result<Seed> {
        self.send("GET", "seed", &Value::Null).await
    }

    async fn order(&self, method: &str, path: &str, body: &Value) -> io::Result<()> {
        self.send::<Value>(method, path, body).await.map(drop)
    }

    async fn send<T: DeserializeOwned>(
        &self,
        method: &str,
        path: &str,
        body: &Value,
    ) -> io::Result<T> {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let request = HttpRequest::builder().method(method).uri(format!("{PATH}{path}"));
        let request = request.header(HOST, &self.host).body(Full::new(Bytes::from(body)));
        let answer = self.exchange(request.map_err(failed)?).await?;
        let is_good = answer.status().is_success();
        let body = answer.into_body().collect().await.map_err(failed)?.to_bytes();
        if is_good {
            return Ok(serde_json::from_slice(&body)?);
        }
        let refusal: Value = serde_json::from_slice(&body).unwrap_or_default();
        Err(failed(refusal["message"].as_str().unwrap_or("the emulator refuses")))
    }

    async fn exchange(&self, request: HttpRequest<Full<Bytes>>) -> io::Result<Response<Incoming>> {
        let stream = TcpStream::connect(&self.host).await.map_err(|error| {
            let message = format!("no emulator answers at http://{}: {error}", self.host);
            io::Error::new(error.kind(), message)
        })?;
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await.map_err(failed)?;
        // It ends with the answer, or with the error that the sender gets too.
        tokio::spawn(connection);
        sender.send_request(request).await.map_err(failed)
    }
}

impl Armed {
    /// Number of requests that have met the fault.
    pub async fn count(&self) -> io::Result<u64> {
        self.met(0).await
    }

    /// Waits until this many requests have met the fault, and returns how many have.
    pub async fn met(&self, times: u64) -> io::Result<u64> {
        let path = format!("faults/{}?met={times}", self.id);
        let answer: Value = self.control.send("GET", &path, &Value::Null).await?;
        answer["met"].as_u64().ok_or_else(|| failed("the fault has no count"))
    }

    /// Releases all requests that wait at this fault, now and later.
    pub async fn release(&self) -> io::Result<()> {
        let path = format!("faults/{}/release", self.id);
        self.control.order("POST", &path, &Value::Null).await
    }
}

fn failed(error: impl Display) -> io::Error {
    io::Error::other(format!("the control path: {error}"))
}
