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

/// A source without its comments and its tests.
pub(crate) fn code(source: &str) -> String {
    let mut code = String::new();
    let mut lines = source.lines();
    while let Some(line) = lines.next() {
        if line == "#[cfg(test)]" {
            let is_open = lines.next().is_some_and(|line| line.ends_with('{'));
            if is_open {
                lines.find(|line| *line == "}");
            }
        } else if !line.trim_start().starts_with("//") {
            code.extend([line, "\n"]);
        }
    }
    code
}

/// The paths that a code imports, and those of two segments or more that it names elsewhere.
pub(crate) fn paths(code: &str) -> Vec<Named> {
    let words = words(code);
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let rest = &words[at..];
        let mut length = 1;
        if *word == "use" {
            length = rest.iter().position(|word| *word == ";").unwrap_or(rest.len());
            let is_handed_on = at > 0 && ["pub", ")"].contains(&words[at - 1]);
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

/// How often a code says a word.
pub(crate) fn count(code: &str, word: &str) -> usize {
    words(code).into_iter().filter(|said| *said == word).count()
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

/// The words and signs of a code.
fn words(code: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = code.trim_start();
    while let Some(first) = rest.chars().next() {
        let name = rest.find(|character| !is_in_name(character)).unwrap_or(rest.len());
        let length = if rest.starts_with("::") { 2 } else { name.max(first.len_utf8()) };
        words.push(&rest[..length]);
        rest = rest[length..].trim_start();
    }
    words
}

fn is_name(word: &str) -> bool {
    word.starts_with(is_in_name)
}

fn is_in_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}
