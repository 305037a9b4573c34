//! Registry pages.

/// A doc comment as text: without the space that follows the slashes.
pub fn prose(doc: &str) -> String {
    let lines: Vec<_> = doc
        .lines()
        .map(|line| line.strip_prefix(' ').unwrap_or(line))
        .collect();
    lines.join("\n").trim().to_owned()
}
