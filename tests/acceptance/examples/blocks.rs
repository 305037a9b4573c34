//! Blocks of configuration inside of texts: the index, the guides and the READMEs. The files beside
//! a guide are applied as they stand; a block in its text is validated, or at least formatted.

use std::fs;
use std::path::{Path, PathBuf};

use super::{children, example, examples, read};
use crate::support::world::World;

/// How blocks begin that cannot be validated, and why.
const FRAGMENTS: [(&str, &str); 3] = [
    ("resource \"aws_", "it needs the AWS provider, which is not installed"),
    ("locals {\n  estate = jsondecode(file(", "it reads a file that the guide writes first"),
    ("import {\n  for_each = toset([\"main/npm\"])", "the policies that it imports are the user's"),
];

/// How the configuration of the CLI itself begins.
const OF_THE_CLI: &str = "provider_installation {";

/// Where the README of a module finds the module, and where it is here.
const RELEASED: &str = "github.com/seed-codeartifact/terraform-provider-codeartifact//";

#[test]
fn every_block_of_a_text_can_be_used() {
    let blocks: Vec<_> = texts().iter().flat_map(|text| blocks(&read(text))).collect();
    assert!(blocks.len() > 10, "the blocks are not found");
    for (start, _) in FRAGMENTS {
        assert!(blocks.iter().any(|it| it.starts_with(start)), "no block begins with {start}");
    }
    for block in blocks {
        match block.starts_with(OF_THE_CLI) {
            true => configures_the_cli(&block),
            false => is_right(&block),
        }
    }
}

/// The CLI reads its own configuration before it does anything, and goes on with a wrong one.
fn configures_the_cli(block: &str) {
    let world = World::new();
    fs::write(world.path("cli.rc"), block).expect("the configuration of the CLI");
    let run = world.cli(["version", "-no-color"]).succeeded();
    assert!(!run.text.contains("CLI configuration"), "{}", run.text);
}

fn is_right(block: &str) {
    let world = World::new();
    write(&world, block);
    world.cli(["fmt", "-check", "-diff", "-no-color", "block.tf"]).succeeded();
    if !FRAGMENTS.iter().any(|(start, _)| block.starts_with(start)) {
        world.cli(["get", "-no-color"]).succeeded();
        world.cli(["validate", "-no-color"]).succeeded();
    }
}

fn write(world: &World, block: &str) {
    if !block.contains("required_providers") {
        world.write("");
    }
    fs::write(world.path("block.tf"), of_this_tree(block)).expect("the block");
}

/// A block with the modules of this tree instead of released ones.
fn of_this_tree(block: &str) -> String {
    let Some((before, after)) = block.split_once(RELEASED) else { return block.to_owned() };
    let (module, rest) = after.split_once("?ref=").expect("the version of the module");
    let rest = rest.trim_start_matches(|sign| sign != '"');
    format!("{before}{}{rest}", root().join(module).display())
}

fn texts() -> Vec<PathBuf> {
    let guides = examples("guides").into_iter().chain([example("provider")]);
    let guides = guides.map(|directory| directory.join("guide.md"));
    let roots = ["", "emulator", "migrate"].map(|directory| root().join(directory));
    let modules = children(&root().join("modules"));
    let readmes = roots.into_iter().chain(modules).map(|directory| directory.join("README.md"));
    guides.chain(readmes).collect()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The blocks of configuration in Markdown, without what they are indented by.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let indent = line.len() - line.trim_start().len();
        if ["```terraform", "```hcl"].contains(&line.trim()) {
            let inside = lines.by_ref().take_while(|line| line.trim() != "```");
            let inside = inside.map(|line| line.get(indent..).unwrap_or_default());
            blocks.push(inside.fold(String::new(), |block, line| block + line + "\n"));
        }
    }
    blocks
}
