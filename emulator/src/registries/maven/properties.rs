//! Properties in a POM, such as `${project.version}`.

use roxmltree::Node;

use super::super::xml::text_at;
use crate::model::unverified;

/// Properties that are replaced in one text at most: properties may refer to others and to each
/// other, but not endlessly.
const ROUNDS: usize = 8;

/// Bytes that the value of a property may have, so that a small POM stays small.
const LONGEST: usize = 255;

/// A text with what the POM itself says in the place of its properties. What only a parent or a
/// command line says is not known, and stays as it is written.
pub(super) fn resolved(project: Node<'_, '_>, mut text: String) -> String {
    let mut from = 0;
    for _ in 0..ROUNDS {
        let Some((start, end)) = property_in(&text, from).filter(|_| unverified::POM_IS_RESOLVED)
        else {
            break;
        };
        match value(project, &text[start + 2..end]) {
            Some(value) => text.replace_range(start..=end, &value),
            None => from = end,
        }
    }
    text
}

/// Where the first property behind a place begins, and where it ends.
fn property_in(text: &str, from: usize) -> Option<(usize, usize)> {
    let start = from + text[from..].find("${")?;
    Some((start, start + text[start..].find('}')?))
}

fn value(project: Node<'_, '_>, name: &str) -> Option<String> {
    let element = name.strip_prefix("project.").or_else(|| name.strip_prefix("pom."));
    let value = match element {
        // A project has these of its parent, unless it says them itself.
        Some(name @ ("groupId" | "version")) => {
            text_at(project, &[name]).or_else(|| text_at(project, &["parent", name]))
        }
        Some(path) => text_at(project, &path.split('.').collect::<Vec<_>>()),
        None => text_at(project, &["properties", name]),
    };
    value.filter(|value| value.len() <= LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        let pom = "<project><artifactId>app</artifactId><parent><version>3</version></parent><scm><tag>t</tag></scm>
                     <properties><a>${b}</a><b>1.${project.version}</b><me>${me}</me></properties></project>";
        let document = roxmltree::Document::parse(pom).expect("a POM");
        assert_eq!(resolved(document.root_element(), text.to_owned()), expected);
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
