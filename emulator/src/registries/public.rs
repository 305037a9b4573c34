//! What a public repository holds: the package files in a directory of the same name, and nothing else. Nothing is
//! ever fetched from the network.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use super::{Visit, failed};
use crate::model::failure::Failure;
use crate::names::coordinates::Coordinates;
use crate::state::{Details, Origin, OriginControls, Package, PackageVersion};

/// Bytes that a text within a package file may have.
const TEXT_LIMIT: u64 = 1 << 20;

/// A file that is an asset of a version.
pub(super) struct Offer {
    /// The version.
    pub(super) version: String,
    /// Name of the asset.
    pub(super) asset: String,
    /// The file.
    pub(super) file: PathBuf,
    /// What the file says of the version.
    pub(super) details: Details,
}

impl Visit<'_> {
    /// The package as a public repository offers it, if it does.
    pub(super) fn offered(
        &self,
        connection: &str,
        name: &Coordinates,
    ) -> Result<Option<Package>, Failure> {
        let Some(directory) = self.public_directory(connection) else {
            return Ok(None);
        };
        let offers = (self.endpoint.registry.offers)(&directory, name).map_err(failed)?;
        let mut package = Package::new(name.clone(), OriginControls::OPEN);
        for offer in offers {
            let origin = Origin::Public { connection: connection.to_owned() };
            let there = package.version(&offer.version).cloned();
            let new = || PackageVersion::unfinished(&offer.version, origin);
            let mut version = there.unwrap_or_else(new);
            let content = self.shared.lent.content(&offer.file).map_err(failed)?;
            version.add(&offer.asset, &content)?;
            version.details = offer.details;
            version.publish(self.shared.now());
            package.put(version);
        }
        let is_there = package.versions().next().is_some();
        Ok(is_there.then_some(package))
    }

    /// The directory of what the public repository behind a connection holds.
    pub(super) fn public_directory(&self, connection: &str) -> Option<PathBuf> {
        let public = self.shared.options.public.as_ref();
        public.map(|public| public.join(connection.trim_start_matches("public:")))
    }
}

/// The files of a directory whose names end so, in order; none where there is no directory.
pub(super) fn files(directory: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(directory) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| name(file).ends_with(ending));
    files.sort();
    Ok(files)
}

/// The name of a file.
pub(super) fn name(file: &Path) -> &str {
    file.file_name().and_then(OsStr::to_str).unwrap_or_default()
}

/// The first text in a compressed archive whose path meets a condition.
pub(super) fn text_in_tar(
    content: impl Read,
    is_meant: impl Fn(&Path) -> bool,
) -> io::Result<Option<String>> {
    for entry in tar::Archive::new(GzDecoder::new(content)).entries()? {
        let entry = entry?;
        if is_meant(&entry.path()?) {
            return text(entry).map(Some);
        }
    }
    Ok(None)
}

/// The first text in a zip archive whose path meets a condition.
pub(super) fn text_in_zip(
    content: File,
    is_meant: impl Fn(&str) -> bool,
) -> io::Result<Option<String>> {
    let mut archive = zip::ZipArchive::new(content)?;
    let Some(path) = archive.file_names().find(|path| is_meant(path)).map(str::to_owned) else {
        return Ok(None);
    };
    text(archive.by_name(&path)?).map(Some)
}

/// Text of a bounded length.
fn text(content: impl Read) -> io::Result<String> {
    let mut text = Vec::new();
    content.take(TEXT_LIMIT).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
