//! A source that changes is followed with one apply, as the guide shows.

use std::fs;

use codeartifact::aws::Content;

use super::{copy, example, read};
use crate::support::world::World;

fn candidate(word: &str) -> String {
    format!("echo {word} is greeter 1.0.0.\n")
}

fn sha256(text: String) -> String {
    Content::Bytes(text.into()).digest().expect("bytes at hand").sha256
}

fn replace(world: &World, file: &str, from: &str, to: &str) {
    let text = read(&world.path(file));
    assert!(text.contains(from), "{file} has no {from}");
    fs::write(world.path(file), text.replace(from, to)).expect("the file");
}

#[test]
fn a_promotion_follows_its_source() {
    let world = World::new();
    copy(&example("guides/promotion-pipeline"), &world);
    world.apply().succeeded();
    world.must_be_settled();
    let revision =
        |resource: &str| world.state(&format!("{resource}[\"1.0.0\"]"))["revision"].clone();
    let of_candidate = || revision("codeartifact_package_version.candidate");
    let of_copy = || revision("codeartifact_package_version_copy.approved");
    let before = of_candidate();
    assert_eq!(of_copy(), before);
    replace(&world, "publish.tf", "echo This is", "echo That is");
    replace(&world, "promote.tf", &sha256(candidate("This")), &sha256(candidate("That")));
    world.apply().succeeded();
    assert_ne!(of_candidate(), before);
    assert_eq!(of_copy(), of_candidate());
    world.must_be_settled();
}
