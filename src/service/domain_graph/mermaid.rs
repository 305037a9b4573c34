//! The picture, in Mermaid's language.

use std::collections::BTreeSet;

use super::nodes::{Node, Nodes};

/// A box for each repository, a rounded one for each public repository, and an arrow to each place
/// where a repository looks, numbered where there are several. What it says of one repository
/// depends on the names that this one has to do with, and on nothing else.
pub(crate) fn mermaid(nodes: &Nodes, highlight: &[String]) -> String {
    let public: BTreeSet<&str> =
        nodes.values().flatten().filter_map(|node| node.connection.as_deref()).collect();
    let boxes = nodes.iter().map(|(name, node)| repository(name, node.as_ref()));
    let rounded = public.iter().map(|name| format!("{}([\"{name}\"])", id(name)));
    let known = nodes.iter().filter_map(|(name, node)| Some((name, node.as_ref()?)));
    let arrows = known.flat_map(|(name, node)| arrows(name, node));
    let is_drawn = |name: &&String| nodes.contains_key(*name) || public.contains(name.as_str());
    let marks = marks(highlight.iter().filter(is_drawn));
    let lines = boxes.chain(rounded).chain(arrows).chain(marks);
    lines.fold("flowchart LR\n".to_owned(), |text, line| text + "  " + &line + "\n")
}

fn repository(name: &str, node: Option<&Node>) -> String {
    let note = if node.is_none() { " (deleted)" } else { "" };
    format!("{}[\"{name}{note}\"]", id(name))
}

fn arrows(name: &str, node: &Node) -> Vec<String> {
    let (from, count) = (id(name), node.upstreams.len());
    let arrow = |index: usize| match count {
        1 => "-->".to_owned(),
        _ => format!("-->|{}|", index + 1),
    };
    let upstreams = node.upstreams.iter().enumerate();
    let inside = upstreams.map(|(index, to)| format!("{from} {} {}", arrow(index), id(to)));
    let outside = node.connection.iter().map(|public| format!("{from} -.-> {}", id(public)));
    inside.chain(outside).collect()
}

/// The lines that highlight what has these names.
fn marks<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    let ids: BTreeSet<String> = names.map(|name| id(name)).collect();
    if ids.is_empty() {
        return Vec::new();
    }
    let ids = ids.into_iter().collect::<Vec<_>>().join(",");
    vec!["classDef highlighted stroke-width:4px".into(), format!("class {ids} highlighted")]
}

/// What Mermaid calls a box. Such a name has none of its own words and signs, and two names never
/// give the same.
fn id(name: &str) -> String {
    let sign = |c: char| match c {
        c if c.is_ascii_alphanumeric() => c.to_string(),
        c => format!("_{:x}_", u32::from(c)),
    };
    name.chars().fold("r_".to_owned(), |id, c| id + &sign(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Repositories as `name: upstreams`, where a public one has a colon; a name alone does not
    /// exist.
    fn nodes(texts: &[&str]) -> Nodes {
        let one = |text: &&str| match text.split_once(": ") {
            None => ((*text).to_owned(), None),
            Some((name, words)) => (name.to_owned(), Some(node(words))),
        };
        texts.iter().map(one).collect()
    }

    fn node(words: &str) -> Node {
        let words = words.split_whitespace().map(str::to_owned);
        let (public, upstreams): (Vec<_>, Vec<_>) = words.partition(|word| word.contains(':'));
        Node { upstreams, connection: public.into_iter().next() }
    }

    #[test]
    fn a_domain_is_a_picture() {
        let all = nodes(&["internal: npm-store gone", "npm-store: public:npmjs", "gone"]);
        let highlight = ["npm-store".to_owned(), "elsewhere".to_owned()];
        let lines = [
            "flowchart LR",
            "  r_gone[\"gone (deleted)\"]",
            "  r_internal[\"internal\"]",
            "  r_npm_2d_store[\"npm-store\"]",
            "  r_public_3a_npmjs([\"public:npmjs\"])",
            "  r_internal -->|1| r_npm_2d_store",
            "  r_internal -->|2| r_gone",
            "  r_npm_2d_store -.-> r_public_3a_npmjs",
            "  classDef highlighted stroke-width:4px",
            "  class r_npm_2d_store highlighted",
            "",
        ];
        assert_eq!(mermaid(&all, &highlight), lines.join("\n"));
    }

    #[test]
    fn a_circle_and_an_empty_domain_are_pictures() {
        let circle = mermaid(&nodes(&["aa: bb", "bb: aa"]), &[]);
        assert!(circle.ends_with("  r_aa --> r_bb\n  r_bb --> r_aa\n"), "{circle}");
        assert_eq!(mermaid(&nodes(&[]), &[]), "flowchart LR\n");
    }

    /// A review shows what was renamed, and nothing else.
    #[test]
    fn a_rename_elsewhere_changes_no_other_line() {
        let lines = |texts: &[&str]| -> BTreeSet<String> {
            mermaid(&nodes(texts), &[]).lines().map(str::to_owned).collect()
        };
        let before = lines(&["app: store", "store: public:npmjs", "team: app"]);
        let after = lines(&["app: store", "store: public:npmjs", "crew: app"]);
        let changed: Vec<_> = before.difference(&after).collect();
        assert_eq!(changed, ["  r_team --> r_app", "  r_team[\"team\"]"]);
    }

    #[test]
    fn no_two_names_have_one_id() {
        let names = ["a.b", "a-b", "a_b", "a_2d_b", "ab", "AB", "end", "public:a"];
        let ids: BTreeSet<_> = names.iter().map(|name| id(name)).collect();
        assert_eq!(ids.len(), names.len());
    }
}
