//! What a namespace or a name may be.

use super::folding::fold;
use crate::model::{matches, unverified};

/// What a namespace or a name may be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// Anything: `*`.
    Any,
    /// What begins with this text, which ends with a sign: `…*`.
    Beginning(String),
    /// What begins with these whole words: `…~`.
    Words(String),
    /// This text.
    Exact(String),
}

impl Part {
    /// Reads a part that ends in `*`, `~` or `$`.
    pub(super) fn parse(text: &str) -> Result<Part, String> {
        let refuse = |why: &str| Err(format!("'{text}' {why}"));
        let Some(end) = text.chars().next_back().filter(|end| "*~$".contains(*end)) else {
            return refuse("does not end in '$', '~' or '*'");
        };
        let stem = &text[..text.len() - 1];
        match end {
            '*' if stem.is_empty() => Ok(Part::Any),
            '*' if ends_in_a_word(stem) || !unverified::STAR_MAY_FOLLOW_A_SIGN => {
                refuse("has '*' behind other characters")
            }
            '*' => Ok(Part::Beginning(stem.to_owned())),
            '~' if ends_in_a_word(stem) => Ok(Part::Words(stem.to_owned())),
            '~' => refuse("has '~' behind what is no word"),
            _ if stem.is_empty() => refuse("has nothing before '$'"),
            _ => Ok(Part::Exact(stem.to_owned())),
        }
    }

    /// Whether a text is one of those that this part stands for.
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Part::Any => true,
            Part::Beginning(stem) => text.starts_with(stem),
            Part::Words(stem) => text.strip_prefix(stem.as_str()).is_some_and(ends_the_word),
            Part::Exact(stem) => text == stem,
        }
    }

    /// Whether this part stands for all texts that the other one stands for.
    pub(super) fn covers(&self, other: &Part) -> bool {
        match (self, other) {
            (Part::Any, _) => true,
            (_, Part::Any) => false,
            (Part::Exact(_), Part::Words(_) | Part::Beginning(_)) => false,
            (_, other) => self.matches(other.stem()),
        }
    }

    /// A part that stands for what looks like the texts that this one stands for.
    pub(super) fn folded(&self) -> Part {
        match self {
            Part::Any => Part::Any,
            Part::Beginning(stem) => Part::Beginning(fold(stem)),
            Part::Words(stem) => Part::Words(fold(stem)),
            Part::Exact(stem) => Part::Exact(fold(stem)),
        }
    }

    /// How narrow it is: of two parts that match one text, the greater is covered by the other.
    pub(super) fn rank(&self) -> (u8, usize) {
        let kind = match self {
            Part::Any => 0,
            Part::Beginning(_) | Part::Words(_) => 1,
            Part::Exact(_) => 2,
        };
        (kind, self.stem().len())
    }

    /// The text without the sign behind it.
    pub(super) fn stem(&self) -> &str {
        match self {
            Part::Any => "",
            Part::Beginning(stem) | Part::Words(stem) | Part::Exact(stem) => stem,
        }
    }
}

/// Whether a text ends in a word: a letter or number, and letters, numbers and marks after it (user guide).
fn ends_in_a_word(text: &str) -> bool {
    matches(r"(?s).*[\p{L}\p{N}]\p{M}*", text)
}

/// Whether a word ends where this text goes on.
fn ends_the_word(rest: &str) -> bool {
    !matches(r"(?s)[\p{L}\p{N}\p{M}].*", rest)
}
