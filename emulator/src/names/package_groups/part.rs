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
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| Err(format!("'{text}' {why}"));
        let Some(end) = text.chars().next_back().filter(|end| "*~$".contains(*end)) else {
            return refuse("does not end in '$', '~' or '*'");
        };
        let stem = &text[..text.len() - 1];
        match end {
            '*' if stem.is_empty() => Ok(Self::Any),
            '*' if ends_in_a_word(stem) || !unverified::STAR_MAY_FOLLOW_A_SIGN => {
                refuse("has '*' after other characters")
            }
            '*' => Ok(Self::Beginning(stem.to_owned())),
            '~' if ends_in_a_word(stem) => Ok(Self::Words(stem.to_owned())),
            '~' => refuse("has '~' after something other than a word"),
            _ if stem.is_empty() => refuse("has nothing before '$'"),
            _ => Ok(Self::Exact(stem.to_owned())),
        }
    }

    /// Whether this part matches a text.
    pub(super) fn matches(&self, text: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Beginning(stem) => text.starts_with(stem),
            Self::Words(stem) => text.strip_prefix(stem.as_str()).is_some_and(ends_the_word),
            Self::Exact(stem) => text == stem,
        }
    }

    /// Whether this part matches all texts that the other one matches.
    pub(super) fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Any, _) => true,
            (_, Self::Any) => false,
            (Self::Exact(_), Self::Words(_) | Self::Beginning(_)) => false,
            (_, other) => self.matches(other.stem()),
        }
    }

    /// A part that matches what looks like the texts that this one matches.
    pub(super) fn folded(&self) -> Self {
        match self {
            Self::Any => Self::Any,
            Self::Beginning(stem) => Self::Beginning(fold(stem)),
            Self::Words(stem) => Self::Words(fold(stem)),
            Self::Exact(stem) => Self::Exact(fold(stem)),
        }
    }

    /// How narrow it is: of two parts that match one text, the greater is covered by the other.
    pub(super) fn rank(&self) -> (u8, usize) {
        let kind = match self {
            Self::Any => 0,
            Self::Beginning(_) | Self::Words(_) => 1,
            Self::Exact(_) => 2,
        };
        (kind, self.stem().len())
    }

    /// The text without the sign after it.
    pub(super) fn stem(&self) -> &str {
        match self {
            Self::Any => "",
            Self::Beginning(stem) | Self::Words(stem) | Self::Exact(stem) => stem,
        }
    }
}

/// Whether a text ends in a word: a letter or number, and letters, numbers and marks after it (user
/// guide).
fn ends_in_a_word(text: &str) -> bool {
    matches(r"(?s).*[\p{L}\p{N}]\p{M}*", text)
}

/// Whether a word ends where this text goes on.
fn ends_the_word(rest: &str) -> bool {
    !matches(r"(?s)[\p{L}\p{N}\p{M}].*", rest)
}
