//! Directories of configurations, before and after.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use walkdir::WalkDir;

/// Files by their paths below a directory.
pub(crate) type Files = BTreeMap<String, String>;

/// The directories `in` and `out` of all constructs.
pub(crate) fn pairs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pairs");
    let mut pairs: Vec<_> = fs::read_dir(root)
        .expect("a pair that can be read")
        .map(|entry| entry.expect("a pair that can be read").path())
        .collect();
    pairs.sort();
    pairs
}

/// All files below a directory.
pub(crate) fn read(root: &Path) -> Files {
    let entries =
        WalkDir::new(root).into_iter().map(|entry| entry.expect("a pair that can be read"));
    let files = entries.filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(root)
                .expect("a pair that can be read")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(entry.path()).expect("a pair that can be read"))
        })
        .collect()
}

/// Writes files into a new directory.
pub(crate) fn written(files: &Files) -> tempfile::TempDir {
    let directory = tempfile::tempdir().expect("a pair that can be read");
    for (name, text) in files {
        let path = directory.path().join(name);
        fs::create_dir_all(path.parent().expect("a pair that can be read"))
            .expect("a pair that can be read");
        fs::write(path, text).expect("a pair that can be read");
    }
    directory
}
