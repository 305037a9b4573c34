//! What npm puts: a version with its tarball, or changes to what is there.

use std::sync::Arc;

use semver::Version;
use serde_json::Value;

use super::super::publish::Publication;
use super::super::tar_files::text_in_tar;
use super::super::visit::{Visit, not_found, unreadable};
use super::attachment::Split;
use super::names::ASSET;
use super::{manifest, packument};
use crate::contents::blob::Blob;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::operations::Reply;
use crate::state::new_revision;

pub(super) fn answer(visit: &Visit<'_>, package: &Coordinates) -> Result<Reply, Failure> {
    let body = visit.body()?;
    let split = Split::of(body).map_err(unreadable)?;
    let document: Value = serde_json::from_slice(&split.json).map_err(unreadable)?;
    match split.tarball(body, &visit.shared.assets).map_err(unreadable)? {
        Some(tarball) => publish(visit, package, &document, tarball)?,
        None => deprecate(visit, package, &document)?,
    }
    Ok(Reply::Text("{}".to_owned()))
}

fn publish(
    visit: &Visit<'_>,
    package: &Coordinates,
    document: &Value,
    tarball: Blob,
) -> Result<(), Failure> {
    let versions = document["versions"].as_object();
    let Some((version, manifest)) = versions.and_then(|versions| versions.iter().next()) else {
        return Err(unreadable("The publication names no version."));
    };
    if Version::parse(version).is_err() {
        return Err(unreadable(format!("'{version}' is not a version by the rules of SemVer.")));
    }
    if document["name"] != package.display_name() {
        return Err(unreadable("The publication is of another package than its address."));
    }
    check(&manifest["dist"], &tarball)?;
    let readme = tarball.open().and_then(|file| text_in_tar(file, manifest::is_readme));
    let details = manifest::details(manifest.clone(), readme.map_err(unreadable)?);
    let tags = document["dist-tags"].as_object().into_iter().flatten();
    let tags = tags.filter_map(|(tag, tagged)| Some((tag.clone(), tagged.as_str()?.to_owned())));
    visit.publish(Publication {
        package: package.clone(),
        version: version.clone(),
        asset: ASSET.to_owned(),
        content: Arc::new(tarball),
        details: Some(details),
        tags: tags.collect(),
        is_last: true,
    })
}

/// The declared hashes must be those of the tarball.
fn check(declared: &Value, tarball: &Blob) -> Result<(), Failure> {
    let actual = packument::hashes(tarball);
    let differs = |member: &str| declared[member].is_string() && declared[member] != actual[member];
    match ["shasum", "integrity"].into_iter().find(|member| differs(member)) {
        Some(member) => {
            Err(unreadable(format!("The tarball does not have the declared {member}.")))
        }
        None => Ok(()),
    }
}

/// Without a tarball, npm changes what is said of the versions: whether they are deprecated.
fn deprecate(visit: &Visit<'_>, package: &Coordinates, document: &Value) -> Result<(), Failure> {
    visit.amend(package, |held| {
        for (text, manifest) in document["versions"].as_object().into_iter().flatten() {
            let version = held.version_mut(text).ok_or_else(|| not_found(text))?;
            let said = &mut version.details.native["deprecated"];
            if *said != manifest["deprecated"] {
                said.clone_from(&manifest["deprecated"]);
                version.revision = new_revision();
            }
        }
        Ok(())
    })
}
