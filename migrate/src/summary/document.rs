//! The summary for programs.

use serde_json::{Map, Value, json};

use crate::outcome::{Change, Outcome};

/// Everything as one document in JSON, with the end of its line.
#[must_use]
pub fn document(outcome: &Outcome, is_written: bool) -> String {
    let changes: Vec<_> = outcome.changes.iter().map(change).collect();
    let reports: Vec<_> = outcome
        .reports
        .iter()
        .map(|(_, report)| {
            json!({ "file": report.file, "line": report.line, "message": report.message })
        })
        .collect();
    let document = json!({ "written": is_written, "changes": changes, "reports": reports });
    format!("{document:#}\n")
}

fn change(change: &Change) -> Value {
    let rewritten: Map<_, _> = change
        .tally
        .iter()
        .map(|(what, times)| (what.nouns().1.replace(' ', "_"), Value::from(*times)))
        .collect();
    json!({ "file": change.name, "new": change.before.is_none(), "rewritten": rewritten })
}
