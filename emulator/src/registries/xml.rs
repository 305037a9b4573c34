//! XML documents of package managers: POMs, nuspecs, and Maven's lists of versions.

use std::io::{self, Read};

use roxmltree::{Document, Node};

use super::visit::unreadable;
use crate::contents::blob::Blob;
use crate::model::failure::Failure;

/// Bytes that a document may have.
const LIMIT: u64 = 4 << 20;

/// Reads what a document says.
pub(super) fn read<T>(
    text: &str,
    read: impl FnOnce(Node<'_, '_>) -> Option<T>,
    what: &str,
) -> Result<T, Failure> {
    let refused = |why: &dyn std::fmt::Display| unreadable(format!("{what} cannot be read: {why}"));
    let document = Document::parse(text).map_err(|error| refused(&error))?;
    read(document.root_element()).ok_or_else(|| refused(&"something is missing in it."))
}

/// The text of a document.
pub(super) fn text(content: &Blob) -> io::Result<String> {
    let mut text = String::new();
    content.open()?.take(LIMIT).read_to_string(&mut text)?;
    Ok(text)
}

/// The elements of a name within another, whatever their namespace.
pub(super) fn all<'a, 'input>(
    node: Node<'a, 'input>,
    name: &'a str,
) -> impl Iterator<Item = Node<'a, 'input>> {
    node.children().filter(move |child| child.tag_name().name() == name)
}

/// The element at a path of names.
pub(super) fn at<'a, 'input>(
    node: Node<'a, 'input>,
    path: &'a [&'a str],
) -> Option<Node<'a, 'input>> {
    path.iter().try_fold(node, |node, name| all(node, name).next())
}

/// The text of the element at a path of names, unless it is empty.
pub(super) fn text_at(node: Node<'_, '_>, path: &[&str]) -> Option<String> {
    let text = at(node, path)?.text()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
