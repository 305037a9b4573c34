//! The registry of Maven: files at the paths of a Maven repository, whose `maven-metadata.xml`
//! finishes a version.

mod metadata;
mod order;
mod path;
mod pom;
mod properties;
mod public;
mod publication;

use self::path::{File, METADATA, Target};
use super::visit::{Registry, Visit, not_found};
use crate::contents::blob::Hashes;
use crate::model::failure::Failure;
use crate::operations::Reply;

pub(super) const REGISTRY: Registry = Registry { format: "maven", answer, offers: public::offers };

fn answer(visit: &Visit<'_>) -> Result<Reply, Failure> {
    let target = Target::parse(&visit.endpoint.rest)?;
    match (visit.method(), target.checksum) {
        ("GET", None) => file(visit, &target),
        ("GET", Some(checksum)) => {
            let hashes = hashes(visit, &target)?;
            Ok(Reply::Document("text/plain", checksum(&hashes).to_owned()))
        }
        ("PUT", None) => publication::put(visit, &target),
        ("PUT", Some(checksum)) => publication::check(visit, &target, checksum),
        _ => Err(not_found(&visit.endpoint.rest)),
    }
}

fn file(visit: &Visit<'_>, Target { package, file, .. }: &Target) -> Result<Reply, Failure> {
    match file {
        File::Versions => Ok(Reply::Document("text/xml", metadata::list(visit, package)?)),
        // What an upstream says of its newest build is never kept: it would be out of date with the
        // next.
        File::Builds { snapshot } => visit.peek(package, snapshot, METADATA).map(Reply::Asset),
        File::Asset { version, name } => visit.fetch(package, version, name),
    }
}

/// Every file has its checksums, whether or not a client has put them.
fn hashes(visit: &Visit<'_>, Target { package, file, .. }: &Target) -> Result<Hashes, Failure> {
    let (version, name) = match file {
        File::Versions => return Ok(Hashes::of(metadata::list(visit, package)?.as_bytes())),
        File::Builds { snapshot } => (snapshot, METADATA),
        File::Asset { version, name } => (version, name.as_str()),
    };
    Ok(visit.peek(package, version, name)?.content.hashes.clone())
}
