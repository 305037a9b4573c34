//! The file of a gem: an archive with the specification, compressed by itself.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use super::super::package_files::{Offer, files, name};
use super::super::tar_files::compressed_text_in_tar;
use super::super::visit::{Visit, not_found};
use super::names::{ENDING, coordinates, readings, version};
use super::specification::Specification;
use crate::contents::blob::Blob;
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;

/// A gem, and the SHA-256 of its file.
pub(super) struct Gem {
    pub(super) specification: Specification,
    pub(super) sha256: String,
}

impl Gem {
    /// The gems of a package that clients list, for each version and each platform one. What is not
    /// a gem is not listed: a seed may have made it.
    pub(super) fn listed(visit: &Visit<'_>, package: &Coordinates) -> Result<Vec<Self>, Failure> {
        let found = visit.search(package)?;
        let assets = found.listed().into_iter().flat_map(|version| &version.assets);
        let gems = assets.filter(|(asset, _)| asset.ends_with(ENDING));
        Ok(gems.filter_map(|(_, content)| Self::read(content).ok()).collect())
    }

    fn read(content: &Blob) -> io::Result<Self> {
        let specification = specification(content.open()?)?;
        Ok(Self { specification, sha256: content.sha256().to_owned() })
    }
}

/// The specification in the file of a gem.
pub(super) fn specification(content: impl Read) -> io::Result<Specification> {
    let text = compressed_text_in_tar(content, |path| matches!(path, ["metadata.gz"]))?;
    let text = text.ok_or_else(|| io::Error::other("it has no metadata.gz"))?;
    Specification::parse(&text).map_err(io::Error::other)
}

/// The package and the version that the file of a gem belongs to.
pub(super) fn place(visit: &Visit<'_>, file: &str) -> Result<(Coordinates, String), Failure> {
    for (name, full_number) in readings(file) {
        let (package, version) = (coordinates(name)?, version(full_number));
        match visit.peek(&package, version, file) {
            Err(failure) if failure.status == 404 => {}
            found => return found.map(|_| (package, version.to_owned())),
        }
    }
    Err(not_found(file))
}

/// A public repository holds what `gem build` makes.
pub(super) fn offers(directory: &Path, package: &Coordinates) -> io::Result<Vec<Offer>> {
    let mut offers = Vec::new();
    for file in files(directory, ENDING)? {
        if readings(name(&file)).any(|(name, _)| name == package.name) {
            offers.extend(offer(&file, package)?);
        }
    }
    Ok(offers)
}

/// The version that a file is, unless it is one of another package.
fn offer(file: &Path, package: &Coordinates) -> io::Result<Option<Offer>> {
    let found = specification(File::open(file)?)
        .map_err(|error| io::Error::other(format!("{}: {error}", file.display())))?;
    let offer = Offer {
        version: version(&found.full_number()).to_owned(),
        asset: found.file(),
        file: file.to_owned(),
        details: found.details(),
    };
    Ok((found.name == package.name).then_some(offer))
}
