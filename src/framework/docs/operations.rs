//! The page that shows, for each operation of the service, what calls it.

use std::collections::BTreeMap;

use super::guides::front_matter;
use super::topic::Topic;

/// The path of the page below `docs/`.
pub(super) const PATH: &str = "guides/operations.md";

const INTRODUCTION: &str = "\
# Operations and their callers

CodeArtifact API operations that each resource, data source, and action calls.

A list with `include_resource` also calls the operations that read the resource.

";

/// The page.
pub(super) fn page(topics: &[Topic]) -> String {
    let mut callers: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for topic in topics {
        for operation in topic.operations {
            let link = format!("[{}](../{})", topic.title(), topic.path());
            callers.entry(operation).or_default().push(link);
        }
    }
    let row = |(operation, callers): (_, &Vec<String>)| {
        format!("| `{operation}` | {} |\n", callers.join(", "))
    };
    let rows: String = callers.iter().map(row).collect();
    format!(
        "{}{INTRODUCTION}| Operation | Called by |\n|---|---|\n{rows}",
        front_matter(INTRODUCTION)
    )
}
