//! The parts of a version: numbers and words.

/// A part of a version. A number comes before a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Identifier {
    /// How many digits a number has without the zeros in front of them, and these digits: some
    /// versions are times, and have more than any integer.
    Number(usize, String),
    /// Anything else, in small letters.
    Word(String),
}

impl Identifier {
    /// Reads a part.
    pub(super) fn of(text: &str) -> Self {
        if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::Word(text.to_lowercase());
        }
        let digits = text.trim_start_matches('0');
        Self::Number(digits.len(), digits.to_owned())
    }

    /// Whether it is the number zero.
    pub(super) fn is_zero(&self) -> bool {
        matches!(self, Self::Number(0, _))
    }
}

/// Without the zeros at its end: `1.0` and `1` mean the same.
pub(super) fn without_zeros(mut parts: Vec<Identifier>) -> Vec<Identifier> {
    let last = parts.iter().rposition(|part| !part.is_zero());
    parts.truncate(last.map_or(0, |last| last + 1));
    parts
}
