//! What the modules of a crate import of each other, read from its sources.

mod circles;
mod code;
mod floors;
mod paths;

use std::{
    collections::BTreeMap,
    fmt, fs,
    path::{Path, PathBuf},
};

/// The modules of a crate, without those of its tests, and what each imports of the others.
pub(crate) struct Imports {
    /// The modules, each by its path: `aws::client`, and nothing for the root of the crate.
    pub(crate) modules: BTreeMap<String, Module>,
    pub(crate) imports: Vec<Import>,
}

/// One file of a crate.
pub(crate) struct Module {
    /// Path from the root of the sources.
    pub(crate) file: PathBuf,
    /// The text, without comments, what texts say, and what is for tests only.
    pub(crate) code: String,
}

/// One module names something of another one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Import {
    pub(crate) from: String,
    pub(crate) to: String,
    /// The two files.
    files: [PathBuf; 2],
}

impl Imports {
    /// Reads all sources below a directory. A binary beside a library is a crate of its own, and is left out.
    ///
    /// # Panics
    /// There is nothing to judge: no module, or none that imports another one.
    pub(crate) fn of(sources: &Path) -> Self {
        let texts = files(sources).into_iter().filter_map(|file| {
            let inside = file.strip_prefix(sources).expect("a file below the directory").to_owned();
            let is_source = file.extension()? == "rs" && inside != Path::new("main.rs");
            is_source.then(|| (inside, fs::read_to_string(&file).expect("a text")))
        });
        let imports = Self::between(texts);
        let (modules, count) = (imports.modules.len(), imports.imports.len());
        assert!(modules > 1 && count > 0, "{} has nothing to judge", sources.display());
        imports
    }

    /// What these sources import of each other.
    pub(crate) fn between(texts: impl Iterator<Item = (PathBuf, String)>) -> Self {
        let named = texts.map(|(file, text)| (module(&file), (file, text)));
        let sources: BTreeMap<String, (PathBuf, String)> = named.collect();
        let tests: Vec<String> =
            sources.iter().flat_map(|(name, (_, text))| tests(name, text)).collect();
        let is_test = |name: &str| tests.iter().any(|test| is_within(name, test));
        let kept = sources.into_iter().filter(|(name, _)| !is_test(name));
        let modules: BTreeMap<String, Module> = kept
            .map(|(name, (file, text))| (name, Module { file, code: code::code(&text) }))
            .collect();
        let mut imports: Vec<Import> =
            modules.keys().flat_map(|name| of_one(name, &modules)).collect();
        imports.sort();
        imports.dedup();
        Self { modules, imports }
    }
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [from, to] = &self.files;
        write!(f, "{} imports {}", from.display(), to.display())
    }
}

/// The files below a directory.
pub(crate) fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

/// The module that a file holds.
fn module(file: &Path) -> String {
    let path = file.with_extension("");
    let names = path.iter().map(|name| name.to_string_lossy());
    names.filter(|name| name != "mod" && name != "lib").collect::<Vec<_>>().join("::")
}

/// The modules that a module declares for its tests.
fn tests(name: &str, text: &str) -> Vec<String> {
    let after = text.split("#[cfg(test)]\nmod ").skip(1);
    let declared = after.filter_map(|after| after.split_once([';', ' ']));
    declared.map(|(test, _)| inside(name, test)).collect()
}

/// What one module imports.
fn of_one(name: &str, modules: &BTreeMap<String, Module>) -> Vec<Import> {
    let found = paths::paths(&modules[name].code).into_iter();
    let imported = found.filter_map(|path| imported(name, &path, modules));
    let other = imported.filter(|to| to != name);
    let import = |to: String| {
        let files = [name, &to].map(|module| modules[module].file.clone());
        Import { from: name.to_owned(), to, files }
    };
    other.map(import).collect()
}

/// The module of the crate that a path leads to, as seen from another one.
fn imported(name: &str, path: &[String], modules: &BTreeMap<String, Module>) -> Option<String> {
    let mut at = name.to_owned();
    for (index, segment) in path.iter().enumerate() {
        at = match segment.as_str() {
            "crate" => String::new(),
            "self" => at,
            "super" => outside(&at).to_owned(),
            child if modules.contains_key(&inside(&at, child)) => inside(&at, child),
            // Another crate, or something that is in this module.
            _ if index == 0 => return None,
            _ => break,
        };
    }
    modules.contains_key(&at).then_some(at)
}

