//! What a public repository holds of a package: the files of a Maven repository in a directory.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::super::package_files::{Offer, files, name};
use super::path::{METADATA, Target, is_snapshot};
use super::pom;
use crate::names::coordinates::Coordinates;
use crate::state::Details;

/// The files of each version. Snapshots are never taken in from public repositories (user guide).
pub(super) fn offers(directory: &Path, package: &Coordinates) -> io::Result<Vec<Offer>> {
    let group = package.namespace.as_deref().unwrap_or_default().split('.');
    let mut directory = directory.to_owned();
    directory.extend(group);
    let versions = files(&directory.join(&package.name), "")?;
    let versions =
        versions.iter().filter(|version| version.is_dir() && !is_snapshot(name(version)));
    let offers = versions.map(|version| offers_of(version)).collect::<io::Result<Vec<_>>>()?;
    Ok(offers.into_iter().flatten().collect())
}

fn offers_of(version: &Path) -> io::Result<Vec<Offer>> {
    let assets = files(version, "")?;
    let is_asset = |file: &&PathBuf| {
        let path = format!("group/artifact/version/{}", name(file));
        let is_whole = Target::parse(&path).is_ok_and(|target| target.checksum.is_none());
        is_whole && name(file) != METADATA
    };
    let assets: Vec<&PathBuf> = assets.iter().filter(is_asset).collect();
    let details = match assets.iter().find(|file| name(file).ends_with(".pom")) {
        Some(pom) => details(pom)?,
        None => Details::default(),
    };
    let offer = |file: &PathBuf| Offer {
        version: name(version).to_owned(),
        asset: name(file).to_owned(),
        file: file.clone(),
        details: details.clone(),
    };
    Ok(assets.into_iter().map(offer).collect())
}

fn details(file: &Path) -> io::Result<Details> {
    pom::details(&fs::read_to_string(file)?)
        .map_err(|failure| io::Error::other(format!("{}: {}", file.display(), failure.message)))
}
