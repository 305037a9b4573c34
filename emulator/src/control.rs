//! The emulator's own path, by which other processes order faults and read the log.

use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::{Answer, Protocol};
use crate::failure::Failure;
use crate::received::Received;
use crate::shared::Shared;

/// Where the emulator's own path begins; no path of the service does.
pub(crate) const PATH: &str = "/_emulator/";

#[derive(Deserialize)]
struct Latency {
    milliseconds: u64,
}

#[derive(Deserialize)]
struct Advance {
    seconds: u64,
}

/// Answers a request to the emulator's own path.
pub(crate) async fn answer(shared: &Shared, request: &Received, path: &str) -> Answer {
    match run(shared, request, path).await {
        Ok(body) => Protocol::Json.text(body.to_string()),
        Err(failure) => Protocol::Json.failure(&failure),
    }
}

async fn run(shared: &Shared, request: &Received, path: &str) -> Result<Value, Failure> {
    // Only browsers send this header: a page from elsewhere has no business here.
    if request.header("origin").is_some() {
        return Err(Failure::with_status(
            "Forbidden",
            403,
            "The control path is not for web pages.",
        ));
    }
    let segments: Vec<&str> = path.split('/').collect();
    match (request.method.as_str(), segments.as_slice()) {
        ("GET", ["faults"]) => return Ok(json!({ "faults": shared.faults.describe() })),
        ("POST", ["faults"]) => return Ok(json!({ "id": shared.faults.add(read(request)?).id() })),
        ("POST", ["faults", id, "release"]) => release(shared, id)?,
        ("DELETE", ["faults"]) => shared.faults.clear(),
        ("GET", ["requests"]) => return Ok(json!({ "requests": shared.log.requests() })),
        ("DELETE", ["requests"]) => shared.log.clear(),
        ("POST", ["reset"]) => shared.reset().await.map_err(|error| Failure::internal(&error))?,
        ("POST", ["clock"]) => {
            let Advance { seconds } = read(request)?;
            shared.advance_clock(Duration::from_secs(seconds));
        }
        ("PUT", ["latency"]) => {
            let Latency { milliseconds } = read(request)?;
            shared.set_latency(Duration::from_millis(milliseconds));
        }
        _ => return Err(not_found()),
    }
    Ok(json!({}))
}

fn release(shared: &Shared, id: &str) -> Result<(), Failure> {
    let found = id.parse().is_ok_and(|id| shared.faults.release(id));
    if found { Ok(()) } else { Err(not_found()) }
}

fn read<T: for<'a> Deserialize<'a>>(request: &Received) -> Result<T, Failure> {
    serde_json::from_slice(&request.body).map_err(|error| {
        Failure::with_status("BadRequest", 400, format!("The body cannot be read: {error}."))
    })
}

fn not_found() -> Failure {
    Failure::with_status("NotFound", 404, "There is nothing of this name on the control path.")
}
