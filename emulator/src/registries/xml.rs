//! XML documents of package managers: POMs, nuspecs, and Maven's lists of versions.

use std::io::{self, Read};

use roxmltree::{Document, Node};

use super::visit::unreadable;
use crate::contents::blob::Blob;
use crate::model::failure::Failure;

/// Bytes that a document may have.
const LIMIT: u64 = 4 << 20;

/// Attributes that an element may have: the parser compares each with each.
const ATTRIBUTES: usize = 100;

/// Namespaces that a document may declare: the parser looks through them for each name.
const NAMESPACES: usize = 100;

/// Reads what a document says.
pub(super) fn read<T>(
    text: &str,
    read: impl FnOnce(Node<'_, '_>) -> Option<T>,
    what: &str,
) -> Result<T, Failure> {
    let refused = |why: &dyn std::fmt::Display| unreadable(format!("{what} cannot be read: {why}"));
    if !is_read_in_time(text) {
        return Err(refused(&"an element has too many attributes, or it has too many namespaces."));
    }
    let document = Document::parse(text).map_err(|error| refused(&error))?;
    read(document.root_element()).ok_or_else(|| refused(&"something is missing in it."))
}

/// Whether the parser needs time in proportion to the length of a document.
fn is_read_in_time(text: &str) -> bool {
    text.matches("xmlns").count() <= NAMESPACES && most_attributes(text) <= ATTRIBUTES
}

/// The most attributes that an element of a document has.
fn most_attributes(mut text: &str) -> usize {
    const PASSAGES: [(&str, &str); 3] = [("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>")];
    let mut most = 0;
    while let Some((_, rest)) = text.split_once('<') {
        let passage = PASSAGES.iter().find(|(begin, _)| rest.starts_with(begin));
        text = match passage {
            Some((_, end)) => rest.split_once(end).map_or("", |(_, rest)| rest),
            None => {
                let (count, rest) = values_in_tag(rest);
                most = most.max(count);
                rest
            }
        };
    }
    most
}

/// How many quoted values stand before the end of a tag, and what comes after it.
fn values_in_tag(mut text: &str) -> (usize, &str) {
    let mut count = 0;
    while let Some(at) = text.find(['"', '\'', '>']) {
        let (sign, rest) = (text.as_bytes()[at], &text[at + 1..]);
        if sign == b'>' {
            return (count, rest);
        }
        count += 1;
        text = rest.split_once(char::from(sign)).map_or("", |(_, rest)| rest);
    }
    (count, "")
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_counted_where_they_are_some() {
        let text = "<?xml version='1' a='' b='' c=''?><!-- <a b='' c='' d=''/> -->\n\
                    <a b='>' c=\"'\"><![CDATA[<a b='' c='' d=''>]]>\"'\"<b c='d'/></a>";
        assert_eq!(most_attributes(text), 2);
        for cut in ["<a b='", "<a b", "<", "<!--", ""] {
            assert!(most_attributes(cut) <= 1, "{cut}");
        }
    }
}
