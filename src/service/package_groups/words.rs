//! Words, by which the sign `~` matches: a letter or a number, and letters, numbers and marks after
//! it. Source: the service's guide, `[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether a word goes on with a character.
pub(super) fn in_word(character: char) -> bool {
    begins_word(character) || is_mark(character)
}

/// Whether the text ends within a word.
pub(super) fn ends_in_word(text: &str) -> bool {
    text.trim_end_matches(is_mark).ends_with(begins_word)
}

fn begins_word(character: char) -> bool {
    let group = character.general_category_group();
    matches!(group, GeneralCategoryGroup::Letter | GeneralCategoryGroup::Number)
}

fn is_mark(character: char) -> bool {
    character.general_category_group() == GeneralCategoryGroup::Mark
}
