//! Imports go downwards only, and what a layer must not know is not named in it.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

/// Each layer, and what it may import of this crate.
const LAYERS: [(&str, &[&str]); 12] = [
    ("plugin", &[]),
    ("protocol", &["framework"]),
    (
        "provider",
        &[
            "lists",
            "resources",
            "data_sources",
            "ephemerals",
            "functions",
            "actions",
            "service",
            "framework",
            "aws",
        ],
    ),
    ("lists", &["resources", "service", "framework", "aws"]),
    ("resources", &["service", "framework", "aws"]),
    ("data_sources", &["service", "framework", "aws"]),
    ("ephemerals", &["service", "framework", "aws"]),
    ("functions", &["service", "framework"]),
    ("actions", &["service", "framework", "aws"]),
    ("service", &["framework", "aws"]),
    ("framework", &[]),
    ("aws", &[]),
];

/// What is named in these layers alone.
const OWNERS: [(&str, &[&str]); 9] = [
    ("aws_config", &["aws"]),
    ("aws_credential_types", &["aws"]),
    ("aws_runtime", &["aws"]),
    ("aws_sdk_", &["aws"]),
    // The logs of these crates are silenced by name where all logs pass.
    ("aws_smithy_", &["aws", "plugin"]),
    ("aws_types", &["aws"]),
    ("include_proto!", &["plugin", "protocol"]),
    ("tonic", &["plugin", "protocol"]),
    ("rustls", &["aws", "plugin"]),
];

#[test]
fn imports_go_downwards_only() {
    for (file, layer, text) in sources() {
        let below = LAYERS.iter().find(|(name, _)| *name == layer);
        let (_, below) = below.unwrap_or_else(|| panic!("{layer} is no layer; add it to LAYERS"));
        for import in imports(&text) {
            let allowed = import == layer || below.contains(&import.as_str());
            assert!(allowed, "{} imports {import}", file.display());
        }
    }
}

#[test]
fn each_world_is_named_in_its_layer_alone() {
    for (file, layer, text) in sources() {
        for (name, owners) in OWNERS {
            let allowed = owners.contains(&layer.as_str()) || !code(&text).contains(name);
            assert!(allowed, "{} names {name}", file.display());
        }
    }
}

#[test]
fn the_emulator_knows_nothing_of_the_provider() {
    for file in files(&root("emulator")) {
        let text = fs::read_to_string(&file).expect("a text");
        let names = ["use codeartifact::", "\"terraform-provider-codeartifact\""];
        let named = names.into_iter().find(|name| text.contains(name));
        assert_eq!(named, None, "{}", file.display());
    }
}

#[test]
fn imports_are_found_in_every_form() {
    let text = "use crate::aws;\nuse crate::{\n    framework::{path::Path, value},\n    \
                service,\n};\nlet x = crate::plugin::run();\n$crate::protocol::x";
    let expect = ["aws", "framework", "plugin", "protocol", "service"];
    assert_eq!(imports(text), expect.map(str::to_owned).into());
}

/// The modules of this crate that a source names after `crate::`.
fn imports(text: &str) -> BTreeSet<String> {
    let code = code(text);
    let after = code.split("crate::").skip(1);
    after.flat_map(first_segments).collect()
}

/// The first segments of a path, or of all paths of a group: `a` and `b` of `{a::x, b::{y, z}}`.
fn first_segments(path: &str) -> Vec<String> {
    let Some(group) = path.strip_prefix('{') else {
        return vec![word(path)];
    };
    let mut depth = 0;
    let mut parts = vec![String::new()];
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => parts.push(String::new()),
            _ => parts.last_mut().expect("one part at least").push(character),
        }
    }
    let words = parts.iter().map(|part| word(part.trim()));
    words.filter(|word| !word.is_empty()).collect()
}

fn word(text: &str) -> String {
    let is_in_word = |c: &char| c.is_ascii_alphanumeric() || *c == '_';
    text.chars().take_while(is_in_word).collect()
}

/// A source without its comments.
fn code(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

/// The sources of all layers: path, layer and text. The roots of the two crates are above them, and
/// so are files of tests, which may serve what they test with the real provider.
fn sources() -> Vec<(PathBuf, String, String)> {
    let root = root("src");
    let mut sources = Vec::new();
    for file in files(&root) {
        let inside = file.strip_prefix(&root).expect("a file of src/");
        let layer = inside.iter().next().expect("a name").to_string_lossy();
        let layer = layer.trim_end_matches(".rs").to_owned();
        let is_test = inside.iter().any(|name| name == "tests" || name == "tests.rs");
        if layer != "lib" && layer != "main" && !is_test {
            let text = fs::read_to_string(&file).expect("a text");
            sources.push((file, layer, text));
        }
    }
    assert!(sources.len() > LAYERS.len(), "src/ has been found");
    sources
}

/// The Rust sources and manifests below a directory.
fn files(directory: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).expect("a directory") {
        let path = entry.expect("an entry").path();
        let kind = path.extension().unwrap_or_default();
        if path.is_dir() {
            found.extend(files(&path));
        } else if kind == "rs" || kind == "toml" {
            found.push(path);
        }
    }
    found
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
