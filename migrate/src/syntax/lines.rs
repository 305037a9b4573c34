//! Lines of a text, by the places in them.

use std::ops::Range;

/// Where the line of a place begins.
pub(crate) fn line_start(text: &str, place: usize) -> usize {
    text[..place].rfind('\n').map_or(0, |newline| newline + 1)
}

/// Where the line of a place ends, before its line ending.
pub(crate) fn line_end(text: &str, place: usize) -> usize {
    let end = text[place..].find('\n').map_or(text.len(), |newline| place + newline);
    if text[..end].ends_with('\r') && end > place { end - 1 } else { end }
}

/// Where the line after that of a place begins.
pub(crate) fn next_line(text: &str, place: usize) -> usize {
    text[place..].find('\n').map_or(text.len(), |newline| place + newline + 1)
}

/// The whitespace with which the line of a place begins.
pub(crate) fn indentation(text: &str, place: usize) -> &str {
    let line = &text[line_start(text, place)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// The line of a place, counted from one.
pub(crate) fn number(text: &str, place: usize) -> usize {
    1 + text.as_bytes()[..place.min(text.len())].iter().filter(|byte| **byte == b'\n').count()
}

/// How the lines of a text end: as the first one does.
pub(crate) fn ending(text: &str) -> &'static str {
    match text.find('\n') {
        Some(newline) if text[..newline].ends_with('\r') => "\r\n",
        _ => "\n",
    }
}

/// The range, and the empty line before it if there is one.
pub(crate) fn with_empty_line_before(text: &str, range: Range<usize>) -> Range<usize> {
    let start = range.start;
    if start == 0 {
        return range;
    }
    let before = line_start(text, start - 1);
    if text[before..start].trim().is_empty() { before..range.end } else { range }
}
