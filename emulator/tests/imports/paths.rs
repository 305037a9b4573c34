//! The paths that a source names.

use std::iter;

/// A path that a source names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Named {
    /// Its segments, without a `self` or `*` at the end.
    pub(crate) path: Vec<String>,
    /// The name that it is imported under, if it is imported.
    pub(crate) import: Option<String>,
    /// Whether others can import it from here.
    pub(crate) is_handed_on: bool,
}

/// The paths that a source imports, and those of two segments or more that it names elsewhere.
pub(crate) fn paths(words: &[String]) -> Vec<Named> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = &words[at..];
        let mut length = 1;
        if *word == "use" {
            length = rest.iter().position(|word| *word == ";").unwrap_or(rest.len());
            let is_handed_on = at > 0 && words[at - 1] == "pub";
            found.extend(imports(&rest[1..length], &[], is_handed_on));
        } else if rest.get(1) == Some(&"::") && is_name(word) {
            let tail =
                rest[1..].chunks_exact(2).take_while(|pair| pair[0] == "::" && is_name(pair[1]));
            let path: Vec<String> =
                iter::once(*word).chain(tail.map(|pair| pair[1])).map(str::to_owned).collect();
            length = 2 * path.len() - 1;
            found.push(Named { path, import: None, is_handed_on: false });
        }
        at += length;
    }
    found
}

/// The imports of a tree such as `a::{b::C, d as e}`, below the path that is before it.
fn imports(tree: &[&str], before: &[String], is_handed_on: bool) -> Vec<Named> {
    let open = tree.iter().position(|word| *word == "{").unwrap_or(tree.len());
    let (path, group) = tree.split_at(open);
    let mut segments = path.iter().filter(|word| **word != "::").map(|word| (*word).to_owned());
    let mut path = before.to_vec();
    path.extend(segments.by_ref().take_while(|word| word != "as"));
    if let [_, group @ .., _] = group {
        return parts(group)
            .into_iter()
            .flat_map(|part| imports(part, &path, is_handed_on))
            .collect();
    }
    let alias = segments.next();
    let is_whole = |name: &mut String| name == "*" || name == "self" && !before.is_empty();
    path.pop_if(is_whole);
    let import = alias.or(path.last().cloned());
    let import = import.map(|import| Named { path, import: Some(import), is_handed_on });
    import.into_iter().collect()
}

/// The parts of a group between its commas.
fn parts<'a, 'b>(group: &'a [&'b str]) -> Vec<&'a [&'b str]> {
    let mut depth = 0;
    let is_between = |word: &&str| {
        depth += i32::from(*word == "{") - i32::from(*word == "}");
        depth == 0 && *word == ","
    };
    group.split(is_between).filter(|part| !part.is_empty()).collect()
}

fn is_name(word: &str) -> bool {
    word.starts_with(|first: char| first.is_alphanumeric() || first == '_')
}
