//! Versions whose words have a rank: `1.0-alpha-1`, `1.0rc1`, `1.0.post1`.

use std::cmp::Ordering;

use super::identifier::{Identifier, without_zeros};

/// The words of a format: those before a release in their order, those that mean the release
/// itself, and those behind it.
pub(super) struct Words {
    before: &'static [&'static [&'static str]],
    release: &'static [&'static str],
    behind: &'static [&'static [&'static str]],
    /// Whether other words are behind a release.
    others_are_behind: bool,
}

pub(super) const MAVEN: Words = Words {
    before: &[&["alpha", "a"], &["beta", "b"], &["milestone", "m"], &["rc", "cr"], &["snapshot"]],
    release: &["final", "ga", "release"],
    behind: &[&["sp"]],
    others_are_behind: true,
};

pub(super) const PYPI: Words = Words {
    before: &[&["dev"], &["alpha", "a"], &["beta", "b"], &["rc", "c", "pre", "preview"]],
    release: &["v"],
    behind: &[&["post", "rev", "r"]],
    others_are_behind: false,
};

pub(super) const RUBY: Words =
    Words { before: &[], release: &[], behind: &[], others_are_behind: false };

/// Where a part stands beside the end of a version. Parts of one rank are compared themselves.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    OtherBefore(Identifier),
    Before(usize),
    End,
    Behind(usize),
    OtherBehind(Identifier),
    Number(Identifier),
}

/// Compares two versions. The shorter one ends where the longer one goes on.
pub(super) fn compare(words: &Words, left: &str, right: &str) -> Ordering {
    let (left_epoch, left) = epoch(left);
    let (right_epoch, right) = epoch(right);
    let (mut left, mut right) = (words.parts(left), words.parts(right));
    let length = left.len().max(right.len());
    left.resize(length, Part::End);
    right.resize(length, Part::End);
    left_epoch.cmp(&right_epoch).then_with(|| left.cmp(&right))
}

/// The epoch of a version of Python, `1!2.0`, and what follows it.
fn epoch(version: &str) -> (Identifier, &str) {
    let (epoch, rest) = version.split_once('!').unwrap_or(("0", version));
    (Identifier::of(epoch), rest)
}

impl Words {
    fn parts(&self, version: &str) -> Vec<Part> {
        let (version, _) = version.split_once('+').unwrap_or((version, ""));
        let identifiers = runs(version).into_iter().filter(|part| !self.means_release(part));
        let (mut parts, mut numbers) = (Vec::new(), Vec::new());
        for identifier in identifiers {
            match &identifier {
                Identifier::Number(..) => numbers.push(identifier),
                Identifier::Word(word) => {
                    parts.extend(
                        without_zeros(std::mem::take(&mut numbers)).into_iter().map(Part::Number),
                    );
                    parts.push(self.rank(word, &identifier));
                }
            }
        }
        parts.extend(without_zeros(numbers).into_iter().map(Part::Number));
        parts
    }

    fn means_release(&self, part: &Identifier) -> bool {
        matches!(part, Identifier::Word(word) if self.release.contains(&word.as_str()))
    }

    fn rank(&self, word: &str, identifier: &Identifier) -> Part {
        let place = |groups: &[&[&str]]| groups.iter().position(|group| group.contains(&word));
        match (place(self.before), place(self.behind)) {
            (Some(place), _) => Part::Before(place),
            (_, Some(place)) => Part::Behind(place),
            _ if self.others_are_behind => Part::OtherBehind(identifier.clone()),
            _ => Part::OtherBefore(identifier.clone()),
        }
    }
}

/// The runs of digits and of letters in a version. All else separates them.
fn runs(version: &str) -> Vec<Identifier> {
    let kind = |character: char| (character.is_ascii_digit(), character.is_alphanumeric());
    let characters: Vec<char> = version.chars().collect();
    let runs = characters.chunk_by(|left, right| kind(*left) == kind(*right));
    let texts =
        runs.filter(|run| run[0].is_alphanumeric()).map(|run| run.iter().collect::<String>());
    texts.map(|text| Identifier::of(&text)).collect()
}
