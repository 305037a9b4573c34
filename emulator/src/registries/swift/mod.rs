//! The registry of Swift packages, by version 1 of the protocol of the Swift Package Manager. No
//! public repository has such packages.

mod identifiers;
mod names;
mod publication;
mod releases;

use self::names::coordinates;
use super::visit::{Registry, Visit, not_found};
use crate::model::failure::Failure;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry =
    Registry { format: "swift", answer, offers: |_, _| Ok(Vec::new()) };

/// The version of the protocol, which every answer declares.
const PROTOCOL: (&str, &str) = ("content-version", "1");

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let reply = route(visit)?;
    Ok(Reply::With(vec![(PROTOCOL.0, PROTOCOL.1.to_owned())], Box::new(reply)))
}

fn route(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let path = visit.endpoint.rest.trim_end_matches('/');
    let words: Vec<&str> = path.split('/').collect();
    match (visit.method(), words.as_slice()) {
        // A client that comes this far has shown a good token.
        ("POST", ["login"]) => Ok(Reply::Status(200)),
        ("GET", ["identifiers"]) => identifiers::answer(visit),
        ("GET", [scope, name]) => releases::list(visit, &coordinates(scope, name)?),
        ("GET", [scope, name, version]) => {
            let package = coordinates(scope, name)?;
            match version.strip_suffix(".zip") {
                Some(version) => releases::archive(visit, &package, version),
                None => releases::one(visit, &package, version),
            }
        }
        ("GET", [scope, name, version, "Package.swift"]) => {
            releases::manifest(visit, &coordinates(scope, name)?, version)
        }
        ("PUT", [scope, name, version]) => {
            publication::answer(visit, coordinates(scope, name)?, version)
        }
        _ => Err(not_found(path)),
    }
}
