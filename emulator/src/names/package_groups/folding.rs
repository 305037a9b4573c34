//! What names look like: the variations that the service treats as one name (user guide).

use caseless::default_case_fold_str;
use unicode_security::skeleton;

/// The form that all names of one look share: without case, with one dot for each run of `-`, `.`
/// and `_`, and with one character for all that can be confused.
pub(super) fn fold(text: &str) -> String {
    // What a character is confused with may be a capital again: the digit 0 looks like O.
    let seen: String = skeleton(&default_case_fold_str(text)).collect();
    dotted(&default_case_fold_str(&seen))
}

fn dotted(text: &str) -> String {
    let mut dotted = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '-' | '.' | '_' if dotted.ends_with('.') => {}
            '-' | '.' | '_' => dotted.push('.'),
            other => dotted.push(other),
        }
    }
    dotted
}
