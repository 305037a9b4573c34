//! Which files of a crate import which others, read from their sources. Tests are left aside.

pub(crate) mod circles;
pub(crate) mod floors;
mod paths;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, slice};

use self::paths::{Named, paths};
pub(crate) use self::words::words;

/// An import: the file that imports, and the one that it imports.
pub(crate) type Edge = (PathBuf, PathBuf);

/// The imports between the files of the crate whose root is in this folder, by their paths in it.
pub(crate) fn of_crate(root: &Path) -> BTreeSet<Edge> {
    between(sources(root).into_iter())
}

/// The sources of the crate whose root is in this folder, by their paths in it. Tests are left out,
/// and so is a program beside a library, which is a crate of its own.
pub(crate) fn sources(root: &Path) -> Vec<(PathBuf, String)> {
    let is_library = root.join("lib.rs").exists();
    let is_beside = |file: &Path| file.starts_with("bin") || file == Path::new("main.rs");
    let is_other = |file: &Path| is_test(file) || is_library && is_beside(file);
    let inside = |file: PathBuf| file.strip_prefix(root).expect("a file below").to_owned();
    let files = files(root, &["rs"]).into_iter().map(inside).filter(|file| !is_other(file));
    let read = |file: PathBuf| {
        let source = fs::read_to_string(root.join(&file)).expect("a source");
        (file, source)
    };
    files.map(read).collect()
}

/// The files below a folder that have one of these extensions.
pub(crate) fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if extensions.iter().any(|known| extension == *known) {
            found.push(path);
        }
    }
    found
}

/// The imports between files that make a crate together, each with its source.
pub(crate) fn between(sources: impl Iterator<Item = (PathBuf, String)>) -> BTreeSet<Edge> {
    let module = |(file, source): (PathBuf, String)| {
        let words = words(&source);
        (module_path(&file), Module { paths: paths(&words), words, file })
    };
    let modules = Modules(sources.map(module).collect());
    let edges = modules.0.iter().flat_map(|(path, module)| {
        let needed = module.paths.iter().filter(|named| module.needs(named));
        let targets = needed.filter_map(|named| modules.defining(path, &named.path, PATIENCE));
        targets.map(|target| (module.file.clone(), target.clone()))
    });
    edges.filter(|(from, to)| from != to).collect()
}

/// How often an import may lead to another one.
const PATIENCE: u8 = 9;

fn is_test(file: &Path) -> bool {
    file.iter().any(|name| name == "tests" || name == "tests.rs")
}

/// The path of the module that a file holds. That of the root is empty.
fn module_path(file: &Path) -> Vec<String> {
    let path = file.with_extension("");
    let mut path: Vec<String> = path.iter().map(|name| name.to_string_lossy().into()).collect();
    path.pop_if(|name| ["mod", "lib", "main"].contains(&name.as_str()));
    path
}

/// A module: its file, and what it says.
struct Module {
    file: PathBuf,
    words: Vec<String>,
    paths: Vec<Named>,
}

impl Module {
    /// Whether it needs what it names. What is only handed on is needed elsewhere.
    fn needs(&self, named: &Named) -> bool {
        let import = named.import.as_deref().unwrap_or_default();
        !named.is_handed_on || self.words.iter().filter(|word| *word == import).count() > 1
    }

    /// What is imported under a name.
    fn import(&self, name: &str) -> Option<&[String]> {
        let import = self.paths.iter().find(|named| named.import.as_deref() == Some(name));
        import.map(|named| named.path.as_slice())
    }
}

/// The modules of a crate, by their paths.
struct Modules(BTreeMap<Vec<String>, Module>);

impl Modules {
    /// The file that defines what is named in a module, unless that is of another crate.
    fn defining(&self, within: &[String], path: &[String], patience: u8) -> Option<&PathBuf> {
        let path = self.absolute(within, path, patience.checked_sub(1)?)?;
        let depth = (0..=path.len()).rev().find(|depth| self.0.contains_key(&path[..*depth]))?;
        let (module, rest) = path.split_at(depth);
        let holder = &self.0[module];
        let import = rest.first().and_then(|name| holder.import(name));
        let further = import.and_then(|path| self.defining(module, path, patience - 1));
        further.or(Some(&holder.file))
    }

    /// A path that begins at the root, for one that begins in a module.
    fn absolute(&self, within: &[String], path: &[String], patience: u8) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let child = [within, slice::from_ref(first)].concat();
        match first.as_str() {
            "crate" => Some(rest.to_vec()),
            "self" => Some([within, rest].concat()),
            "super" if rest.first().is_some_and(|next| next == "super") => {
                self.absolute(within.split_last()?.1, rest, patience)
            }
            "super" => Some([within.split_last()?.1, rest].concat()),
            _ if self.0.contains_key(&child) => Some([&child, rest].concat()),
            name => {
                let import = self.0[within].import(name).filter(|import| *import != path)?;
                let import = self.absolute(within, import, patience.checked_sub(1)?)?;
                Some([&import, rest].concat())
            }
        }
    }
}
