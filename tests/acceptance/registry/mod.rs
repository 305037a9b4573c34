//! Installation: `init` gets the provider from where releases are, and verifies it, as a user's
//! does.

mod layouts;
mod release;
mod server;

use std::fs;
use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest as hashed};
use codeartifact::provider::SOURCE;

use self::release::{Key, RELEASE, VERSION};
use self::server::{Files, serve};
use crate::support::program::CLI;
use crate::support::world::World;

/// The SHA-256 of a content.
fn digest(content: &[u8]) -> String {
    let bytes = hashed(&SHA256, content);
    bytes.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A world with the quickstart, whose CLI installs providers as this says.
fn world(installation: &str) -> World {
    let world = World::new();
    install_from(&world, installation);
    let quickstart = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/quickstart");
    for entry in fs::read_dir(quickstart).expect("the quickstart") {
        let entry = entry.expect("a file");
        fs::copy(entry.path(), world.path(&entry.file_name().to_string_lossy())).expect("a copy");
    }
    world
}

fn install_from(world: &World, installation: &str) {
    let rc = format!("provider_installation {{\n{installation}\n}}\n");
    fs::write(world.path("cli.rc"), rc).expect("the configuration of the CLI");
}

/// A world whose quickstart names the provider in a registry that serves these files.
fn with_registry(files: impl FnOnce(&str) -> Files) -> World {
    let mut world = world("direct {}");
    let host = serve(&mut world, files);
    let text = fs::read_to_string(world.path("main.tf")).expect("the quickstart");
    let (source, there) = (format!("{SOURCE:?}"), format!("\"{host}/{SOURCE}\""));
    assert!(text.contains(&source), "the quickstart names {source}");
    fs::write(world.path("main.tf"), text.replace(&source, &there)).expect("the quickstart");
    world
}

/// Has the CLI of a world install the provider from a directory.
pub(crate) fn mirrored(world: &World) {
    let mirror = world.path("mirror");
    install_from(world, &format!("filesystem_mirror {{\n path = {mirror:?}\n }}"));
    let directory = mirror.join(CLI.registry()).join(SOURCE);
    fs::create_dir_all(&directory).expect("a directory");
    fs::write(directory.join(RELEASE.archive()), layouts::zip()).expect("the archive");
}

/// Installs the provider, which then applies the quickstart.
fn works(world: &World, expected: &[&str]) {
    world.cli(["init", "-no-color", "-input=false"]).succeeded().says(expected);
    let lock = fs::read_to_string(world.path(".terraform.lock.hcl")).expect("the lock file");
    assert!(lock.contains(&format!("version     = {VERSION:?}")), "{lock}");
    assert!(lock.contains("\"h1:"), "{lock}");
    world.apply().succeeded();
    world.must_be_settled();
}

#[test]
fn a_registry() {
    let world = with_registry(layouts::registry);
    works(&world, &[&format!("signed, key ID {}", RELEASE.key.id)]);
    let lock = fs::read_to_string(world.path(".terraform.lock.hcl")).expect("the lock file");
    assert!(lock.contains(&format!("\"zh:{}\"", digest(&layouts::zip()))), "{lock}");
}

#[test]
fn an_archive_with_another_sum_is_refused() {
    let world = with_registry(|host| {
        let mut files = layouts::registry(host);
        let changed = [layouts::zip(), b"more".to_vec()].concat();
        files.insert("/archive".to_owned(), server::File::new("application/zip", changed));
        files
    });
    world.cli(["init", "-no-color", "-input=false"]).failed_with(&["incorrect checksum"]);
}

#[test]
fn a_signature_by_another_key_is_refused() {
    let world = with_registry(|host| {
        let mut files = layouts::registry(host);
        let signature = layouts::signature(RELEASE.signed_by(&Key::make()));
        files.insert("/signature".to_owned(), signature);
        files
    });
    let unknown = "authentication signature from unknown issuer";
    world.cli(["init", "-no-color", "-input=false"]).failed_with(&[unknown]);
}

#[test]
fn a_mirror_in_a_directory() {
    let world = world("");
    mirrored(&world);
    works(&world, &["Installed "]);
}

#[test]
fn a_mirror_on_the_network() {
    let mut world = world("");
    let host = serve(&mut world, layouts::network_mirror);
    install_from(&world, &format!("network_mirror {{\n url = \"https://{host}/mirror/\"\n }}"));
    works(&world, &["Installed "]);
}

#[test]
fn a_mirror_among_containers() {
    if !CLI.has_oci_mirrors() {
        return;
    }
    let mut world = world("");
    let host = serve(&mut world, layouts::oci_mirror);
    let template = format!("{host}/${{namespace}}/${{type}}");
    let include = format!("{}/*/*", CLI.registry());
    let mirror = format!("repository_template = {template:?}\n include = [{include:?}]");
    install_from(&world, &format!("oci_mirror {{\n {mirror}\n }}"));
    works(&world, &["Installed "]);
}
