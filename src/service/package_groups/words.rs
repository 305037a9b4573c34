//! Words, by which the sign `~` matches: a letter or a digit, and letters, digits and marks after it.
//! Source: the service's guide, `[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`.

/// Blocks of combining marks that are not alphabetic in themselves.
const MARKS: [(char, char); 5] = [
    ('\u{300}', '\u{36f}'),
    ('\u{1ab0}', '\u{1aff}'),
    ('\u{1dc0}', '\u{1dff}'),
    ('\u{20d0}', '\u{20ff}'),
    ('\u{fe20}', '\u{fe2f}'),
];

/// Whether a character can be part of a word.
pub(super) fn in_word(character: char) -> bool {
    let is_mark = || MARKS.iter().any(|&(first, last)| (first..=last).contains(&character));
    character.is_alphanumeric() || is_mark()
}

/// Whether the text ends within a word.
pub(super) fn ends_in_word(text: &str) -> bool {
    text.chars().next_back().is_some_and(in_word)
}
