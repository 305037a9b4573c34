//! Package files: those of a directory, and the texts in them.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;

use crate::state::Details;

/// Bytes that a text within a package file may have.
const TEXT_LIMIT: u64 = 1 << 20;

/// A file that is an asset of a version.
pub(super) struct Offer {
    pub(super) version: String,
    /// Name of the asset.
    pub(super) asset: String,
    pub(super) file: PathBuf,
    /// What the file says of the version.
    pub(super) details: Details,
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
