//! Guides: a text, with the files of the example that lies beside it.

use super::examples::Examples;
use super::text::summary;

/// The text of a guide, in the directory of its example.
///
/// It is Markdown: a title, a paragraph that is the summary, and the rest. A line `{{ main.tf }}`
/// stands for that file of the directory, and each of the files is shown. Markdown is a part of the
/// text.
const TEXT: &str = "guide.md";

/// The pages of all guides, by their path below `docs/`.
pub(super) fn pages(examples: &mut Examples) -> Vec<(String, String)> {
    let names = examples.directories("guides").into_iter();
    names
        .map(|name| (format!("guides/{name}.md"), page(&format!("guides/{name}"), examples)))
        .collect()
}

fn page(directory: &str, examples: &mut Examples) -> String {
    let body = body(directory, examples);
    front_matter(&body) + &body
}

/// The text of a directory, with its files.
pub(super) fn body(directory: &str, examples: &mut Examples) -> String {
    let text = examples.take(format!("{directory}/{TEXT}"));
    let lines: Vec<_> = text
        .lines()
        .map(|line| match included(line) {
            Some(file) if file.ends_with(".md") => {
                examples.take(format!("{directory}/{file}")) + "\n"
            }
            Some(file) => examples.show(format!("{directory}/{file}")),
            None => format!("{line}\n"),
        })
        .collect();
    lines.concat()
}

/// The file that a line stands for.
fn included(line: &str) -> Option<&str> {
    line.strip_prefix("{{ ")?.strip_suffix(" }}")
}

/// What the registry reads of a text, for its list of guides.
pub(super) fn front_matter(text: &str) -> String {
    let mut paragraphs = text.split("\n\n");
    let title = paragraphs.next().unwrap_or_default().trim_start_matches("# ");
    let summary = summary(paragraphs.next().unwrap_or_default());
    format!(
        "---\npage_title: \"{title}\"\nsubcategory: \"\"\ndescription: |-\n  {summary}\n---\n\n"
    )
}
