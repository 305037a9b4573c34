//! Imports go downwards only and in no circle, and what a layer must not know is not named in it.

#[path = "../emulator/tests/imports/mod.rs"]
mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use imports::floors::{self, Floors};
use imports::{Edge, between, circles, files, of_crate, sources, words};

/// The layers of the crate, from the top down. `lib.rs` only says what there is.
const LAYERS: &Floors = &[
    &["plugin", "protocol", "provider"],
    &["lists"],
    &["resources", "data_sources", "ephemerals", "functions", "actions"],
    &["service"],
    &["framework", "aws"],
];

/// What these import of the layers below them, which is less than all.
const NO_MORE: [(&str, &[&str]); 3] =
    [("plugin", &[]), ("protocol", &["framework"]), ("functions", &["service", "framework"])];

/// The floors of the client.
const FLOORS_OF_AWS: &Floors = &[
    &["operations"],
    &["calls", "policy"],
    &["client"],
    &["credentials"],
    &["configuration"],
    &["names"],
    &["failure"],
];

/// What is named in these layers alone.
const OWNERS: [(&str, &[&str]); 10] = [
    ("aws_config", &["aws"]),
    ("aws_credential_types", &["aws"]),
    ("aws_runtime", &["aws"]),
    ("aws_sdk_", &["aws"]),
    ("aws_smithy_", &["aws"]),
    ("aws_types", &["aws"]),
    ("hyper", &["aws"]),
    ("include_proto", &["plugin", "protocol"]),
    ("tonic", &["plugin", "protocol"]),
    ("rustls", &["aws", "plugin"]),
];

#[test]
fn imports_go_downwards_only() {
    let imports = of_crate(&root("src"));
    let between_layers = imports.iter().filter(|(from, _)| from != Path::new("lib.rs")).cloned();
    hold(floors::check(&as_folders(between_layers), LAYERS));
    hold(no_more(&imports));
    hold(floors::check(&inside("aws", &imports), FLOORS_OF_AWS));
}

#[test]
fn imports_run_in_no_circle() {
    hold(circles::check(&of_crate(&root("src"))));
}

#[test]
fn an_import_of_more_is_seen() {
    let texts = [("functions/arn.rs", "use crate::aws::Arn;"), ("aws/mod.rs", "")];
    let imports = between(texts.map(|(file, text)| (file.into(), text.to_owned())).into_iter());
    let seen = "functions/arn.rs imports aws/mod.rs, which functions may not";
    assert_eq!(no_more(&imports), Err(seen.to_owned()));
}

#[test]
fn each_world_is_named_in_its_layer_alone() {
    let sources = sources(&root("src"));
    for (name, owners) in OWNERS {
        let names = |source: &str| words(source).iter().any(|word| word.starts_with(name));
        let named = sources.iter().filter(|(_, source)| names(source)).map(|(file, _)| file);
        let named: Vec<&PathBuf> = named.collect();
        assert!(!named.is_empty(), "nothing names {name}");
        for file in named {
            assert!(owners.contains(&layer(file).as_str()), "{} names {name}", file.display());
        }
    }
}

#[test]
fn the_emulator_knows_nothing_of_the_provider() {
    let sources = files(&root("emulator"), &["rs", "toml"]);
    assert!(!sources.is_empty(), "the emulator has no source");
    for file in sources {
        let text = fs::read_to_string(&file).expect("a text");
        let names = ["use codeartifact::", "\"terraform-provider-codeartifact\""];
        let named = names.into_iter().find(|name| text.contains(name));
        assert_eq!(named, None, "{}", file.display());
    }
}

/// Refuses what a layer imports of others that [`NO_MORE`] does not name.
fn no_more(imports: &BTreeSet<Edge>) -> Result<(), String> {
    for (name, below) in NO_MORE {
        let mut others =
            imports.iter().filter(|(from, to)| layer(from) == name && layer(to) != name);
        if let Some((from, to)) = others.find(|(_, to)| !below.contains(&layer(to).as_str())) {
            let (from, to) = (from.display(), to.display());
            return Err(format!("{from} imports {to}, which {name} may not"));
        }
    }
    Ok(())
}

/// The layer that a file is in. The file of a folder is a part of it.
fn layer(file: &Path) -> String {
    let first = file.iter().next().unwrap_or_default();
    Path::new(first).with_extension("").display().to_string()
}

/// The same imports, with `provider.rs` in the folder `provider`.
fn as_folders(imports: impl Iterator<Item = Edge>) -> BTreeSet<Edge> {
    let within = |file: PathBuf| match file.components().count() {
        1 => Path::new(&layer(&file)).join(file),
        _ => file,
    };
    imports.map(|(from, to)| (within(from), within(to))).collect()
}

/// The imports between what is in a folder, by the paths in it. Its own file only says what there
/// is.
fn inside(folder: &str, imports: &BTreeSet<Edge>) -> BTreeSet<Edge> {
    let within = |file: &Path| file.strip_prefix(folder).ok().map(Path::to_path_buf);
    let inside = imports.iter().filter_map(|(from, to)| Some((within(from)?, within(to)?)));
    let own = Path::new("mod.rs");
    inside.filter(|(from, to)| from != own && to != own).collect()
}

#[track_caller]
fn hold(law: Result<(), String>) {
    law.unwrap_or_else(|breach| panic!("{breach}"));
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
