//! What Maven puts: assets, their checksums, and at last the list that finishes a version.

use std::collections::BTreeMap;

use super::super::publish::Publication;
use super::super::visit::{Visit, not_found, unreadable};
use super::super::xml;
use super::path::{Checksum, File, METADATA, Target, is_snapshot};
use super::{metadata, pom};
use crate::contents::blob::Hashes;
use crate::model::failure::Failure;
use crate::model::{Status, unverified};
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::{Package, PackageVersion, new_revision};

/// Takes a file in.
pub(super) fn put(
    visit: &Visit<'_>,
    Target { package, file, .. }: &Target,
) -> Result<Reply, Failure> {
    match file {
        File::Versions => finish(visit, package)?,
        File::Builds { snapshot } => finish_build(visit, package, snapshot)?,
        File::Asset { version, name } => publish(visit, package, version, name)?,
    }
    Ok(Reply::Text(String::new()))
}

/// Compares a checksum with the file that was put before it. While one is wrong, its version cannot
/// be finished.
pub(super) fn check(
    visit: &Visit<'_>,
    Target { package, file, .. }: &Target,
    checksum: Checksum,
) -> Result<Reply, Failure> {
    let path = &visit.endpoint.rest;
    let declared = xml::text(visit.body()?).map_err(unreadable)?;
    visit.amend(package, |held| {
        let actual = hashes(held, file).ok_or_else(|| not_found(path))?;
        let is_right = checksum(&actual) == declared.trim();
        if let File::Asset { version, .. } = file {
            let version = held.version_mut(version).ok_or_else(|| not_found(path))?;
            match is_right {
                true => version.mismatches.remove(path),
                false => version.mismatches.insert(path.clone()),
            };
        }
        let refusal = || unreadable(format!("'{path}' is not the checksum of the file."));
        is_right.then_some(()).ok_or_else(refusal)
    })?;
    Ok(Reply::Text(String::new()))
}

/// The hashes of a file as it was put.
fn hashes(held: &Package, file: &File) -> Option<Hashes> {
    let (version, name) = match file {
        File::Versions => return held.metadata.clone(),
        File::Builds { snapshot } => (snapshot, METADATA),
        File::Asset { version, name } => (version, name.as_str()),
    };
    Some(held.version(version)?.assets.get(name)?.hashes.clone())
}

fn publish(
    visit: &Visit<'_>,
    package: &Coordinates,
    version: &str,
    name: &str,
) -> Result<(), Failure> {
    if is_snapshot(version) {
        let message = format!("Invalid name for a Snapshot: '{name}' tells no time and no number.");
        return Err(Failure::new(unverified::SNAPSHOT_WITHOUT_A_BUILD, message));
    }
    let content = visit.body()?;
    let is_pom = name.ends_with(".pom");
    let details = is_pom.then(|| pom::details(&xml::text(content).map_err(unreadable)?));
    visit.publish(Publication {
        package: package.clone(),
        version: version.to_owned(),
        asset: name.to_owned(),
        content: content.clone(),
        details: details.transpose()?,
        tags: BTreeMap::new(),
        is_last: false,
    })
}

/// Publishes the versions that the list names and that are not finished yet.
fn finish(visit: &Visit<'_>, package: &Coordinates) -> Result<(), Failure> {
    let (list, now) = (visit.body()?, visit.shared.now());
    let text = xml::text(list).map_err(unreadable)?;
    if metadata::is_of_plugins(&text)? {
        // That list is created each time, out of the plugins that are there.
        return Ok(());
    }
    let listed = metadata::listed_versions(&text, package)?;
    visit.amend(package, |held| {
        for version in listed {
            let version = held.version_mut(&version);
            if let Some(version) = version.filter(|found| found.status == Status::Unfinished) {
                is_whole(version)?;
                version.add(METADATA, list)?;
                version.publish(now);
            }
        }
        held.metadata = Some(list.hashes.clone());
        Ok(())
    })
}

/// Makes a build the current one of its snapshot. The build itself is then unlisted (user guide).
fn finish_build(visit: &Visit<'_>, package: &Coordinates, snapshot: &str) -> Result<(), Failure> {
    let (list, now) = (visit.body()?, visit.shared.now());
    let build = metadata::newest_build(&xml::text(list).map_err(unreadable)?, snapshot)?;
    visit.amend(package, |held| {
        let build = held.version_mut(&build).ok_or_else(|| not_found(&build))?;
        is_whole(build)?;
        build.publish(now);
        let mut newest = PackageVersion {
            version: snapshot.to_owned(),
            revision: new_revision(),
            published: Some(now),
            ..build.clone()
        };
        build.status = Status::Unlisted;
        newest.assets.insert(METADATA.to_owned(), list.clone());
        held.put(newest);
        Ok(())
    })
}

/// Refuses to finish a version for which a wrong checksum was declared.
fn is_whole(version: &PackageVersion) -> Result<(), Failure> {
    match version.mismatches.first() {
        Some(path) => Err(unreadable(format!("'{path}' is not the checksum of its file."))),
        None => Ok(()),
    }
}
