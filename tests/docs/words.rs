//! Words that are in nothing that users read, nor in the comments of sources: each is stiff or
//! not AWS's, and has a plain word in its place.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use regex_lite::Regex;

use super::root;

/// Phrases between bars, and what to write instead. A star is the rest of a word or, alone, any
/// word; a number sign is a number.
const REFUSED: &[(&str, &str)] = &[
    ("told", "reported, returned"),
    ("for ever", "indefinitely"),
    ("of which", "a sentence of its own"),
    ("is no *|are no *", "is not a"),
    ("whoever|whomever|whichever|whom", "the caller, any"),
    ("nobody*|anybody*|somebody*|everybody*", "no principal, a user"),
    ("anew|made again", "again, re-created"),
    ("but for", "except for"),
    ("heed|heeds|heeded", "reads, follows"),
    ("in no|of no", "not in"),
    ("gone|dead", "deleted, does not exist"),
    ("come in|comes in|came in|coming in", "published, ingested, retained"),
    ("come into|comes into|came into|coming into", "published, ingested, retained"),
    ("as rfc 3339", "in RFC 3339 format"),
    ("empty where|none where|null where", "if"),
    ("its credentials need", "Required permissions"),
    ("licence*|normalis*|recognis*|organisa*|authoris*", "American spelling"),
    ("behaviour*|colour*|learnt|dependant*", "American spelling"),
    ("lower-case|white space", "lowercase, whitespace"),
    ("all pages of it|all pages of them", "nothing: that goes without saying"),
    ("learn of|learns of", "shows"),
    ("piece by piece|in the clear|prolonged", "streamed, in plain text, renewed"),
    ("public connection|public connections", "external connection"),
    ("estate|estates", "existing resources"),
    ("are two", "must differ"),
    ("win over|wins over", "takes precedence over"),
    ("go together with|goes together with", "requires"),
    ("so many", "the number"),
    ("that rules a", "that is associated with a"),
    ("from # on|from version # on", "1.14 or later"),
    ("a version of a package", "a package version"),
    ("the root group", "the root package group"),
    ("account of the credentials", "account of the provider's credentials"),
];

/// What contains a refused phrase and is right.
const RIGHT: &str = "there is no|there are no|no longer|no more|no particular";

/// Texts beside the pages, the examples, the modules and the sources.
const TEXTS: [&str; 7] = [
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "emulator/README.md",
    "emulator/UNVERIFIED.md",
    "migrate/README.md",
];

/// The words of a text in small letters, each with its line.
type Words = Vec<(usize, String)>;

