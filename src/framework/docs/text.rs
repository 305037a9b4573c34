//! Doc comments, as pages and schemas show them.

/// A doc comment as text: without the space that follows the slashes.
pub fn prose(doc: &str) -> String {
    let lines = doc.trim().split_inclusive('\n');
    lines.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect()
}

/// The first sentence of a doc comment, in one line.
pub fn sentence(doc: &str) -> String {
    let text = one_line(doc);
    text.split_inclusive(". ").next().unwrap_or_default().trim_end().to_owned()
}

/// The first sentence of a text without its Markdown, as the registry shows it in lists.
pub(super) fn summary(text: &str) -> String {
    sentence(text.split("\n\n").next().unwrap_or_default()).replace('`', "")
}

/// A doc comment of one paragraph in one line.
pub(super) fn one_line(doc: &str) -> String {
    doc.split_whitespace().collect::<Vec<_>>().join(" ")
}
