//! What the registry shows of a page in its lists, and how the text of an argument begins.

use std::collections::BTreeSet;
use std::path::Path;

use super::{files, root};

/// How the description of a page begins, by the directory of the page.
const VERBS: [(&str, &[&str]); 8] = [
    ("index.md", &["Manages"]),
    ("resources", &["Manages"]),
    ("data-sources", &["Provides", "Lists", "Creates"]),
    ("list-resources", &["Lists"]),
    ("ephemeral-resources", &["Provides"]),
    ("functions", &["Returns"]),
    ("actions", &[]),
    ("guides", &[]),
];

/// The headings of the registry's menu.
const SUBCATEGORIES: [&str; 6] =
    ["Domains", "Repositories", "Package groups", "Packages", "Policies", "Client configuration"];

/// What an argument does not begin with: it says what it is.
const QUESTIONS: [&str; 7] = ["What", "Who", "Whom", "When", "Where", "How", "Only"];

#[test]
fn each_page_has_a_description_for_the_registry() {
    let pages = files(&root("docs"));
    assert!(pages.len() > 80, "there are pages");
    for (path, page) in pages {
        let description = description(&page);
        assert!(
            description.contains("CodeArtifact"),
            "{path} names no CodeArtifact: {description}"
        );
        assert!(description.chars().count() <= 160, "{path} has more than 160: {description}");
        let is_plain = !description.contains(['`', '[', '*', '\\']);
        assert!(is_plain && description.ends_with('.'), "{path} is not plain: {description}");
        assert!(opens_well(&path, description), "{path} opens otherwise: {description}");
    }
}

#[test]
fn each_page_is_under_a_heading_of_the_menu() {
    let pages = files(&root("docs")).into_iter();
    let others = |path: &str| path == "index.md" || path.starts_with("guides/");
    let used: BTreeSet<String> = pages
        .filter(|(path, _)| !others(path))
        .map(|(_, page)| between(&page, "subcategory: \"", "\"").to_owned())
        .collect();
    assert_eq!(used, SUBCATEGORIES.map(str::to_owned).into());
}

#[test]
fn each_argument_says_what_it_is() {
    let mut judged = 0;
    for (path, page) in files(&root("docs")) {
        for (line, (traits, text)) in page.lines().filter_map(|line| Some((line, item(line)?))) {
            let word = text.split_whitespace().next().unwrap_or_default();
            assert!(!QUESTIONS.contains(&word), "{path}: {line}");
            assert!(word != "Whether" || traits.starts_with("Boolean"), "{path}: {line}");
            judged += 1;
        }
    }
    assert!(judged > 600, "only {judged} arguments were found");
}

/// The description in the front matter of a page.
fn description(page: &str) -> &str {
    between(page, "description: |-\n  ", "\n")
}

/// What stands between the first two such texts.
fn between<'a>(page: &'a str, start: &str, end: &str) -> &'a str {
    let after = page.split_once(start).map_or("", |(_, after)| after);
    after.split_once(end).map_or("", |(inside, _)| inside)
}

fn opens_well(path: &str, description: &str) -> bool {
    let directory = Path::new(path).iter().next().unwrap_or_default();
    let verbs = VERBS.iter().find(|(kind, _)| directory == *kind).map(|(_, verbs)| *verbs);
    let word = description.split(' ').next().unwrap_or_default();
    verbs.is_some_and(|verbs| verbs.is_empty() || verbs.contains(&word))
}

/// The traits and the text of an argument, of a line such as ``- `name` (String) Name of it.``
fn item(line: &str) -> Option<(&str, &str)> {
    let rest = line.strip_prefix("- `").or_else(|| line.strip_prefix("1. `"))?;
    rest.split_once("` (")?.1.split_once(") ")
}
