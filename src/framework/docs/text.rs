//! Doc comments, as pages and schemas show them.

/// A doc comment as text: without the space that follows the slashes.
pub fn prose(doc: &str) -> String {
    let lines = doc.trim().split_inclusive('\n');
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect()
}

/// A doc comment of one paragraph in one line.
pub(super) fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
