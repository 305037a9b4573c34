//! The directory of the files that are assets' content.

use std::collections::BTreeMap;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::{fs, io};

use tempfile::TempPath;

use super::temporary::Temporary;

/// What the names of the files begin with.
const PREFIX: &str = "codeartifact-";

/// A directory of files, each the content of assets.
///
/// Beside a file of state it is durable: a file is on the disk before a record names it, and stays
/// until no record on the disk names it any more.
#[derive(Debug)]
pub(crate) struct Assets {
    /// Where they are, once the first is written.
    directory: OnceLock<PathBuf>,
    /// The same directory, where it goes with the run.
    temporary: Mutex<Option<Temporary>>,
    kind: Kind,
    /// How many contents each file is held by.
    holders: Mutex<BTreeMap<String, usize>>,
    /// Files that are not held any more, though a record may still name them.
    trash: Mutex<Vec<String>>,
}

/// How long the files of a directory stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// As long as they are held.
    Temporary,
    /// As long as a record on the disk names them.
    Durable,
    /// As long as their owner, who is not the emulator, keeps them.
    Lent,
}

impl Assets {
    /// Files in a directory of this run among the system's temporary files, which are removed with
    /// the last asset that has them.
    pub(crate) fn temporary() -> Arc<Self> {
        Arc::new(Self::within(None, Kind::Temporary))
    }

    /// Files in the directory beside a file of state, `FILE.assets`, which is made if need be.
    pub(crate) fn beside(state: &Path) -> io::Result<Arc<Self>> {
        let mut directory = state.as_os_str().to_owned();
        directory.push(".assets");
        // Assets are not for the eyes of other users.
        fs::DirBuilder::new().recursive(true).mode(0o700).create(&directory)?;
        Ok(Arc::new(Self::within(Some(directory.into()), Kind::Durable)))
    }

    /// Files that are not the emulator's own, which are named by their paths.
    pub(crate) fn lent() -> Arc<Self> {
        Arc::new(Self::within(Some(PathBuf::new()), Kind::Lent))
    }

    fn within(directory: Option<PathBuf>, kind: Kind) -> Self {
        let directory = directory.map_or_else(OnceLock::new, OnceLock::from);
        let (holders, trash) = (Mutex::default(), Mutex::default());
        Self { directory, temporary: Mutex::default(), kind, holders, trash }
    }

    /// A new file.
    pub(crate) fn create(&self) -> io::Result<(fs::File, TempPath)> {
        let directory = self.directory()?;
        Ok(tempfile::Builder::new().prefix(PREFIX).tempfile_in(directory)?.into_parts())
    }

    /// The directory. That of a run is not made before it is needed: most runs have no assets.
    fn directory(&self) -> io::Result<&Path> {
        let mut temporary = lock(&self.temporary);
        if let Some(directory) = self.directory.get() {
            return Ok(directory);
        }
        let made = temporary.insert(Temporary::new()?).path().to_owned();
        Ok(self.directory.get_or_init(|| made))
    }

    /// Keeps a file that is written whole, and answers its name.
    pub(crate) fn keep(&self, file: &fs::File, path: TempPath) -> io::Result<String> {
        if self.kind == Kind::Durable {
            file.sync_all()?;
            fs::File::open(self.directory()?)?.sync_all()?;
        }
        let path = path.keep().map_err(|error| error.error)?;
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        name.ok_or_else(|| io::Error::other("a file without a name"))
    }

    /// Where a file is.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.get().map_or_else(|| name.into(), |directory| directory.join(name))
    }

    /// Removes the files that no asset uses: a kill has left them.
    pub(crate) fn sweep(&self) -> io::Result<()> {
        for entry in fs::read_dir(self.directory()?)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.starts_with(PREFIX) && !self.is_held(&name) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Notes that a content has a file.
    pub(crate) fn hold(&self, name: &str) {
        *lock(&self.holders).entry(name.to_owned()).or_default() += 1;
    }

    /// Releases the file of a content that is dropped, if it was the last one with this file.
    pub(crate) fn release(&self, name: &str) {
        let mut holders = lock(&self.holders);
        let left = holders.remove(name).unwrap_or_default().saturating_sub(1);
        if left > 0 {
            holders.insert(name.to_owned(), left);
            return;
        }
        match self.kind {
            Kind::Temporary => remove(&self.path(name)),
            Kind::Durable => lock(&self.trash).push(name.to_owned()),
            Kind::Lent => {}
        }
    }

    /// Returns the files that were released, to be removed once no record names them any more.
    pub(crate) fn take_trash(&self) -> Vec<String> {
        std::mem::take(&mut *lock(&self.trash))
    }

    /// Removes files that were released, except for those in use again because the change that
    /// released them was not kept.
    pub(crate) fn bury(&self, trash: Vec<String>) {
        for name in trash.iter().filter(|name| !self.is_held(name)) {
            remove(&self.path(name));
        }
    }

    fn is_held(&self, name: &str) -> bool {
        lock(&self.holders).contains_key(name)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Removes a file.
fn remove(path: &Path) {
    // A file that cannot be removed does no harm but to the space on the disk.
    let _ = fs::remove_file(path);
}
