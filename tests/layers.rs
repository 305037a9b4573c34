//! Imports go downwards only and in no circle, and what a layer must not know is not named in it.

mod imports;

use std::{
    fs,
    path::{Path, PathBuf},
};

use imports::{Imports, files, is_within};

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

/// The same for the floors of the client.
const FLOORS_OF_AWS: [(&str, &[&str]); 8] = [
    ("operations", &["calls", "client", "names", "failure", "policy"]),
    ("calls", &["client", "names", "failure"]),
    ("client", &["credentials", "configuration", "names", "failure"]),
    ("credentials", &["configuration", "names", "failure"]),
    ("configuration", &["names", "failure"]),
    ("names", &["failure"]),
    ("failure", &[]),
    ("policy", &[]),
];

/// The imports that close a circle and are suffered.
const SUFFERED: [(&str, &str); 1] = [
    // Both read what Terraform has stored as JSON; `stored_json` belongs into `values`.
    ("protocol::identity", "protocol::resources"),
];

/// What is named in these layers alone.
const OWNERS: [(&str, &[&str]); 9] = [
    ("aws_config", &["aws"]),
    ("aws_credential_types", &["aws"]),
    ("aws_runtime", &["aws"]),
    ("aws_sdk_", &["aws"]),
    ("aws_smithy_", &["aws"]),
    ("aws_types", &["aws"]),
    ("include_proto!", &["plugin", "protocol"]),
    ("tonic", &["plugin", "protocol"]),
    ("rustls", &["aws", "plugin"]),
];

#[test]
fn imports_go_downwards_only() {
    let imports = sources();
    assert_eq!(imports.breaches("", &LAYERS), [""; 0]);
    assert_eq!(imports.breaches("aws", &FLOORS_OF_AWS), [""; 0]);
}

#[test]
fn no_folder_and_no_file_imports_itself_in_a_circle() {
    let imports = sources();
    for (from, to) in SUFFERED {
        let is_there =
            imports.imports.iter().any(|import| (&*import.from, &*import.to) == (from, to));
        assert!(is_there, "{from} imports {to} no longer: take it out of SUFFERED");
    }
    assert_eq!(imports.circles(&SUFFERED), [""; 0]);
}

#[test]
fn each_world_is_named_in_its_layer_alone() {
    for (module, source) in sources().modules {
        for (name, owners) in OWNERS {
            let is_owner = owners.iter().any(|owner| is_within(&module, owner));
            let is_named = source.code.contains(name);
            assert!(is_owner || !is_named, "{} names {name}", source.file.display());
        }
    }
}

#[test]
fn the_emulator_knows_nothing_of_the_provider() {
    let kinds = ["rs", "toml"];
    let is_source =
        |file: &PathBuf| kinds.iter().any(|kind| file.extension() == Some(kind.as_ref()));
    let sources: Vec<PathBuf> = files(&root("emulator")).into_iter().filter(is_source).collect();
    assert!(!sources.is_empty(), "the emulator has no source");
    for file in sources {
        let text = fs::read_to_string(&file).expect("a text");
        let names = ["use codeartifact::", "\"terraform-provider-codeartifact\""];
        let named = names.into_iter().find(|name| text.contains(name));
        assert_eq!(named, None, "{}", file.display());
    }
}

fn sources() -> Imports {
    Imports::of(&root("src"))
}

fn root(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}
