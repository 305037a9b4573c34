//! The registry of cargo: a sparse index and the web API beside it.

mod crate_file;
mod index;
mod names;
mod publication;
mod spelling;

use serde_json::{Value, json};

use self::names::{asset, coordinates};
use super::visit::{Registry, Visit, not_found};
use crate::model::failure::Failure;
use crate::model::{Status, unverified};
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry =
    Registry { format: "cargo", answer, offers: crate_file::offers };

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.as_str();
    let words: Vec<&str> = path.split('/').collect();
    match (visit.method(), words.as_slice()) {
        ("GET", ["config.json"]) => Ok(Reply::Text(config(visit).to_string())),
        ("PUT", ["api", "v1", "crates", "new"]) => publication::answer(visit),
        ("GET", ["api", "v1", "crates", name, "versions"]) => {
            index::versions(visit, &coordinates(name)?)
        }
        ("GET", ["api", "v1", "crates", name, version, "download"]) => {
            visit.fetch(&coordinates(name)?, version, &asset(name, version))
        }
        ("DELETE", ["api", "v1", "crates", name, version, "yank"]) => {
            yank(visit, &coordinates(name)?, version, unverified::YANKED_CRATE)
        }
        ("PUT", ["api", "v1", "crates", name, version, "unyank"]) => {
            yank(visit, &coordinates(name)?, version, Status::Published)
        }
        ("GET", [.., name]) if index::path(name) == path => {
            index::answer(visit, &spelling::spelled(visit, coordinates(name)?)?)
        }
        _ => Err(not_found(path)),
    }
}

fn config(visit: &Visit<'_>) -> Value {
    let url = visit.url();
    let downloads = format!("{url}{}", unverified::CARGO_DOWNLOADS);
    json!({ "dl": downloads, "api": url.trim_end_matches('/'), "auth-required": true })
}

/// Sets whether a version can be had by those only who have it already.
fn yank(
    visit: &Visit<'_>,
    package: &Coordinates,
    version: &str,
    status: Status,
) -> Result<Reply, Failure> {
    visit.set_status(package, version, status)?;
    Ok(Reply::Text(json!({ "ok": true }).to_string()))
}
