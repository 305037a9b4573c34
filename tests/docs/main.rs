//! The documentation is generated, committed, and never stale.
//!
//! The test writes `docs/` anew from the schemas and the examples. It fails when that changed
//! anything, so the second run passes: look at the difference and commit it.

mod descriptions;
mod modules;
mod words;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use codeartifact::framework::docs;
use codeartifact::provider::{CodeArtifact, SOURCE, VERSIONS};

/// The directories of `examples/` whose files the pages show.
const SHOWN: [&str; 8] = [
    "provider",
    "resources",
    "list-resources",
    "data-sources",
    "ephemeral-resources",
    "actions",
    "functions",
    "guides",
];

#[test]
fn every_type_has_an_example_and_a_fresh_page() {
    let docs = docs::render::<CodeArtifact>(shown());
    assert_eq!(docs.missing, [""; 0], "write these below examples/");
    assert_eq!(docs.extra, [""; 0], "no page shows these examples");
    let stale = update(&root("docs"), &docs.pages).expect("the pages can be written");
    assert_eq!(stale, [""; 0], "these pages were stale and are updated now");
}

/// Whoever copies an example gets the provider of the product's own registry, and no version that
/// could work differently.
#[test]
fn every_example_names_the_provider_and_its_versions() {
    let entry = format!("source = {SOURCE:?} version = {VERSIONS:?}");
    let examples = files(&root("examples"));
    let blocks = |text: &&String| text.contains("required_providers");
    let named = examples.values().filter(blocks).collect::<Vec<_>>();
    assert!(!named.is_empty(), "no example says where the provider is");
    for text in named {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(words.contains(&entry), "{entry} is missing in:\n{text}");
    }
}

#[test]
fn the_readme_names_everything_that_the_provider_has() {
    let readme = fs::read_to_string(root("README.md")).expect("README.md");
    for page in docs::render::<CodeArtifact>(shown()).pages.keys() {
        assert!(readme.contains(&format!("(docs/{page})")), "README.md links to docs/{page}");
    }
    assert!(readme.contains(VERSIONS), "README.md demands {VERSIONS}");
}

/// The examples that have a page.
fn shown() -> BTreeMap<String, String> {
    let mut examples = files(&root("examples"));
    examples.retain(|path, _| SHOWN.contains(&path.split('/').next().unwrap_or_default()));
    examples
}

/// Writes the pages that differ, removes those that nothing has, and returns the paths of both.
fn update(directory: &Path, pages: &BTreeMap<String, String>) -> io::Result<Vec<String>> {
    let before = files(directory);
    let mut stale = Vec::new();
    for (path, page) in pages {
        if before.get(path) != Some(page) {
            let file = directory.join(path);
            fs::create_dir_all(file.parent().unwrap_or(directory))?;
            fs::write(file, page)?;
            stale.push(path.clone());
        }
    }
    for path in before.keys().filter(|path| !pages.contains_key(*path)) {
        fs::remove_file(directory.join(path))?;
        stale.push(path.clone());
    }
    Ok(stale)
}

/// The files below a directory, by their path in it; none where there is no directory.
fn files(directory: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    collect(directory, "", &mut files);
    files
}

fn collect(directory: &Path, prefix: &str, files: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(directory).into_iter().flatten() {
        let entry = entry.expect("an entry");
        let name = entry.file_name().into_string().expect("a name in UTF-8");
        let path = format!("{prefix}{name}");
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{path}/"), files);
        } else {
            let text = fs::read_to_string(entry.path()).expect("a text");
            files.insert(path, text);
        }
    }
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