fn inside(name: &str, child: &str) -> String {
    if name.is_empty() { child.to_owned() } else { format!("{name}::{child}") }
}

fn outside(name: &str) -> &str {
    name.rsplit_once("::").map_or("", |(outside, _)| outside)
}

/// Whether a module is this one or inside of it.
pub(crate) fn is_within(name: &str, outer: &str) -> bool {
    let rest = name.strip_prefix(outer);
    outer.is_empty() || rest.is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

#[cfg(test)]
mod laws {
    use super::*;

    fn imports(texts: &[(&str, &str)]) -> Imports {
        Imports::between(texts.iter().map(|(file, text)| (file.into(), (*text).to_owned())))
    }

    fn check(texts: &[(&str, &str)], expected: &[&str]) {
        let found: Vec<String> = imports(texts).imports.iter().map(Import::to_string).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn an_import_leads_from_file_to_file() {
        let others = [("a/mod.rs", "pub fn f() {}"), ("a/b.rs", ""), ("c.rs", "")];
        let with = |file, text| [&others[..], &[(file, text)]].concat();
        check(
            &with("d.rs", "use crate::{a::{self, b::X}, c::Y};"),
            &["d.rs imports a/mod.rs", "d.rs imports a/b.rs", "d.rs imports c.rs"],
        );
        check(
            &with("a/d.rs", "use super::{b, f}; super::super::c::g()"),
            &["a/d.rs imports a/mod.rs", "a/d.rs imports a/b.rs", "a/d.rs imports c.rs"],
        );
        check(
            &with("lib.rs", "mod c; pub use c::X; self::a::f()"),
            &["lib.rs imports a/mod.rs", "lib.rs imports c.rs"],
        );
        check(&with("d.rs", "// crate::c\n use std::c::d; pub(in crate::a) struct A;"), &[]);
    }

    #[test]
    fn what_is_for_tests_only_imports_nothing() {
        let tests = "#[cfg(test)]\nmod tests;\n";
        check(
            &[("a.rs", tests), ("a/tests.rs", "use super::X;"), ("b.rs", "use crate::a;")],
            &["b.rs imports a.rs"],
        );
        check(&[("a.rs", "#[cfg(test)]\nmod tests { use crate::b; }"), ("b.rs", "")], &[]);
    }

    #[test]
    fn a_circle_is_seen() {
        let both =
            [("a/mod.rs", ""), ("a/x.rs", "use crate::b::y;"), ("b/mod.rs", ""), ("b/y.rs", "")];
        let circles = |more: &[(&str, &str)]| imports(&[&both, more].concat());
        assert_eq!(circles(&[("a/z.rs", "use super::x;")]).circles(&[]), [""; 0]);
        let folders = circles(&[("b/w.rs", "use crate::a::z;"), ("a/z.rs", "")]);
        let cut = "a/x.rs imports b/y.rs, which closes the circle a > b > a: cut it";
        assert_eq!(folders.circles(&[]), [cut]);
        assert_eq!(folders.circles(&[("a::x", "b::y")]), [""; 0]);
        let own_file = circles(&[("c/mod.rs", "mod z; use z::Z;"), ("c/z.rs", "use super::f;")]);
        let cut = "c/z.rs imports c/mod.rs, which closes the circle mod > z > mod: cut it";
        assert_eq!(own_file.circles(&[]), [cut]);
    }

    #[test]
    fn an_import_that_goes_up_is_seen() {
        let folder = [("a/mod.rs", ""), ("a/top/mod.rs", "use crate::a::low::Y;")];
        let texts = [&folder[..], &[("a/low.rs", "use super::{X, top};")]].concat();
        let breaches = |floors: &[(&str, &[&str])]| imports(&texts).breaches("a", floors);
        let outside = "a/low.rs imports a/mod.rs, which goes up from low to mod: cut it";
        let up = "a/low.rs imports a/top/mod.rs, which goes up from low to top: cut it";
        assert_eq!(breaches(&[("top", &["low"]), ("low", &[])]), [outside, up]);
        let new = "low has no floor of its own";
        assert_eq!(breaches(&[("top", &["low"])]), [new]);
        let gone = breaches(&[("top", &["low"]), ("low", &["mod", "top"]), ("gone", &[])]);
        assert_eq!(gone, ["gone is no longer there"]);
    }

    #[test]
    #[should_panic(expected = "has nothing to judge")]
    fn a_law_that_finds_nothing_fails() {
        Imports::of(Path::new("proto"));
    }
}
