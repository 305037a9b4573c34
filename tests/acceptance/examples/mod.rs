//! Examples: what the documentation shows is applied, planned again, imported and destroyed as it
//! stands there.

mod blocks;
mod clients;
mod drift_detection;
mod drift_job;
mod estate;
mod following;
mod importing;
mod imports;
mod later;
mod mocks;
mod retention;
mod taken_from;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use aws_sdk_codeartifact::Client;
use codeartifact_emulator::{Fault, Identities, Options, operation_names};
use serde_json::json;

use crate::examples::imports::is_imported;
use crate::support::agreement::both;
use crate::support::world::{ACCOUNT, OTHER_ACCOUNT, World};

/// The account that stands in the examples.
pub(crate) const DOCUMENTED: &str = "111122223333";

#[test]
fn every_example_is_formatted() {
    let root = example("");
    let root = root.to_str().expect("a path in UTF-8");
    let check = ["fmt", "-check", "-diff", "-recursive", "-no-color", root];
    World::new().cli(check).succeeded();
}

#[test]
fn the_provider() {
    live(&World::new(), &example("provider"));
}

#[test]
fn resources_and_their_imports() {
    for directory in examples("resources") {
        both(|world| {
            is_there(&world, &directory);
            is_imported(&world, &directory);
            world.must_destroy();
            world.calls_what_it_says(&text(&directory));
        });
    }
}

/// The first answer of every operation is lost: what was made is made once, and nothing is an
/// error.
#[test]
fn resources_whose_answers_are_lost() {
    for directory in examples("resources") {
        both(|world| {
            lose_answers(&world);
            is_there(&world, &directory);
            lose_answers(&world);
            world.must_destroy();
        });
    }
}

fn is_there(world: &World, directory: &Path) {
    copy(directory, world);
    world.apply().succeeded();
    if is_shared(directory) {
        // The pages of such resources advise it.
        world.apply_refresh_only().succeeded();
    }
    world.must_be_settled();
}

fn lose_answers(world: &World) {
    for operation in operation_names() {
        world.fault(Fault::on(operation).times(1).after_effect().drop_connection());
    }
}

#[test]
fn data_sources() {
    live_beside_a_repository("data-sources");
}

#[test]
fn ephemeral_resources() {
    live_beside_a_repository("ephemeral-resources");
}

#[test]
fn functions() {
    for directory in examples("functions") {
        both(|world| live(&world, &directory));
    }
}

/// Everybody in the guides may do everything in their own accounts; across accounts the policies of
/// the guides must be enough.
fn identities() -> Identities {
    let everything = json!({
        "Version": "2012-10-17",
        "Statement": [{ "Effect": "Allow", "Action": "*", "Resource": "*" }],
    });
    let user = format!("arn:aws:iam::{ACCOUNT}:user/test");
    let role = format!("arn:aws:iam::{OTHER_ACCOUNT}:role/deploy");
    Identities::default().policy(user, everything.clone()).policy(role, everything)
}

#[test]
fn guides() {
    for directory in examples("guides").into_iter().filter(|it| has_configuration(it)) {
        let world = World::with(Options::default().enforce_policies(identities()));
        if directory.ends_with("importing-an-estate") {
            world.aws(make_repository);
        }
        build(&directory, &world);
        live_and_die(&world, &directory);
        world.calls_nothing_unsaid(&text(&directory));
    }
}

#[test]
fn the_quickstart() {
    both(|world| live(&world, &example("quickstart")));
}

#[test]
fn drift_detection() {
    both(|world| live(&world, &example("drift-detection")));
}

/// A policy of the domain and of the repository that the examples read.
const POLICY: &str = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"codeartifact:ReadFromRepository","Resource":"*"}]}"#;

/// The examples that only read speak of the repository `internal` in the domain `main`.
fn live_beside_a_repository(kind: &str) {
    for directory in examples(kind) {
        both(|world| {
            world.aws(make_repository);
            live(&world, &directory);
        });
    }
}

pub(crate) async fn make_repository(aws: Client) -> Result<(), aws_sdk_codeartifact::Error> {
    aws.create_domain().domain("main").send().await?;
    let repository = aws.create_repository().domain("main");
    repository.repository("internal").send().await?;
    let put = aws.put_domain_permissions_policy().domain("main");
    put.policy_document(POLICY).send().await?;
    let put = aws.put_repository_permissions_policy().domain("main").repository("internal");
    put.policy_document(POLICY).send().await?;
    Ok(())
}

fn live(world: &World, directory: &Path) {
    live_and_die(world, directory);
    world.calls_what_it_says(&text(directory));
}

fn live_and_die(world: &World, directory: &Path) {
    copy(directory, world);
    world.apply().succeeded();
    world.must_be_settled();
    world.must_destroy();
}

/// Puts an example into a world. Most of them leave out where the provider comes from.
fn copy(directory: &Path, world: &World) {
    let files = configuration(directory);
    let is_whole = files.iter().any(|file| read(file).contains("required_providers"));
    if !is_whole {
        world.write("");
    }
    for file in files {
        fs::copy(&file, world.path(name(&file))).expect("a copy");
    }
}

/// Runs what a guide says to run first: `build.sh` makes of its sources what it publishes.
fn build(directory: &Path, world: &World) {
    let is_source =
        |file: &PathBuf| file.is_file() && file.extension().is_none_or(|kind| kind != "tf");
    for file in children(directory).into_iter().filter(is_source) {
        fs::copy(&file, world.path(name(&file))).expect("a copy");
    }
    if directory.join("build.sh").exists() {
        let mut shell = Command::new("sh");
        let built = shell.arg("build.sh").current_dir(world.path("")).status();
        assert!(built.expect("a shell").success(), "{}", directory.display());
    }
}

/// Whether one resource sets what another one has: to a refresh that is drift, until an apply
/// records it.
fn is_shared(directory: &Path) -> bool {
    let files = configuration(directory);
    files.iter().any(|file| read(file).contains("ignore_changes"))
}

/// The configuration of an example, as one text.
pub(crate) fn text(directory: &Path) -> String {
    configuration(directory).iter().map(|file| read(file)).collect()
}

/// A guide may be a text alone.
fn has_configuration(directory: &Path) -> bool {
    children(directory).iter().any(|file| is_configuration(file))
}

fn is_configuration(file: &Path) -> bool {
    file.extension().is_some_and(|kind| kind == "tf")
}

fn configuration(directory: &Path) -> Vec<PathBuf> {
    let mut files = children(directory);
    files.retain(|file| is_configuration(file));
    files.retain(|file| !file.ends_with("import-by-identity.tf"));
    assert!(!files.is_empty(), "{} is empty", directory.display());
    files
}

pub(crate) fn examples(kind: &str) -> Vec<PathBuf> {
    children(&example(kind))
}

pub(crate) fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name)
}

/// The name of a file or directory.
pub(crate) fn name(file: &Path) -> &str {
    file.file_name().expect("a name").to_str().expect("UTF-8")
}

fn children(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory");
    entries.map(|entry| entry.expect("an entry").path()).collect()
}

/// The text of a file.
pub(crate) fn read(file: &Path) -> String {
    fs::read_to_string(file).expect("a text")
}
