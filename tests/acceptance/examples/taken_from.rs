//! Package managers take each file from where the data source says that it would come from.

use std::fs;

use aws_sdk_codeartifact::types::PackageGroupOriginRestrictionType as RestrictionType;
use codeartifact_emulator::Options;
use serde_json::{Value as Json, json};
use tempfile::TempDir;

use super::clients::Client;
use crate::support::world::World;

/// What people install from, and where our packages are published; the resolution of some packages.
fn configuration(format: &str, packages: &[&str]) -> String {
    format!(
        r#"
        data "codeartifact_repository" "it" {{
          for_each   = toset(["internal", "legacy"])
          domain     = "main"
          repository = each.key
        }}
        output "npmrc" {{
          value = {{ for name, found in data.codeartifact_repository.it :
            name => provider::codeartifact::npmrc(found.endpoint, null) }}
        }}
        output "pypirc" {{
          value = provider::codeartifact::pypirc(
            data.codeartifact_repository.it["legacy"].endpoint, null)
        }}
        output "pip_conf" {{
          value = provider::codeartifact::pip_conf(
            data.codeartifact_repository.it["internal"].endpoint, null)
        }}
        data "codeartifact_package_resolution" "it" {{
          for_each   = toset({packages:?})
          domain     = "main"
          repository = "internal"
          format     = {format:?}
          package    = each.key
        }}
        "#
    )
}

/// A world in which `internal` searches `legacy`, and then a store that is connected to a public
/// repository with these files.
fn world(public: &TempDir, connection: &str) -> World {
    let world = World::with(Options::default().public(public.path()));
    world.make_domain("main");
    world.make_repositories("main", &["internal", "legacy", "store"]);
    world.connect("main", "store", connection);
    world.set_upstreams("main", "internal", &["legacy", "store"]);
    world
}

/// Closes the names of a pattern to the public repository.
fn close(world: &World, pattern: &str) {
    world.make_groups(&[pattern.to_owned()]);
    world.restrict(pattern, RestrictionType::ExternalUpstream, "BLOCK", None);
}

/// The source of a package, and whether a public repository can provide it.
fn said(world: &World, package: &str) -> (Json, bool) {
    world.apply().succeeded();
    let address = format!("data.codeartifact_package_resolution.it[{package:?}]");
    let found = world.state(&address);
    (found["source"].clone(), found["public"] == true)
}

#[test]
fn npm_takes_the_file_from_where_the_data_source_says() {
    let public = tempfile::tempdir().expect("a directory");
    let world = world(&public, "public:npmjs");
    world.must_apply(&configuration("npm", &["acme-cli", "left-pad"]));
    let (npm, npmrc) = (Client::new(&world), world.output("npmrc"));
    let pack = |directory: &str, name: &str, version: &str| {
        let manifest = json!({ "name": name, "version": version }).to_string();
        npm.write(&format!("{directory}/package/package.json"), &manifest);
        let source = format!("module.exports = '{directory}'");
        npm.write(&format!("{directory}/package/index.js"), &source);
        npm.succeeds(directory, &format!("tar -czf {name}-{version}.tgz package"));
    };
    fs::create_dir(public.path().join("npmjs")).expect("a directory");
    for (name, version) in [("acme-cli", "2.0.0"), ("left-pad", "1.0.0")] {
        pack("public", name, version);
        let file = format!("{name}-{version}.tgz");
        let packed = world.path("client/public").join(&file);
        fs::copy(packed, public.path().join("npmjs").join(file)).expect("a copy");
    }
    pack("legacy", "acme-cli", "1.0.0");
    npm.write(".npmrc", npmrc["legacy"].as_str().expect("a file"));
    npm.succeeds("legacy", "npm publish acme-cli-1.0.0.tgz");
    npm.write(".npmrc", npmrc["internal"].as_str().expect("a file"));
    assert_eq!(said(&world, "acme-cli"), (json!("legacy"), true));
    close(&world, "/npm//acme~");
    assert_eq!(said(&world, "acme-cli"), (json!("legacy"), false));
    assert_eq!(said(&world, "left-pad"), (Json::Null, true));
    npm.write("app/package.json", "{}");
    // A cache of its own: npm has kept what it published.
    npm.succeeds("app", "npm install --cache cache acme-cli left-pad");
    let installed = |name: &str| npm.succeeds("app", &format!("node --print require('{name}')"));
    assert_eq!([installed("acme-cli"), installed("left-pad")], ["legacy", "public"]);
    // What was fetched is retained where it was asked for.
    assert_eq!(said(&world, "acme-cli"), (json!("internal"), false));
    assert_eq!(said(&world, "left-pad"), (json!("internal"), true));
}

#[test]
fn pip_takes_the_file_from_where_the_data_source_says() {
    let public = tempfile::tempdir().expect("a directory");
    let world = world(&public, "public:pypi");
    world.must_apply(&configuration("pypi", &["pad-left"]));
    let python = Client::new(&world);
    let wheel = python.makes_a_wheel("public", "2.0.0", "public");
    fs::create_dir(public.path().join("pypi")).expect("a directory");
    let made = world.path("client/public").join(&wheel);
    fs::copy(made, public.path().join("pypi").join(&wheel)).expect("a copy");
    let wheel = python.makes_a_wheel("legacy", "1.0.0", "legacy");
    python.write(".pypirc", world.output("pypirc").as_str().expect("a file"));
    python.succeeds("legacy", &format!("twine upload --non-interactive -r codeartifact {wheel}"));
    python.write(".config/pip/pip.conf", world.output("pip_conf").as_str().expect("a file"));
    let netrc = format!("machine 127.0.0.1\nlogin aws\npassword {}\n", python.token);
    python.write(".netrc", &netrc);
    assert_eq!(said(&world, "pad-left"), (json!("legacy"), true));
    close(&world, "/pypi//pad~");
    assert_eq!(said(&world, "pad-left"), (json!("legacy"), false));
    python.succeeds("", "pip install --no-input --no-cache-dir --target app pad-left");
    let installed = python.succeeds("app", "python3 -c print(__import__('pad_left').said)");
    assert_eq!(installed, "legacy");
    assert_eq!(said(&world, "pad-left"), (json!("internal"), false));
}
