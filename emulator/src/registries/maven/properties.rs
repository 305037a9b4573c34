//! Properties in a POM, such as `${project.version}`.

use std::collections::HashMap;

use roxmltree::{Node, NodeId};

use crate::model::unverified;

/// Properties that are replaced in one text at most: properties may refer to others and to each
/// other, but not endlessly.
const ROUNDS: usize = 8;

/// Bytes that the value of a property may have, so that a small POM stays small.
const LONGEST: usize = 255;

/// What a POM itself says in the place of properties.
pub(super) struct Properties<'a> {
    project: Node<'a, 'a>,
    /// The first element of a name within each other. A POM may have as many properties as
    /// elements that refer to them, so none is looked for among all others.
    elements: HashMap<(NodeId, &'a str), Node<'a, 'a>>,
}

impl<'a> Properties<'a> {
    /// Of the project that a POM is.
    pub(super) fn of(project: Node<'a, 'a>) -> Self {
        let mut elements = HashMap::new();
        for node in project.descendants().filter(Node::is_element) {
            let parent = node.parent().map(|parent| (parent.id(), node.tag_name().name()));
            parent.map(|key| elements.entry(key).or_insert(node));
        }
        Self { project, elements }
    }

    /// A text with what the POM itself says in the place of its properties. What only a parent or
    /// a command line says is not known, and stays as it is written.
    pub(super) fn resolved(&self, mut text: String) -> String {
        let mut from = 0;
        for _ in 0..ROUNDS {
            let Some((start, end)) =
                property_in(&text, from).filter(|_| unverified::POM_IS_RESOLVED)
            else {
                break;
            };
            match self.value(&text[start + 2..end]) {
                Some(value) => text.replace_range(start..=end, value),
                None => from = end,
            }
        }
        text
    }

    fn value(&self, name: &str) -> Option<&str> {
        let element = name.strip_prefix("project.").or_else(|| name.strip_prefix("pom."));
        let value = match element {
            // A project has these of its parent, unless it says them itself.
            Some(name @ ("groupId" | "version")) => {
                self.text_at([name]).or_else(|| self.text_at(["parent", name]))
            }
            Some(path) => self.text_at(path.split('.')),
            None => self.text_at(["properties", name]),
        };
        value.filter(|value| value.len() <= LONGEST)
    }

    /// The text of the element at a path of names, unless it is empty.
    fn text_at<'b>(&self, path: impl IntoIterator<Item = &'b str>) -> Option<&'a str> {
        let within = |node: Node<'a, 'a>, name| self.elements.get(&(node.id(), name)).copied();
        let text = path.into_iter().try_fold(self.project, within)?.text()?.trim();
        (!text.is_empty()).then_some(text)
    }
}

/// Where the first property behind a place begins, and where it ends.
fn property_in(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text[from..].find("${")?;
    Some((start, start + text[start..].find('}')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let pom = "<project><artifactId>app</artifactId><parent><version>3</version></parent><scm><tag>t</tag></scm>
                     <properties><a>${b}</a><b>1.${project.version}</b><me>${me}</me></properties></project>";
        let document = roxmltree::Document::parse(pom).expect("a POM");
        let properties = Properties::of(document.root_element());
        assert_eq!(properties.resolved(text.to_owned()), expected);
    }

    #[test]
    fn what_the_pom_says_stands_in_the_place_of_properties() {
        check("plain $ {text}", "plain $ {text}");
        check("${project.artifactId}-${project.version}-${project.scm.tag}", "app-3-t");
        check("${pom.parent.version}", "3");
        check("[${a},${b})", "[1.3,1.3)");
        check("${revision}-${b} ${", "${revision}-1.3 ${");
        check("é${me}", "é${me}");
    }
}
