//! What the registry shows of a page in its lists, and how the text of an argument begins.

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
    let after = page.split("description: |-\n  ").nth(1).unwrap_or_default();
    after.lines().next().unwrap_or_default()
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
