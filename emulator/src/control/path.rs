//! The path: what can be asked for, and what is answered.

use std::fmt::Display;
use std::time::Duration;

use serde::Deserialize;
use serde_json::{Value, json};

use crate::model::failure::Failure;
use crate::seed::Seed;
use crate::shared::Shared;
use crate::state::{World, arn_of_key};
use crate::wire::answer::{Answer, Protocol};
use crate::wire::received::Received;

#[derive(Deserialize)]
struct Latency {
    milliseconds: u64,
}

#[derive(Deserialize)]
struct Key {
    key: String,
}

#[derive(Deserialize)]
struct Advance {
    seconds: f64,
}

/// Answers a request to the emulator's own path.
pub(crate) async fn answer(shared: &Shared, request: &Received, path: &str) -> Answer {
    match run(shared, request, path).await {
        Ok(body) => Protocol::Json.text(body.to_string()),
        Err(failure) => Protocol::Json.failure(&failure),
    }
}

async fn run(shared: &Shared, request: &Received, path: &str) -> Result<Value, Failure> {
    let segments: Vec<&str> = path.split('/').collect();
    match (request.method.as_str(), segments.as_slice()) {
        ("GET", ["faults", id]) => return met(shared, request, id).await,
        ("GET", ["faults"]) => return Ok(json!({ "faults": shared.faults.describe() })),
        ("POST", ["faults"]) => return Ok(json!({ "id": shared.faults.add(read(request)?).id() })),
        ("POST", ["faults", id, "release"]) => release(shared, id)?,
        ("DELETE", ["faults"]) => shared.clear_faults(),
        ("GET", ["requests"]) => return Ok(json!({ "requests": shared.log.requests() })),
        ("DELETE", ["requests"]) => shared.log.clear(),
        ("GET", ["seed"]) => return dump(shared),
        ("POST", ["reset"]) => shared.reset().await.map_err(|error| Failure::internal(&error))?,
        ("POST", ["clock"]) => {
            let Advance { seconds } = read(request)?;
            shared.advance_clock(Duration::try_from_secs_f64(seconds).map_err(unreadable)?);
        }
        ("POST", ["keys", "lose"]) => set_lost(shared, request, true).await?,
        ("POST", ["keys", "restore"]) => set_lost(shared, request, false).await?,
        ("PUT", ["latency"]) => {
            let Latency { milliseconds } = read(request)?;
            shared.set_latency(Duration::from_millis(milliseconds));
        }
        _ => return Err(not_found()),
    }
    Ok(json!({}))
}

/// How often a fault was met, once that is often enough.
async fn met(shared: &Shared, request: &Received, id: &str) -> Result<Value, Failure> {
    let fault = id.parse().ok().and_then(|id| shared.faults.find(id)).ok_or_else(not_found)?;
    let asked = request.query.iter().find(|(name, _)| name == "met");
    let times = asked.map_or(Ok(0), |(_, times)| times.parse()).map_err(unreadable)?;
    fault.met(times).await;
    Ok(json!({ "met": fault.count() }))
}

/// Loses a KMS key, or brings it back.
async fn set_lost(shared: &Shared, request: &Received, is_lost: bool) -> Result<(), Failure> {
    let Key { key } = read(request)?;
    let arn = arn_of_key(&key).ok_or_else(|| {
        unreadable(format!("'{key}' is not the ARN of a KMS key, such as DescribeDomain returns"))
    })?;
    let set = |world: &mut World| {
        world.set_lost(arn, is_lost);
        Ok(())
    };
    shared.change(set).await
}

fn dump(shared: &Shared) -> Result<Value, Failure> {
    let seed = Seed::of(&shared.world());
    seed.map(|seed| json!(seed)).map_err(|error| Failure::internal(&error))
}

fn release(shared: &Shared, id: &str) -> Result<(), Failure> {
    let fault = id.parse().ok().and_then(|id| shared.faults.find(id)).ok_or_else(not_found)?;
    fault.release();
    Ok(())
}

fn read<T: for<'a> Deserialize<'a>>(request: &Received) -> Result<T, Failure> {
    serde_json::from_slice(&request.body).map_err(unreadable)
}

fn unreadable(error: impl Display) -> Failure {
    Failure::with_status("BadRequest", 400, format!("The request cannot be read: {error}."))
}

fn not_found() -> Failure {
    Failure::with_status("NotFound", 404, "There is nothing of this name on the control path.")
}
