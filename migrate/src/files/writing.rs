//! Writes files so that either all of them change or none does.

use std::fs;
use std::io;
use std::io::Write;
use std::path::Path;

use tempfile::{Builder, NamedTempFile};

use crate::outcome::Change;

/// Writes all changes.
///
/// # Errors
///
/// If a file cannot be written. Then everything is as it was.
pub fn write(changes: &[Change]) -> io::Result<()> {
    write_by(changes, &mut replace)
}

/// Writes all changes, each by this replacement.
///
/// All new texts are complete on disk before the first file is replaced, and if a replacement
/// fails, those before it are taken back.
///
/// # Errors
///
/// If a file cannot be written. Then everything is as it was.
pub fn write_by(
    changes: &[Change],
    replace: &mut dyn FnMut(NamedTempFile, &Path) -> io::Result<()>,
) -> io::Result<()> {
    let prepared: Vec<_> = changes.iter().map(prepared).collect::<io::Result<_>>()?;
    for (done, (file, change)) in prepared.into_iter().zip(changes).enumerate() {
        if let Err(error) = replace(file, &change.path) {
            changes[..done].iter().for_each(take_back);
            return Err(named(&change.path, &error));
        }
    }
    Ok(())
}

/// Puts a complete file in the place of another one.
///
/// # Errors
///
/// If the system refuses it. Then the other one is as it was.
pub fn replace(file: NamedTempFile, path: &Path) -> io::Result<()> {
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// The new text of a file, beside it.
fn prepared(change: &Change) -> io::Result<NamedTempFile> {
    let has_changed = match &change.before {
        Some(before) => fs::read(&change.path)? != before.as_bytes(),
        None => fs::symlink_metadata(&change.path).is_ok(),
    };
    if has_changed {
        let message = "another program has changed it, so nothing was written";
        return Err(named(&change.path, &io::Error::other(message)));
    }
    beside(&change.path, &change.after).map_err(|error| named(&change.path, &error))
}

/// A file with this text in the directory of another one, and with its permissions.
fn beside(path: &Path, text: &str) -> io::Result<NamedTempFile> {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    let parent = parent.unwrap_or(Path::new("."));
    let mut builder = Builder::new();
    builder.prefix(".codeartifact-migrate-");
    let before = fs::metadata(path).ok().map(|metadata| metadata.permissions());
    if let Some(permissions) = before.clone().or_else(new_permissions) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(parent)?;
    if let Some(before) = before {
        file.as_file().set_permissions(before)?;
    }
    file.write_all(text.as_bytes())?;
    Ok(file)
}

/// The permissions of a new file, from which the user's mask takes. Elsewhere the system knows
/// them.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "other systems have none")]
fn new_permissions() -> Option<fs::Permissions> {
    Some(std::os::unix::fs::PermissionsExt::from_mode(0o666))
}

#[cfg(not(unix))]
fn new_permissions() -> Option<fs::Permissions> {
    None
}

/// Brings a file back as well as that is possible.
fn take_back(change: &Change) {
    let _ = match &change.before {
        Some(before) => beside(&change.path, before).and_then(|file| replace(file, &change.path)),
        None => fs::remove_file(&change.path),
    };
}

fn named(path: &Path, error: &io::Error) -> io::Error {
    io::Error::new(error.kind(), format!("{}: {error}", path.display()))
}
