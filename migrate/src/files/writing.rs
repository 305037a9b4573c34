//! Writes files so that either all of them change or none does.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::migration::Change;

/// Writes all changes.
///
/// All new texts are complete on disk before the first file is replaced, and if a replacement
/// fails, those before it are taken back.
///
/// # Errors
///
/// If a file cannot be written. Then everything is as it was.
pub fn write(changes: &[Change]) -> io::Result<()> {
    let prepared: Vec<_> = changes.iter().map(prepared).collect::<io::Result<_>>()?;
    for (done, (file, change)) in prepared.into_iter().zip(changes).enumerate() {
        if let Err(error) = file.persist(&change.path) {
            changes[..done].iter().for_each(take_back);
            return Err(error.error);
        }
    }
    Ok(())
}

/// The new text of a file, beside it.
fn prepared(change: &Change) -> io::Result<NamedTempFile> {
    let directory = change.path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".migrate-").tempfile_in(directory)?;
    file.write_all(change.after.as_bytes())?;
    file.as_file().sync_all()?;
    match (&change.before, fs::symlink_metadata(&change.path)) {
        (Some(_), Ok(metadata)) => fs::set_permissions(file.path(), metadata.permissions())?,
        (None, Err(_)) => fs::set_permissions(file.path(), new_permissions()?)?,
        _ => return Err(io::Error::other(format!("{} has changed", change.path.display()))),
    }
    Ok(file)
}

/// The permissions that a new file has by the user's mask.
fn new_permissions() -> io::Result<fs::Permissions> {
    let directory = tempfile::tempdir()?;
    let path = directory.path().join("new");
    fs::File::create(&path)?;
    Ok(fs::metadata(&path)?.permissions())
}

/// Brings a file back as well as that is possible.
fn take_back(change: &Change) {
    let _ = match &change.before {
        Some(before) => fs::write(&change.path, before),
        None => fs::remove_file(&change.path),
    };
}
