//! The paths that a code names, in `use` and elsewhere.

/// A path, segment by segment.
type Segments = Vec<String>;

/// All paths of two segments and more, those of a group one by one: `a::b` and `a::c::d` of `a::{b, c::d}`.
pub(super) fn paths(code: &str) -> Vec<Segments> {
    let mut found = Vec::new();
    let mut rest = code;
    while let Some(start) = rest.find(is_in_word) {
        rest = skip_visibility(&rest[start..]);
        let (paths, after) = tree(rest);
        found.extend(paths.into_iter().filter(|path| path.len() > 1));
        rest = after;
    }
    found
}

/// Where something is visible is no import: `crate::aws` of `pub(in crate::aws)`.
fn skip_visibility(text: &str) -> &str {
    let inside = text.strip_prefix("pub(in ").and_then(|inside| inside.split_once(')'));
    inside.map_or(text, |(_, after)| after)
}

/// The paths that a text begins with, and what comes after them.
fn tree(text: &str) -> (Vec<Segments>, &str) {
    let end = text.find(|c| !is_in_word(c)).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let (inner, rest) = match rest.strip_prefix("::") {
        Some(group) if group.starts_with('{') => branches(&group[1..]),
        Some(path) if path.starts_with(is_in_word) => tree(path),
        // What follows, such as `*` or `<T>`, is in what has been named so far, which counts as a path.
        Some(other) => (vec![vec![String::new()]], other),
        None => (vec![Vec::new()], rest),
    };
    let whole = |path: Segments| [vec![word.to_owned()], path].concat();
    (inner.into_iter().map(whole).collect(), rest)
}

/// The paths of a group, without the braces, and what comes after it.
fn branches(text: &str) -> (Vec<Segments>, &str) {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|c: char| c != '}' && !is_in_word(c));
        if !rest.starts_with(is_in_word) {
            return (found, rest.strip_prefix('}').unwrap_or(rest));
        }
        let (paths, after) = tree(rest);
        found.extend(paths);
        // The new name of `a as b` is no path.
        rest = after.trim_start_matches(|c| c != ',' && c != '}');
    }
}

fn is_in_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(code: &str, expected: &[&str]) {
        let joined = paths(code).iter().map(|path| path.join("::")).collect::<Vec<_>>();
        assert_eq!(joined, expected, "{code}");
    }

    #[test]
    fn paths_are_found_in_every_form() {
        check("use crate::aws;", &["crate::aws"]);
        check("use super::super::a::B as C;", &["super::super::a::B"]);
        check(
            "use a::{\n    self,\n    b::{C as D, e},\n    f,\n};",
            &["a::self", "a::b::C", "a::b::e", "a::f"],
        );
        check("use super::*; pub use self::a::*;", &["super::", "self::a::"]);
        check("let x = crate::a::b::<T>(c::D { e });", &["crate::a::b::", "c::D"]);
        check("$crate::a::b!(d)", &["crate::a::b"]);
        check("pub(in crate::a) fn f(); pub(crate) fn g() -> a::B", &["a::B"]);
    }
}
