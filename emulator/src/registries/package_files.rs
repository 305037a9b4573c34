//! Package files: those of a directory, and the texts in zip archives among them.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use crate::state::Details;

/// Bytes that a text within a package file may have.
pub(super) const TEXT_LIMIT: u64 = 1 << 20;

/// A file that is an asset of a version.
pub(super) struct Offer {
    pub(super) version: String,
    /// Name of the asset.
    pub(super) asset: String,
    pub(super) file: PathBuf,
    /// What the file says of the version.
    pub(super) details: Details,
}

/// The files of a directory whose names end so, in order; none if there is no directory, or
/// where none can be: clients choose the names of packages, which become paths.
pub(super) fn files(directory: &Path, ending: &str) -> io::Result<Vec<PathBuf>> {
    let entries = match fs::read_dir(directory) {
        Err(error) if is_no_directory(error.kind()) => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut files = entries.map(|entry| Ok(entry?.path())).collect::<io::Result<Vec<_>>>()?;
    files.retain(|file| name(file).ends_with(ending));
    files.sort();
    Ok(files)
}

fn is_no_directory(why: io::ErrorKind) -> bool {
    use io::ErrorKind::{InvalidFilename, InvalidInput, NotADirectory, NotFound};
    matches!(why, NotFound | NotADirectory | InvalidFilename | InvalidInput)
}

/// The name of a file.
pub(super) fn name(file: &Path) -> &str {
    file.file_name().and_then(OsStr::to_str).unwrap_or_default()
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
pub(super) fn text(content: impl Read) -> io::Result<String> {
    let mut text = Vec::new();
    content.take(TEXT_LIMIT).read_to_end(&mut text)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}
