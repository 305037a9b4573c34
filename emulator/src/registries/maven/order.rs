//! The order of versions in Maven.

use std::cmp::Ordering;
use std::iter::repeat;

/// A part of a version: its rank, and its value among parts of its rank.
type Part = (usize, u64, String);

/// Words for what comes before and after a release, in their order. Words that are not here come
/// after these, and numbers last.
const WORDS: &[&[&str]] = &[
    &["alpha", "a"],
    &["beta", "b"],
    &["milestone", "m"],
    &["rc", "cr"],
    &["snapshot"],
    &["", "final", "ga", "release"],
    &["sp"],
];

/// The rank of a release: of a part without meaning, such as a part that a shorter version lacks.
const RELEASE: usize = 5;

/// The rank of a number.
const NUMBER: usize = WORDS.len() + 1;

/// Which of two versions is the earlier one: Maven's ComparableVersion.
pub(super) fn compare(one: &str, other: &str) -> Ordering {
    let (one, other) = (parts(one), parts(other));
    let length = one.len().max(other.len());
    let padded = |parts: Vec<Part>| {
        parts.into_iter().chain(repeat((RELEASE, 0, String::new()))).take(length)
    };
    padded(one).cmp(padded(other))
}

/// Parts end at dots, and between letters and digits. What says nothing before a dash or at the end
/// is left out.
fn parts(version: &str) -> Vec<Part> {
    version.to_lowercase().split('-').flat_map(section).collect()
}

fn section(text: &str) -> Vec<Part> {
    let words = text.split(['.', '_']);
    let mut parts: Vec<Part> =
        words.flat_map(|word| word.as_bytes().chunk_by(is_alike).map(part)).collect();
    let says = |(rank, number, _): &Part| *rank != RELEASE && (*rank != NUMBER || *number > 0);
    parts.truncate(parts.iter().rposition(says).map_or(0, |last| last + 1));
    parts
}

fn is_alike(one: &u8, other: &u8) -> bool {
    one.is_ascii_digit() == other.is_ascii_digit()
}

fn part(text: &[u8]) -> Part {
    let text = String::from_utf8_lossy(text).into_owned();
    if let Ok(number) = text.parse() {
        return (NUMBER, number, String::new());
    }
    match WORDS.iter().position(|words| words.contains(&text.as_str())) {
        Some(rank) => (rank, 0, String::new()),
        None => (WORDS.len(), 0, text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_have_an_order() {
        let ordered = [
            "1-alpha-1",
            "1-beta",
            "1-m2",
            "1-rc1",
            "1-rc2",
            "1-SNAPSHOT",
            "1",
            "1-sp",
            "1-jre",
            "1.0.1",
            "1.2",
            "1.10",
            "2.0-SNAPSHOT",
            "2.0",
            "20260131",
        ];
        for (at, version) in ordered.iter().enumerate() {
            for (other_at, other) in ordered.iter().enumerate() {
                assert_eq!(compare(version, other), at.cmp(&other_at), "{version} {other}");
            }
        }
        assert_eq!(compare("1", "1.0.0.Final"), Ordering::Equal);
    }
}
