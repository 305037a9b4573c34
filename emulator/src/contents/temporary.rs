//! The directory of one run, in the system's directory for temporary files.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use tempfile::TempDir;

/// What the names of the directories begin with.
const PREFIX: &str = "codeartifact-emulator-";

/// The file in a directory that its run holds locked.
const LOCK: &str = "lock";

/// A directory that goes with its run. What a kill leaves behind goes with the next run.
#[derive(Debug)]
pub(super) struct Temporary {
    directory: TempDir,
    /// The lock ends with the process, however that ends.
    _lock: File,
}

impl Temporary {
    pub(super) fn new() -> io::Result<Self> {
        let directory = tempfile::Builder::new().prefix(PREFIX).tempdir()?;
        let lock = lock(directory.path())?;
        sweep(directory.path());
        Ok(Self { directory, _lock: lock })
    }

    pub(super) fn path(&self) -> &Path {
        self.directory.path()
    }
}

/// Locks a directory. Its lock has no name before it is held, so no process takes a directory that
/// is being made for one that was left behind.
fn lock(directory: &Path) -> io::Result<File> {
    let unnamed = directory.join("new");
    let file = File::create(&unnamed)?;
    file.lock()?;
    fs::rename(unnamed, directory.join(LOCK))?;
    Ok(file)
}

/// Removes the directories beside this one that kills have left behind. One that cannot be removed
/// does no harm but to the space on the disk.
fn sweep(own: &Path) {
    let (Some(parent), Ok(user)) = (own.parent(), fs::symlink_metadata(own).map(|own| own.uid()))
    else {
        return;
    };
    for entry in fs::read_dir(parent).into_iter().flatten().flatten() {
        let is_named = entry.file_name().to_string_lossy().starts_with(PREFIX);
        if is_named && is_left(&entry.path(), user) {
            let _ = fs::remove_dir_all(entry.path());
        }
    }
}

/// Whether a directory is of the same user, and its run is over.
fn is_left(directory: &Path, user: u32) -> bool {
    let found = fs::symlink_metadata(directory);
    let is_ours = found.is_ok_and(|found| found.is_dir() && found.uid() == user);
    is_ours && File::open(directory.join(LOCK)).is_ok_and(|lock| lock.try_lock().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_left_once_its_run_is_over() {
        let run = Temporary::new().expect("a directory");
        let (path, user) = (run.path().to_owned(), fs::metadata(run.path()).expect("one").uid());
        assert!(!is_left(&path, user));
        let Temporary { directory, _lock } = run;
        let path = directory.keep();
        drop(_lock);
        assert!(!is_left(&path, user + 1), "of another user");
        assert!(is_left(&path, user));
        let _next = Temporary::new().expect("a directory");
        assert!(!path.exists());
    }
}
