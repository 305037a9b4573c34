//! The files of public repositories as contents of assets: each is hashed once, and again when it
//! has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;
use std::{fs, io};

use super::assets::Assets;
use super::blob::Blob;

/// The files that were read so far. They stay where they are.
#[derive(Debug)]
pub(crate) struct Lent {
    home: Arc<Assets>,
    known: Mutex<BTreeMap<PathBuf, (Stamp, Arc<Blob>)>>,
}

/// What says that a file has not changed: its size, and when it was last written.
type Stamp = (u64, SystemTime);

impl Default for Lent {
    fn default() -> Self {
        Self { home: Assets::lent(), known: Mutex::default() }
    }
}

impl Lent {
    /// The content of a file.
    pub(crate) fn content(&self, file: &Path) -> io::Result<Arc<Blob>> {
        let metadata = fs::metadata(file)?;
        let stamp = (metadata.len(), metadata.modified()?);
        let known = self.known.lock().unwrap_or_else(PoisonError::into_inner).get(file).cloned();
        if let Some((_, content)) = known.filter(|(known, _)| *known == stamp) {
            return Ok(content);
        }
        let path = file.to_str().ok_or_else(|| io::Error::other("a path that is not UTF-8"))?;
        // The lock is not held meanwhile: others need not wait for a large file.
        let content = Arc::new(Blob::lent(path, &self.home)?);
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(file.to_owned(), (stamp, Arc::clone(&content)));
        Ok(content)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn a_file_is_read_anew_only_when_it_has_changed() {
        let directory = tempfile::tempdir().expect("a directory");
        let file = directory.path().join("pad.tgz");
        let lent = Lent::default();
        let content = || lent.content(&file).expect("the content");
        fs::write(&file, "one").expect("a file");
        let first = content();
        assert!(Arc::ptr_eq(&first, &content()));
        fs::write(&file, "other").expect("a file");
        let second = content();
        assert_ne!(first.sha256(), second.sha256());
        let later = SystemTime::now() + Duration::from_secs(60);
        let touched = fs::File::options().write(true).open(&file);
        touched.and_then(|file| file.set_modified(later)).expect("a later time");
        assert!(!Arc::ptr_eq(&second, &content()));
        drop((first, second, lent));
        assert!(file.exists(), "it is only lent");
    }
}
