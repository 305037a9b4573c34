//! What of a source the compiler makes the program of.

use std::{iter::Peekable, str::Chars};

/// The source without comments, without what texts say, and without what is for tests only.
pub(super) fn code(text: &str) -> String {
    without_tests(&without_texts(text))
}

/// The source without comments; of texts and characters only the quotation marks are left.
fn without_texts(text: &str) -> String {
    let mut left = String::new();
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        match character {
            '/' if rest.peek() == Some(&'/') => while rest.next_if(|c| *c != '\n').is_some() {},
            '"' => {
                skip_text(&mut rest, raw(&left));
                left.push_str("\"\"");
            }
            '\'' => left.push_str(skip_character(&mut rest)),
            other => left.push(other),
        }
    }
    left
}

/// The number of hashes that end a raw text, of which this is the beginning.
fn raw(before: &str) -> Option<usize> {
    let name = before.trim_end_matches('#');
    let word = name.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next();
    matches!(word, Some("r" | "br")).then(|| before.len() - name.len())
}

fn skip_text(rest: &mut Peekable<Chars<'_>>, raw: Option<usize>) {
    while let Some(character) = rest.next() {
        match (character, raw) {
            ('\\', None) => _ = rest.next(),
            ('"', hashes) => {
                let wanted = hashes.unwrap_or_default();
                let found = (0..wanted).take_while(|_| rest.next_if_eq(&'#').is_some()).count();
                if found == wanted {
                    return;
                }
            }
            _ => {}
        }
    }
}

/// Skips a character; what looks like the beginning of one may be a lifetime instead.
fn skip_character(rest: &mut Peekable<Chars<'_>>) -> &'static str {
    let mut ahead = rest.clone();
    let escaped = ahead.next() == Some('\\');
    let is_character = escaped || ahead.next() == Some('\'');
    if !is_character {
        return "'";
    }
    rest.next();
    if escaped {
        rest.next();
    }
    while rest.next().is_some_and(|c| c != '\'') {}
    "''"
}

/// The code without the items that are compiled for tests only.
fn without_tests(code: &str) -> String {
    let mut pieces = code.split("#[cfg(test)]");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |left, piece| left + &piece[item(piece)..])
}

/// The length of the item that a text begins with: to its semicolon, or to the end of its braces.
fn item(text: &str) -> usize {
    let mut depth = 0_usize;
    for (at, character) in text.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 && matches!(character, ';' | '}') {
            return at + 1;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, left: &str) {
        assert_eq!(code(text), left, "{text}");
    }

    #[test]
    fn only_what_becomes_the_program_is_left() {
        check("//! crate::a\nb // crate::c\n", "\nb \n");
        check("f(\"crate::a \\\" // {\", b)", "f(\"\", b)");
        check("r#\"crate::a \" {\"#, r\"\\\", b", "r#\"\", r\"\", b");
        check(
            "fn f<'a>(x: &'a str) -> ['{', '\\'', '\\u{7d}']",
            "fn f<'a>(x: &'a str) -> ['', '', '']",
        );
        check("a;\n#[cfg(test)]\nmod tests;\nb", "a;\n\nb");
        check("a;\n#[cfg(test)]\nmod tests {\n fn f() { '}'; }\n}\nb", "a;\n\nb");
    }
}
