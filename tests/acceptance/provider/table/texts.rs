//! What the provider's configuration can be refused or warned with: each text of the source is seen in a row.

use std::{
    fs,
    path::{Path, PathBuf},
};

use super::rows;

/// The files with these texts, beside those of the provider block.
const SOURCES: [&str; 13] = [
    "src/provider.rs",
    "src/aws/addresses.rs",
    "src/aws/client.rs",
    "src/aws/configuration.rs",
    "src/aws/credentials.rs",
    "src/aws/environment.rs",
    "src/aws/http.rs",
    "src/aws/instance.rs",
    "src/aws/proxies.rs",
    "src/aws/roles.rs",
    "src/aws/shared_files.rs",
    "src/aws/sts.rs",
    "src/aws/web_identity.rs",
];

/// How long the part of a text is by which it is known.
const LEAST: usize = 10;

/// What only a service says that breaks its word.
const NEVER: [&str; 1] = ["The answer holds no credentials."];

#[test]
fn every_text_has_a_row() {
    let rows = rows();
    let seen: Vec<_> =
        rows.iter().flat_map(|row| &row.sees).filter(|seen| seen.len() >= LEAST).collect();
    let is_seen = |text: &String| {
        let mut parts = fixed(text).map(|part| part.trim_matches([' ', ':', '.']));
        let shows = |part: &str, seen: &str| seen.contains(part) || part.contains(seen);
        parts.any(|part| part.len() >= LEAST && seen.iter().any(|seen| shows(part, seen)))
    };
    let blocks = fs::read_dir("src/provider").expect("a directory of the source");
    let blocks = blocks.map(|entry| entry.expect("an entry").path());
    let blocks = blocks.filter(|file| !file.ends_with("tests.rs"));
    let texts = SOURCES.iter().map(PathBuf::from).chain(blocks).flat_map(|file| texts(&file));
    let unseen: Vec<_> =
        texts.filter(|text| !is_seen(text) && !NEVER.contains(&text.as_str())).collect();
    assert!(unseen.is_empty(), "write where these are seen into rows: {unseen:#?}");
}

/// What the page says, and what completes the text of a rule: other laws hold these.
const ELSEWHERE: [&str; 2] = ["doc: ", "says: "];

/// What stands for a quotation mark inside a text while the marks around texts are looked for.
const QUOTE: &str = "\u{1}";

/// The parts of a text that are always the same.
fn fixed(text: &str) -> impl Iterator<Item = &str> {
    text.split(['{', '}']).step_by(2)
}

/// The texts of three words and more in a file of the source, without those of its tests.
fn texts(file: &Path) -> Vec<String> {
    let source = fs::read_to_string(file).expect("a file of the source");
    let code = source.split("#[cfg(test)]\nmod tests").next().unwrap_or_default();
    let comments = |line: &&str| !line.trim_start().starts_with("//");
    let code = code.lines().filter(comments).map(str::trim).collect::<Vec<_>>().join("\n");
    let code = code.replace("\\\n", "").replace("\\\"", QUOTE).replace("{{", "").replace("}}", "");
    let pieces: Vec<&str> = code.split('"').collect();
    let here = |pair: &&[&str]| !ELSEWHERE.iter().any(|before| pair[0].ends_with(before));
    let texts = pieces.chunks_exact(2).filter(here).map(|pair| pair[1].replace(QUOTE, "\""));
    let words = |text: &String| fixed(text).collect::<String>().split_whitespace().count();
    texts.filter(|text| words(text) > 2).collect()
}
