//! The directories that are read.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use walkdir::{DirEntry, WalkDir};

use crate::configuration::directory::Directory;
use crate::configuration::file::{Broken, File, Role};

/// A file that is longer is not a configuration; reading it would take gigabytes.
const MAXIMAL_SIZE: u64 = 16 * 1024 * 1024;

/// What was read.
#[derive(Default)]
pub(crate) struct Tree {
    pub(crate) directories: Vec<Directory>,
    /// Files that cannot be read, so that their directories are left alone.
    pub(crate) broken: Vec<(PathBuf, Broken)>,
    /// Links to directories of modules, which are not followed.
    pub(crate) links: BTreeSet<PathBuf>,
}

impl Tree {
    /// Reads directories with all below them, and the modules that they call.
    pub(crate) fn read(roots: &[PathBuf]) -> io::Result<Self> {
        let mut tree = Self::default();
        let mut seen = BTreeSet::new();
        for root in roots {
            tree.add(root, usize::MAX, &mut seen)?;
        }
        let mut wanted = tree.called(&seen);
        while let Some(module) = wanted.pop() {
            tree.add(&module, 1, &mut seen)?;
            wanted = tree.called(&seen);
        }
        tree.directories.sort_by(|one, other| one.path.cmp(&other.path));
        Ok(tree)
    }

    /// The directories of modules that are called, and of their tests, which were not read yet.
    fn called(&mut self, seen: &BTreeSet<PathBuf>) -> Vec<PathBuf> {
        let mut called = Vec::new();
        for directory in self.directories.iter().filter(|directory| !directory.is_single) {
            for path in directory.called().flat_map(|path| [path.join("tests"), path]) {
                match link(&directory.path, &path) {
                    Some(link) => drop(self.links.insert(link)),
                    None if seen.contains(&path) || !path.is_dir() => {}
                    None => called.push(path),
                }
            }
        }
        called
    }

    /// Adds a directory with `depth` levels of directories. What a module has below it is not a
    /// part of it, unless it calls that.
    fn add(&mut self, root: &Path, depth: usize, seen: &mut BTreeSet<PathBuf>) -> io::Result<()> {
        if root.is_file() {
            return self.add_file(root);
        }
        let mut found: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
        seen.insert(root.to_owned());
        let entries = WalkDir::new(root).max_depth(depth).follow_root_links(true);
        let entries = entries.sort_by_file_name();
        for entry in entries.into_iter().filter_entry(is_visible) {
            let entry = entry.map_err(of_walk)?;
            if entry.file_type().is_dir() {
                if entry.depth() < depth {
                    seen.insert(entry.path().to_owned());
                }
            } else if let Some(parent) = entry.path().parent().filter(|_| is_configuration(&entry))
            {
                found.entry(parent.to_owned()).or_default().push(entry.path().to_owned());
            }
        }
        for (path, files) in found {
            if !self.directories.iter().any(|directory| directory.path == path) {
                self.add_directory(&path, &files)?;
            }
        }
        Ok(())
    }

    /// A file on its own.
    fn add_file(&mut self, path: &Path) -> io::Result<()> {
        match read(path)? {
            Ok(file) => {
                let parent = path.parent().unwrap_or(Path::new(""));
                self.directories.push(Directory::single(parent, file));
            }
            Err(broken) => self.broken.push((path.to_owned(), broken)),
        }
        Ok(())
    }

    fn add_directory(&mut self, path: &Path, paths: &[PathBuf]) -> io::Result<()> {
        let mut files = Vec::new();
        let mut is_whole = true;
        for path in paths {
            match read(path)? {
                Ok(file) => files.push(file),
                Err(broken) => {
                    is_whole = false;
                    self.broken.push((path.clone(), broken));
                }
            }
        }
        if is_whole {
            self.directories.push(Directory::new(path, files));
        }
        Ok(())
    }
}

/// The link on the way from a directory to another one.
fn link(from: &Path, to: &Path) -> Option<PathBuf> {
    let way = to.ancestors().take_while(|way| !from.starts_with(way));
    let links = way.filter(|way| way.is_symlink() && way.is_dir());
    links.last().map(Path::to_owned)
}

/// Whether an entry is not hidden.
fn is_visible(entry: &DirEntry) -> bool {
    entry.depth() == 0 || !entry.file_name().to_string_lossy().starts_with('.')
}

fn is_configuration(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    (entry.file_type().is_file() || entry.file_type().is_symlink()) && Role::of(&name).is_some()
}

fn read(path: &Path) -> io::Result<Result<File, Broken>> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let broken = |message: &str| Ok(Err(Broken { line: 1, message: message.to_owned() }));
    let metadata = fs::symlink_metadata(path)?;
    if metadata.is_symlink() {
        return broken("This file is a symbolic link, which is not followed.");
    }
    if metadata.len() > MAXIMAL_SIZE {
        return broken("This file is larger than 16 MiB.");
    }
    let Ok(text) = String::from_utf8(fs::read(path)?) else {
        return broken("This file is not UTF-8.");
    };
    let role = Role::of(&name).unwrap_or(Role::Configuration);
    Ok(File::parse(&name, role, &text))
}

/// The error of a walk without the walk: what could not be read, and why.
fn of_walk(error: walkdir::Error) -> io::Error {
    let path = error.path().map(Path::to_owned).unwrap_or_default();
    let cause = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
    io::Error::other(format!("{}: {cause}", path.display()))
}
