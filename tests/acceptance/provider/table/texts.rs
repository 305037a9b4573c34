//! What the provider's configuration can be refused or warned with: each text of the source is seen
//! in a row.

use super::{rows, sources};

/// Where these texts stand.
const SOURCES: [&str; 5] = [
    "src/provider.rs",
    "src/provider",
    "src/aws/client",
    "src/aws/configuration",
    "src/aws/credentials",
];

/// What stands beside them and is said of objects, or on pages; their own tests hold it.
const OF_OBJECTS: [&str; 2] = ["src/provider/hints.rs", "src/provider/permissions.rs"];

/// How long the part of a text is by which it is known.
const LEAST: usize = 10;

/// What is said of a service that breaks its word, and of a stop. The tests of hostile answers show
/// these.
const NEVER: [&str; 3] = [
    "The response contains no credentials.",
    "the response is larger than {MOST} MiB",
    "Terraform asked the provider to stop",
];

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
    let of_objects: Vec<String> = OF_OBJECTS.into_iter().flat_map(sources).collect();
    let sources = SOURCES.into_iter().flat_map(sources).filter(|it| !of_objects.contains(it));
    let texts: Vec<String> = sources.flat_map(|source| texts(&source)).collect();
    assert!(!texts.is_empty(), "the source has no text");
    let unseen: Vec<_> =
        texts.iter().filter(|text| !is_seen(text) && !NEVER.contains(&text.as_str())).collect();
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

/// The texts of three words and more in a source, without those of its tests.
fn texts(source: &str) -> Vec<String> {
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