#[test]
fn a_refused_word_is_found() {
    let text = "```\ntold\n```\nIs it `told`? It is no\nthing, but for one. There is no licence, but for\none.";
    let found = breaches(Path::new("a.md"), &of_markdown(text));
    let found: Vec<_> = found.lines().filter_map(|line| line.split(", ").next()).collect();
    assert_eq!(found, [r#"a.md:4: "is no *""#, r#"a.md:5: "licence*""#]);
}

#[test]
fn no_refused_word_is_left() {
    let prose = prose();
    for (kind, least) in [("md", 80), ("tf", 40), ("rs", 500)] {
        let judged = prose.iter().filter(|(path, _)| path.extension().is_some_and(|it| it == kind));
        assert!(judged.count() > least, "files of the type {kind} are not found");
    }
    let found: String = prose.iter().map(|(path, text)| breaches(path, text)).collect();
    assert!(found.is_empty(), "words that are refused:\n{found}");
}

/// A line for each refused phrase: where it is, and what to write instead.
fn breaches(path: &Path, text: &str) -> String {
    let words = without_what_is_right(words(text));
    let mut found = String::new();
    for (phrases, instead) in REFUSED {
        for phrase in phrases.split('|') {
            for line in lines_with(phrase, &words) {
                let path = path.display();
                writeln!(found, "{path}:{line}: {phrase:?}, instead: {instead}").expect("a text");
            }
        }
    }
    found
}

fn words(text: &str) -> Words {
    let is_mark = |c: char| !c.is_alphanumeric() && c != '_' && c != ',';
    let of_line = |(index, line): (usize, &str)| {
        let words = line.split_whitespace().map(|word| word.trim_matches(is_mark).to_lowercase());
        words.map(|word| (index + 1, word)).collect::<Vec<_>>()
    };
    text.lines().enumerate().flat_map(of_line).filter(|(_, word)| !word.is_empty()).collect()
}

fn without_what_is_right(mut words: Words) -> Words {
    for phrase in RIGHT.split('|') {
        let length = phrase.split(' ').count();
        for start in 0..words.len() {
            if is_at(phrase, &words[start..]) {
                words[start..start + length].iter_mut().for_each(|(_, word)| word.clear());
            }
        }
    }
    words
}

/// The lines on which a phrase begins. After a comma, "but for" is something else.
fn lines_with(phrase: &str, words: &Words) -> Vec<usize> {
    let is_after_comma = |start: usize| start > 0 && words[start - 1].1.ends_with(',');
    let found = (0..words.len()).filter(|start| is_at(phrase, &words[*start..]));
    let meant = found.filter(|start| phrase != "but for" || !is_after_comma(*start));
    meant.map(|start| words[start].0).collect()
}

fn is_at(phrase: &str, words: &[(usize, String)]) -> bool {
    let mut words = words.iter().map(|(_, word)| word.trim_matches(','));
    phrase.split(' ').all(|part| words.next().is_some_and(|word| fits(part, word)))
}

fn fits(part: &str, word: &str) -> bool {
    match part.strip_suffix('*') {
        Some(start) => !word.is_empty() && word.starts_with(start),
        None if part == "#" => word.starts_with(|c: char| c.is_ascii_digit()),
        None => word == part,
    }
}

/// What is judged, by file: code is left out, and lines keep their numbers.
fn prose() -> Vec<(PathBuf, String)> {
    let texts = TEXTS.map(|text| (text, "md", of_markdown as fn(&str) -> String));
    let directories = [
        ("docs", "md", of_markdown as fn(&str) -> String),
        ("examples", "tf", of_configuration),
        ("examples", "hcl", of_configuration),
        ("examples", "sh", of_configuration),
        ("emulator/docs", "md", of_markdown),
        ("modules", "md", of_markdown),
        ("modules", "tf", of_configuration),
        ("src", "rs", of_source),
        ("src", "rs", of_comments),
        ("emulator/src", "rs", of_source),
        ("emulator/src", "rs", of_comments),
        ("migrate/src", "rs", of_source),
        ("migrate/src", "rs", of_comments),
    ];
    let mut prose = Vec::new();
    for (place, kind, of) in texts.into_iter().chain(directories) {
        let mut files = Vec::new();
        collect(Path::new(place), kind, &mut files);
        for file in files {
            let text = fs::read_to_string(root("").join(&file)).expect("a text");
            prose.push((file, of(&text)));
        }
    }
    prose
}

/// The file, or those of a kind below the directory, unit tests aside.
fn collect(place: &Path, kind: &str, files: &mut Vec<PathBuf>) {
    let is_of_kind = place.extension().is_some_and(|it| it == kind);
    if is_of_kind && !place.ends_with("tests.rs") {
        files.push(place.to_owned());
    }
    for entry in fs::read_dir(root("").join(place)).into_iter().flatten().flatten() {
        if entry.file_name() != "tests" {
            collect(&place.join(entry.file_name()), kind, files);
        }
    }
}

/// Markdown without its code.
fn of_markdown(text: &str) -> String {
    let mut is_code = false;
    let mut prose = String::new();
    for line in text.lines() {
        let is_fence = line.trim_start().starts_with("```");
        is_code ^= is_fence;
        prose += if is_code || is_fence { "" } else { line };
        prose += "\n";
    }
    let blank = |code: &str| format!("_{}", "\n".repeat(code.matches('\n').count()));
    let parts = prose.split('`').enumerate();
    parts.map(|(index, part)| if index % 2 == 0 { part.to_owned() } else { blank(part) }).collect()
}

/// The comments of a configuration or a script.
fn of_configuration(text: &str) -> String {
    text.lines()
        .map(|line| line.split_once('#').map_or("", |it| it.1))
        .fold(String::new(), |prose, comment| prose + comment + "\n")
}

/// The texts of a source, as far as its tests.
fn of_source(text: &str) -> String {
    parts(text, '"').replace("\\\n", " \n").replace("\\n", " ")
}

/// The comments of a source, as far as its tests, without what is code in them.
fn of_comments(text: &str) -> String {
    let code = Regex::new("`[^`\n]*`").expect("a pattern");
    code.replace_all(&parts(text, '/'), "_").into_owned()
}

/// The texts or the comments of a source, which begin with this sign, on their lines. What is not
/// below each other is kept apart.
fn parts(text: &str, first: char) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let texts = Regex::new(r#"'"'|//[^\n]*|(?s:"(?:[^"\\]|\\.)*")"#).expect("a pattern");
    let mut prose = String::new();
    for found in texts.find_iter(code).filter(|found| found.as_str().starts_with(first)) {
        let line = code[..found.start()].matches('\n').count();
        let gap = line - prose.matches('\n').count();
        prose += &"\n".repeat(gap);
        prose += if gap == 1 { "" } else { "_ " };
        prose += found.as_str();
    }
    prose
}
