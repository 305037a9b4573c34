//! Documents without whitespace, where only so they fit.

use std::borrow::Cow;

use super::kind::Kind;

/// Most characters that the service takes.
const LONGEST: usize = Kind::Domain.longest();

/// The document as it is sent: as the user wrote it, or without whitespace between its parts if it
/// is too long.
pub(crate) fn as_sent(document: &str) -> Cow<'_, str> {
    match document.chars().count() > LONGEST {
        true => Cow::Owned(compact(document)),
        false => Cow::Borrowed(document),
    }
}

/// The document without the whitespace outside of its texts.
pub(super) fn compact(document: &str) -> String {
    let (mut in_text, mut escaped) = (false, false);
    let keeps = |sign: &char| {
        let keeps = in_text || !sign.is_ascii_whitespace();
        in_text = if *sign == '"' && !escaped { !in_text } else { in_text };
        escaped = in_text && *sign == '\\' && !escaped;
        keeps
    };
    document.chars().filter(keeps).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_left_out_between_the_parts_alone() {
        let document = "{ \"a b\" :\n [ \"c \\\" d\" , \"\\\\\" , 1 ] }";
        assert_eq!(compact(document), "{\"a b\":[\"c \\\" d\",\"\\\\\",1]}");
    }

    #[test]
    fn what_fits_is_sent_as_it_is_written() {
        assert_eq!(as_sent("{ }"), "{ }");
        assert_eq!(as_sent(&format!("{{{}}}", " ".repeat(LONGEST))), "{}");
    }
}
