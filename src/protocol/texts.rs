//! Texts that the host prints in a terminal. Some of them quote a server, which may mean no good.

/// The most characters of one text.
const MOST: usize = 20_000;

/// The text without what would control the terminal, and without more than anybody reads.
pub(super) fn printable(text: &str) -> String {
    let mut printable: String = text.chars().take(MOST).map(harmless).collect();
    let left_out = text.chars().skip(MOST).count();
    if left_out > 0 {
        printable.push_str(&format!("… and {left_out} more characters."));
    }
    printable
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
    fn a_text_ends() {
        assert_eq!(printable(&"é".repeat(MOST)), "é".repeat(MOST));
        let shown = printable(&"é".repeat(MOST + 7));
        assert!(shown.ends_with("é… and 7 more characters."), "{shown}");
    }
}
