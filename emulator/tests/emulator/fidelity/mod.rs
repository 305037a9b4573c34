//! The page that says of each rule how it is known, made from the source: `docs/fidelity.md`.

mod items;
mod operations;
mod page;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use self::items::{Item, Web, items};
use self::operations::operations;
use self::page::{Row, page};

/// Marks in comments, and what they say of the source of a rule.
const SOURCES: &[(&str, &str)] = &[
    ("(user guide", "User guide"),
    ("(API reference", "API reference"),
    ("(seen by users", "Reports of users"),
];

/// A constant that stands for a guess: its name, the question, and the answer.
struct Guess {
    /// Its place in the list.
    place: usize,
    name: String,
    question: String,
    answer: String,
}

/// What a chapter is about, and the rules that hold there.
struct Chapter {
    title: String,
    rows: Vec<Row>,
}

#[test]
fn the_page_is_that_of_the_source() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = written(&items(&root.join("src")), &guesses(root));
    let path = root.join("docs/fidelity.md");
    if fs::read_to_string(&path).unwrap_or_default() != page {
        fs::create_dir_all(root.join("docs")).expect("a directory");
        fs::write(&path, page).expect("the page");
        panic!("docs/fidelity.md was out of date, and is written anew: look at it, and commit it");
    }
}

#[test]
fn each_operation_and_each_registry_has_its_rules() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = fs::read_to_string(root.join("docs/fidelity.md")).expect("the page");
    let formats = ["cargo", "maven", "npm", "nuget", "pypi", "ruby", "swift"];
    for name in codeartifact_emulator::operation_names().chain(formats) {
        let head = format!("\n### {name}\n\n| Rule | Source |\n|---|---|\n| ");
        assert!(page.contains(&head), "{name}");
    }
}

fn written(items: &[Item], guesses: &[Guess]) -> String {
    let web = Web::new(items);
    let rows = |places: Vec<usize>| {
        rows(&places.iter().map(|at| &items[*at]).collect::<Vec<_>>(), guesses)
    };
    let operations = operations(items).into_iter().map(|operation| {
        let reached = web.from(operation.file, operation.handler);
        let mut rows = rows(reached.into_iter().collect());
        rows.extend(operation.rows(items));
        Chapter { title: operation.name.to_owned(), rows }
    });
    let registries = formats(items).into_iter().map(|format| {
        let directory = format!("registries/{format}/");
        let is_within = |at: &usize| items[*at].file.starts_with(&directory);
        Chapter { title: format, rows: rows((0..items.len()).filter(is_within).collect()) }
    });
    let (operations, registries): (Vec<_>, Vec<_>) = (operations.collect(), registries.collect());
    page(guesses, &operations, &registries, &parts(items, guesses))
}

/// All guesses and rules, each with the parts of the emulator that have it.
fn parts<'a>(items: &'a [Item], guesses: &[Guess]) -> BTreeMap<Row, Vec<&'a str>> {
    let mut parts = BTreeMap::<Row, Vec<&str>>::new();
    for item in items {
        for row in rows(&[item], guesses) {
            let parts = parts.entry(row).or_default();
            if !parts.contains(&item.part()) {
                parts.push(item.part());
            }
        }
    }
    parts
}

/// The formats that have a registry of their own.
fn formats(items: &[Item]) -> Vec<String> {
    let parts = items.iter().filter_map(|item| item.file.strip_prefix("registries/"));
    let mut formats: Vec<String> =
        parts.filter_map(|rest| Some(rest.split_once('/')?.0.to_owned())).collect();
    formats.dedup();
    formats
}

/// The guesses and rules in items, in this order.
fn rows(items: &[&Item], guesses: &[Guess]) -> Vec<Row> {
    let items = || items.iter().filter(|item| item.file != "model/unverified.rs");
    let guessed = guesses.iter().filter(|guess| items().any(|item| item.names(&guess.name)));
    let mut rows: Vec<Row> = guessed.map(Row::guess).collect();
    rows.extend(items().flat_map(|item| item.comments.iter().filter_map(|text| rule(text))));
    rows
}

/// A rule whose comment names its source.
fn rule(comment: &str) -> Option<Row> {
    let (mark, source) = SOURCES.iter().find(|(mark, _)| comment.contains(mark))?;
    let (before, after) = comment.split_once(mark)?;
    let rest = after.split_once(')').map_or("", |(_, rest)| rest);
    let rule = format!("{}{rest}", before.trim_end()).replace('|', "\\|");
    Some(Row::new(rule, source))
}

/// The rows of the list of guesses.
fn guesses(root: &Path) -> Vec<Guess> {
    let list = fs::read_to_string(root.join("UNVERIFIED.md")).expect("the list");
    let rows = list.lines().filter_map(|line| line.strip_prefix("| `")?.strip_suffix(" |"));
    let guess = |(place, row): (usize, &str)| {
        let (name, rest) = row.split_once("` | ").expect("a constant");
        let (question, answer) = rest.split_once(" | ").expect("a question and an answer");
        let [name, question, answer] = [name, question, answer].map(str::to_owned);
        Guess { place, name, question, answer }
    };
    rows.enumerate().map(guess).collect()
}
