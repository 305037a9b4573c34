//! The page that says of each rule how it is known, made from the source: `docs/fidelity.md`.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

/// Marks in comments, and what they say of the source of a rule.
const SOURCES: &[(&str, &str)] = &[
    ("user guide", "User guide"),
    ("API reference", "API reference"),
    ("seen by users", "Reports of users"),
];

/// How the page begins.
const INTRODUCTION: &str = "\
# How each rule is known

This page is written by a test (`cargo test -p codeartifact-emulator fidelity`) from the comments and constants of the
emulator. Whoever finds a difference to AWS sees here what was known: guesses first, then each part of the emulator with
the rules that have a source. What is not listed follows from the service model: names, methods, paths, inputs with
their constraints, outputs and errors of all operations, which `tests/conformance/` holds against AWS's own client.
";

/// What one part of the emulator says: an operation family, a registry, or what they rest on.
#[derive(Default)]
struct Part {
    operations: Vec<String>,
    /// Rules with their sources.
    rules: Vec<(String, &'static str)>,
    source: String,
}

#[test]
fn the_page_is_that_of_the_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = page(&parts(&root.join("src")), &guesses(root));
    let path = root.join("docs/fidelity.md");
    if fs::read_to_string(&path).unwrap_or_default() != page {
        fs::create_dir_all(root.join("docs")).expect("a directory");
        fs::write(&path, page).expect("the page");
        panic!("docs/fidelity.md was out of date, and is written anew: look at it, and commit it");
    }
}

fn page(parts: &BTreeMap<String, Part>, guesses: &[[String; 3]]) -> String {
    let mut page = format!("{INTRODUCTION}\n## Guesses\n\n");
    let head = ["Part", "Constant", "Question", "The emulator's answer"];
    table(
        &mut page,
        &head,
        guesses.iter().map(|[name, question, answer]| {
            let at = parts.iter().filter(|(_, part)| names(&part.source, name));
            let at: Vec<&str> = at.map(|(at, _)| at.as_str()).collect();
            assert!(!at.is_empty(), "{name} is used nowhere");
            vec![at.join(", "), format!("`{name}`"), question.clone(), answer.clone()]
        }),
    );
    page.push_str("\n## Rules with a source\n");
    for (at, part) in parts.iter().filter(|(_, part)| !part.rules.is_empty()) {
        write!(page, "\n### {at}\n\n").expect("memory");
        if !part.operations.is_empty() {
            write!(page, "{}\n\n", part.operations.join(", ")).expect("memory");
        }
        let rules =
            part.rules.iter().map(|(rule, source)| vec![rule.clone(), (*source).to_owned()]);
        table(&mut page, &["Rule", "Source"], rules);
    }
    page
}

fn table(page: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    page.push_str(&line(&head.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()));
    page.push_str(&format!("|{}\n", "---|".repeat(head.len())));
    rows.for_each(|row| page.push_str(&line(&row)));
}

/// The parts of the emulator by their names: those of their files, or of a registry.
fn parts(source: &Path) -> BTreeMap<String, Part> {
    let mut parts = BTreeMap::<String, Part>::new();
    for file in files(source) {
        let path = file.strip_prefix(source).expect("a file within").to_string_lossy().into_owned();
        if path == "model/unverified.rs" {
            continue;
        }
        let words: Vec<&str> = path.trim_end_matches(".rs").split('/').collect();
        let name = match words.as_slice() {
            ["registries", format, _] => format!("registries/{format}"),
            words => words.join("/").trim_end_matches("/mod").to_owned(),
        };
        let text = fs::read_to_string(&file).expect("a source");
        let part = parts.entry(name).or_default();
        part.rules.extend(comments(&text).into_iter().filter_map(|text| rule(&text)));
        let named = text.lines().filter_map(|line| line.trim().strip_prefix("name: \""));
        let named = named.filter(|_| path.starts_with("operations/"));
        part.operations.extend(named.filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
        part.source.push_str(&text);
    }
    parts
}

/// All sources, in the order of their paths.
fn files(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    let each = paths.into_iter().map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    each.collect::<Vec<_>>().concat()
}

/// The comments of a source, each as one line.
fn comments(text: &str) -> Vec<String> {
    let mut comments = vec![String::new()];
    for line in text.lines() {
        let comment = line.trim_start().strip_prefix("//");
        let comment = comment.map(|comment| comment.trim_start_matches(['/', '!']).trim());
        match (comment, comments.last_mut()) {
            (Some(words), Some(last)) if !words.is_empty() => {
                *last = format!("{last} {words}").trim_start().to_owned();
            }
            _ => comments.push(String::new()),
        }
    }
    comments
}

/// A rule whose comment names its source.
fn rule(comment: &str) -> Option<(String, &'static str)> {
    let (mark, source) = SOURCES.iter().find(|(mark, _)| comment.contains(mark))?;
    let rule = comment.replace(&format!(" ({mark})"), "").replace('|', "\\|");
    Some((rule, source))
}

/// The rows of the list of guesses: constant, question, answer.
fn guesses(root: &Path) -> Vec<[String; 3]> {
    let list = fs::read_to_string(root.join("UNVERIFIED.md")).expect("the list");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    let cells = rows.map(|row| {
        let (name, rest) = row.split_once("` | ").expect("a constant");
        let (question, answer) = rest.split_once(" | ").expect("a question and an answer");
        [name, question, answer].map(str::to_owned)
    });
    cells.collect()
}

/// Whether a source names a constant.
fn names(source: &str, name: &str) -> bool {
    let is_part = |sign: char| sign.is_ascii_alphanumeric() || sign == '_';
    source.split(|sign| !is_part(sign)).any(|word| word == name)
}
