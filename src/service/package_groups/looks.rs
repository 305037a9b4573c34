//! What a text looks like.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

/// What is seen of each character that is seen as something else, or as nothing at all; sorted.
/// Source: UTS 39, by way of `build.rs`.
static LOOKS: LazyLock<Vec<(char, &str)>> = LazyLock::new(|| {
    let lines = include_str!(concat!(env!("OUT_DIR"), "/looks.txt")).split_terminator('\n');
    lines.filter_map(first_and_rest).collect()
});

/// The skeleton of a text, which is the same for all texts that can be confused with it.
/// Source: UTS 39, section 4.
pub(super) fn skeleton(text: &str) -> String {
    let mut seen = String::new();
    for character in text.nfd() {
        match look(character) {
            Some(look) => seen.push_str(look),
            None => seen.push(character),
        }
    }
    seen.nfd().collect()
}

fn look(character: char) -> Option<&'static str> {
    let place = LOOKS.binary_search_by_key(&character, |(it, _)| *it);
    place.ok().map(|place| LOOKS[place].1)
}

fn first_and_rest(line: &str) -> Option<(char, &str)> {
    let first = line.chars().next()?;
    Some((first, &line[first.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    /// The library has the whole table.
    fn expected(text: &str) -> String {
        unicode_security::skeleton(text).collect()
    }

    #[test]
    fn every_character_is_seen_as_the_library_sees_it() {
        let differs = |it: &char| skeleton(&it.to_string()) != expected(&it.to_string());
        assert_eq!(('\0'..=char::MAX).find(differs), None);
    }

    #[test]
    fn so_is_every_character_in_company() {
        // What is combined is put in order, which only shows beside others.
        let differs = |it: &char| {
            let text = format!("m\u{301}{it}\u{316}{it}a");
            skeleton(&text) != expected(&text)
        };
        assert_eq!(('\0'..=char::MAX).find(differs), None);
    }
}
