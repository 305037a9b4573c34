//! Texts that the host prints in a terminal. Some of them quote a server, which may mean no good.

/// The most characters of one text.
const MOST: usize = 20_000;

/// The text without what would control the terminal, without more than can be read, and without
/// the numbers that an operating system has for its errors.
pub(super) fn printable(text: &str) -> String {
    let text = &without_numbers(text);
    let mut printable: String = text.chars().take(MOST).map(harmless).collect();
    let left_out = text.chars().skip(MOST).count();
    if left_out > 0 {
        printable.push_str(&format!("… and {left_out} more characters."));
    }
    printable
}

/// The text without each ` (os error 2)`: the words before it say the same.
fn without_numbers(text: &str) -> String {
    let mut parts = text.split(" (os error ");
    let first = parts.next().unwrap_or_default().to_owned();
    let after = |part: &str| match part.split_once(')') {
        Some((number, rest)) if number.parse::<i32>().is_ok() => rest.to_owned(),
        _ => format!(" (os error {part}"),
    };
    parts.map(after).fold(first, |text, part| text + &part)
}

fn harmless(sign: char) -> char {
    match sign {
        '\n' | '\t' => sign,
        _ if sign.is_control() || turns_the_text(sign) => char::REPLACEMENT_CHARACTER,
        _ => sign,
    }
}

/// Whether a sign lets the text that follows it run in another direction, or ends that.
fn turns_the_text(sign: char) -> bool {
    matches!(sign, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_controls_the_terminal() {
        for (text, shown) in [
            ("one\n\ttwo é 名", "one\n\ttwo é 名"),
            ("\u{1b}[2J\u{9b}1m\r\0\u{7f}", "\u{fffd}[2J\u{fffd}1m\u{fffd}\u{fffd}\u{fffd}"),
            ("a\u{202e}b\u{2066}", "a\u{fffd}b\u{fffd}"),
        ] {
            assert_eq!(printable(text), shown);
        }
    }

    #[test]
    fn errors_of_the_operating_system_have_words_alone() {
        for (text, shown) in [
            (
                "a: No such file or directory (os error 2). b (os error 13)",
                "a: No such file or directory. b",
            ),
            ("a (os error x) (os error 2", "a (os error x) (os error 2"),
        ] {
            assert_eq!(printable(text), shown);
        }
    }

    #[test]
    fn a_text_ends() {
        assert_eq!(printable(&"é".repeat(MOST)), "é".repeat(MOST));
        let shown = printable(&"é".repeat(MOST + 7));
        assert!(shown.ends_with("é… and 7 more characters."), "{shown}");
    }
}
