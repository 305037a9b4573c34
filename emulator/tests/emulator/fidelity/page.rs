//! The form of the page.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use super::{Chapter, Guess};

/// How the page begins.
const INTRODUCTION: &str = "\
# How each rule is known

This page is written by a test (`cargo test -p codeartifact-emulator fidelity`) from the comments and constants of the
emulator. A user who finds a difference to AWS sees here what was known of each operation and each registry, guesses
first. What the service model says, which is names, methods, paths, inputs with their constraints, outputs, and errors
of all operations, `tests/conformance/` holds against AWS's own client.
";

/// How many chapters are named one by one.
const NAMED: usize = 4;

/// A rule, and where it is from.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Row {
    /// In the order of the list of guesses, which come first.
    place: usize,
    rule: String,
    source: &'static str,
}

impl Row {
    pub(super) fn new(rule: String, source: &'static str) -> Self {
        Self { place: usize::MAX, rule, source }
    }

    pub(super) fn guess(guess: &Guess) -> Self {
        let Guess { place, name, question, answer } = guess;
        let rule = format!("{question}: {answer} (`{name}`)");
        Self { place: *place, rule, source: "Guess" }
    }

    fn cells(&self) -> Vec<String> {
        vec![self.rule.clone(), self.source.to_owned()]
    }
}

/// The page: all guesses, and what holds in each chapter and beside them.
pub(super) fn page(
    guesses: &[Guess],
    operations: &[Chapter],
    registries: &[Chapter],
    parts: &BTreeMap<Row, Vec<&str>>,
) -> String {
    let mut page = format!("{INTRODUCTION}\n## Guesses\n\n");
    let rows = guesses.iter().map(|guess| {
        let (row, Guess { name, question, answer, .. }) = (Row::guess(guess), guess);
        let mut places = [operations, registries].map(|chapters| holders(chapters, &row)).concat();
        if places.is_empty() {
            let parts = parts.get(&row).unwrap_or_else(|| panic!("{name} is used nowhere"));
            places.extend(parts.iter().map(|part| (*part).to_owned()));
        }
        vec![question.clone(), answer.clone(), places.join(", "), format!("`{name}`")]
    });
    table(&mut page, &["Question", "The emulator's answer", "Where", "Constant"], rows);
    chapters(&mut page, "Operations", operations);
    chapters(&mut page, "Registries", registries);
    let chapters = operations.iter().chain(registries);
    let held: BTreeSet<&Row> = chapters.flat_map(|chapter| &chapter.rows).collect();
    let others = parts.iter().filter(|(row, _)| !held.contains(row));
    page.push_str("\n## What several of them rest on\n\n");
    let others = others.map(|(row, parts)| [row.cells(), vec![parts.join(", ")]].concat());
    table(&mut page, &["Rule", "Source", "Part of the emulator"], others);
    page
}

/// The chapters in which a rule holds, or how many they are.
fn holders(chapters: &[Chapter], row: &Row) -> Vec<String> {
    let all = chapters.iter().filter(|chapter| chapter.rows.contains(row));
    let titles: Vec<String> = all.map(|chapter| chapter.title.clone()).collect();
    match titles.len() > NAMED {
        true => vec![format!("{} operations or registries", titles.len())],
        false => titles,
    }
}

fn chapters(page: &mut String, title: &str, chapters: &[Chapter]) {
    write!(page, "\n## {title}\n").expect("memory");
    for Chapter { title, rows } in chapters {
        write!(page, "\n### {title}\n\n").expect("memory");
        rules(page, rows);
    }
}

fn rules(page: &mut String, rows: &[Row]) {
    table(page, &["Rule", "Source"], rows.iter().map(Row::cells));
}

fn table(page: &mut String, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    page.push_str(&line(&head.iter().map(|cell| (*cell).to_owned()).collect::<Vec<_>>()));
    page.push_str(&format!("|{}\n", "---|".repeat(head.len())));
    rows.for_each(|row| page.push_str(&line(&row)));
}
