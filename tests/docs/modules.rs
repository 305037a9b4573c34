//! The README of each module is written from its inputs and outputs, and every wrong input is named
//! by its message.

use std::fmt::Write;
use std::fs;
use std::path::PathBuf;

use regex_lite::Regex;

use super::root;

/// What a README is written anew from.
const GENERATED: &str = "## Inputs\n";

#[test]
fn the_readme_of_each_module_is_fresh() {
    for module in modules() {
        let path = module.join("README.md");
        let before = read(&path);
        let written = before.split(GENERATED).next().unwrap_or_default();
        let fresh = format!("{written}{}", inputs_and_outputs(&module));
        if before != fresh {
            fs::write(&path, fresh).expect("the README can be written");
            panic!("{} was stale and is updated now", path.display());
        }
    }
}

#[test]
fn a_message_about_an_input_names_it() {
    for module in modules() {
        for (name, block) in blocks("variable", &read(&module.join("variables.tf"))) {
            let messages =
                block.lines().filter_map(|line| line.trim().strip_prefix("error_message"));
            for message in messages {
                let named = format!("= \"{name} must ");
                assert!(message.trim_start().starts_with(&named), "{name}: {message}");
            }
        }
    }
}

fn modules() -> Vec<PathBuf> {
    let entries = fs::read_dir(root("modules")).expect("modules");
    let modules: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    assert!(!modules.is_empty(), "there are modules");
    modules
}

fn read(path: &PathBuf) -> String {
    fs::read_to_string(path).expect("a text")
}

fn inputs_and_outputs(module: &std::path::Path) -> String {
    let mut text = format!("{GENERATED}\n");
    for (name, block) in blocks("variable", &read(&module.join("variables.tf"))) {
        let (kind, default) = (shape(&block), argument("default", &block));
        let demand = default.as_ref().map_or(", required", |_| "");
        let shown = default.filter(|default| default != "null" && !block.contains("Defaults to"));
        let shown = shown.map(|default| format!(" Defaults to `{default}`.")).unwrap_or_default();
        let about = description(&block);
        writeln!(text, "- `{name}` ({kind}{demand}): {about}{shown}").expect("a text");
    }
    text += "\n## Outputs\n\n";
    for (name, block) in blocks("output", &read(&module.join("outputs.tf"))) {
        writeln!(text, "- `{name}`: {}", description(&block)).expect("a text");
    }
    text
}

/// The blocks of a kind, by their names.
fn blocks(kind: &str, text: &str) -> Vec<(String, String)> {
    let start = format!("{kind} \"");
    let parts = format!("\n{text}");
    let parts = parts.split(&format!("\n{start}")).skip(1).map(str::to_owned).collect::<Vec<_>>();
    let block = |part: String| {
        let (name, rest) = part.split_once("\" {\n").expect("a block");
        let (body, _) = rest.split_once("\n}").expect("its end");
        (name.to_owned(), body.to_owned())
    };
    parts.into_iter().map(block).collect()
}

/// The value of an argument, on one line.
fn argument(name: &str, block: &str) -> Option<String> {
    let mut lines = block.lines().skip_while(|line| !line.starts_with(&format!("  {name} ")));
    let (_, first) = lines.next()?.split_once("= ")?;
    let more = lines.take_while(|line| line.starts_with("   ") || line.starts_with("  }"));
    Some(more.fold(first.to_owned(), |text, line| text + line.trim()))
}

/// The type of an input, without the attributes of its objects.
fn shape(block: &str) -> String {
    let attributes = Regex::new(r"object\(\{.*\}\)").expect("a pattern");
    let kind = argument("type", block).expect("a type");
    format!("`{}`", attributes.replace(&kind, "object"))
}

fn description(block: &str) -> String {
    let quoted = argument("description", block).expect("a description");
    quoted.trim_matches('"').replace("\\\"", "\"")
}
