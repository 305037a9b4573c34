//! Patterns as the provider and as the emulator understand them. The two were written apart, from
//! the service's guide; they agree about every pattern and every package.

use codeartifact_emulator::{Association, association};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Match, Pattern};
use crate::framework::diagnostic::Result;
use crate::framework::field::Verbatim;
use crate::framework::function::Function;
use crate::functions::package_group_match::PackageGroupMatch;
use crate::functions::package_group_pattern::PackageGroupPattern;
use crate::service::formats::Format;

/// Letters, digits, separators and marks, with what can be confused with them: signs that are
/// letters to some and not to others, capitals of two letters, letters of other scripts that look
/// the same.
const CHARACTERS: [char; 26] = [
    'a', 'a', 'b', 'b', 'B', 'o', '0', 'O', '\u{43e}', '1', 'l', 'm', 'r', 'n', 's', '\u{df}', 'İ',
    'é', '\u{301}', '\u{915}', '\u{94d}', 'Ⓐ', '-', '.', '_', '+',
];

/// The signs of patterns, and a few that stand in none.
const SIGNS: [&str; 8] = ["*", "~", "$", "", "~$", "*~", "$*", "/"];

/// The formats, and some words that are none.
const FORMATS: [&str; 11] =
    ["cargo", "generic", "maven", "npm", "npm", "npm", "nuget", "pypi", "ruby", "swift", "python"];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(20_000) })]

    /// The texts that are patterns, how these match packages, and what the function says of that.
    #[test]
    fn both_know_the_same_patterns_and_matches((text, package) in pattern_and_package()) {
        let Package { format, namespace, name } = &package;
        let theirs = association(&text, format.text(), namespace, name);
        let ours = text.parse::<Pattern>();
        prop_assert_eq!(ours.is_ok(), theirs.is_ok(), "{:?} and {:?}", ours, theirs);
        let (Ok(ours), Ok(theirs)) = (ours, theirs) else { return Ok(()) };
        prop_assert_eq!(ours.to_string(), &*text);
        prop_assert_eq!(ours.matches(*format, namespace, name), as_match(theirs));
        prop_assert_eq!(function_match(&text, &package), as_match(normalised(&text, &package)));
    }

    /// A pattern that is made for a package matches it, as it is written.
    #[test]
    fn a_pattern_made_for_a_package_matches_it(package in package(), open in any::<bool>()) {
        if let Ok(pattern) = pattern_for(&package, open) {
            prop_assert_eq!(normalised(&pattern, &package), Some(Association::Strong), "{}", pattern);
        }
    }
}

/// What names a package.
#[derive(Clone, Debug)]
struct Package {
    format: Format,
    namespace: String,
    name: String,
}

/// What the function makes of the parts of a package, for its name alone or for all that begin with
/// it.
fn pattern_for(package: &Package, open: bool) -> Result<String> {
    let Package { format, namespace, name } = package.clone();
    let sign = if open { "~" } else { "" };
    let (namespace, name) = (Some(namespace), Some(name + sign));
    let [namespace, package] = [namespace, name].map(|it| it.map(Verbatim));
    PackageGroupPattern { format: Some(format), namespace, package }.call()
}

/// What the function says.
fn function_match(pattern: &str, package: &Package) -> Match {
    let Package { format, namespace, name } = package.clone();
    let pattern = pattern.to_owned();
    let call = PackageGroupMatch { pattern, format, namespace: Some(namespace), package: name };
    call.call().expect("an answer")
}

/// What the emulator says of the package as the service stores it.
fn normalised(pattern: &str, package: &Package) -> Option<Association> {
    let Package { format, namespace, name } = package;
    let stored = |text: &str| format.normalised(text);
    association(pattern, format.text(), &stored(namespace), &stored(name)).expect("a pattern")
}

fn as_match(association: Option<Association>) -> Match {
    match association {
        Some(Association::Strong) => Match::Strong,
        Some(Association::Weak) => Match::Weak,
        None => Match::None,
    }
}

/// A text that is a pattern, or nearly one, and a package that is often one of its group.
fn pattern_and_package() -> impl Strategy<Value = (String, Package)> {
    let texts = (package(), select(&FORMATS[..]), select(&SIGNS[..]), 0..6u8);
    (texts, edit(), edit()).prop_map(|((package, other, sign, form), namespace, name)| {
        let Package { format, namespace: space, name: own } = &package;
        let format = if other == "npm" { format.text() } else { other };
        let text = match form {
            0 => format!("/{format}/{space}{sign}"),
            1 => format!("/{format}/{space}/{sign}"),
            2 => format!("/{format}//{own}{sign}"),
            3 if sign == "*" => "/*".to_owned(),
            _ => format!("/{format}/{space}/{own}{sign}"),
        };
        let (namespace, name) = (edited(space, &namespace), edited(own, &name));
        (text, Package { format: package.format, namespace, name })
    })
}

/// How a name becomes another one, and a text for that.
fn edit() -> impl Strategy<Value = (u8, String)> {
    (0..6u8, text(1..4))
}

fn edited(name: &str, (edit, other): &(u8, String)) -> String {
    match edit {
        0 => other.clone(),
        1 => format!("{name}{other}"),
        2 => name.to_uppercase(),
        3 => name.replace(['-', '.', '_'], "._"),
        4 => name.replace('o', "0").replace('m', "rn"),
        _ => name.to_owned(),
    }
}

fn package() -> impl Strategy<Value = Package> {
    (select(Format::ALL), text(0..4), text(1..6)).prop_map(|(format, namespace, name)| {
        let namespace = if format.has_namespaces() { namespace } else { String::new() };
        Package { format, namespace, name }
    })
}

fn text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(select(&CHARACTERS[..]), length).prop_map(String::from_iter)
}
