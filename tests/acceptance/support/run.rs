//! What a command comes to.

use std::collections::BTreeSet;
use std::process::Output;

use crate::support::diagnostic::Diagnostic;
use crate::support::order;

/// What the CLI itself has to say; and for a function, which can have one error, a line for each
/// fault.
const OF_THE_CLI: [&str; 2] =
    ["Incomplete lock file information for providers", "Invalid function argument"];

/// What a command came to.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) code: Option<i32>,
    /// Standard output and standard error, without colours.
    pub(crate) text: String,
}

impl Run {
    /// What a run came to that was started by hand.
    pub(crate) fn of(output: &Output) -> Self {
        let text = [&output.stdout[..], &output.stderr[..]].concat();
        let text = without_colours(&String::from_utf8_lossy(&text));
        Self { code: output.status.code(), text }.in_order()
    }

    /// Demands that every diagnostic says what has failed, why, and then what to do.
    fn in_order(self) -> Self {
        let ours = |it: &Diagnostic| !OF_THE_CLI.contains(&it.summary.as_str());
        for diagnostic in Diagnostic::shown(&self.text).filter(ours) {
            let misplaced = order::misplaced(&diagnostic.detail);
            assert_eq!(misplaced, None, "what, why, and then what to do:\n{diagnostic}");
        }
        self
    }

    /// What a plan says it would do, object by object.
    pub(crate) fn intents(&self) -> BTreeSet<&str> {
        let lines = self.text.lines().filter_map(|line| line.strip_prefix("  # "));
        lines.filter(|line| line.contains(" be ")).collect()
    }

    /// Demands success.
    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "{}", self.text);
        self
    }

    /// Demands an error whose text, with its lines joined, has all these parts.
    pub(crate) fn failed_with(self, parts: &[&str]) -> Self {
        assert_eq!(self.code, Some(1), "{}", self.text);
        self.says(parts)
    }

    /// The text on one line, without the frames of diagnostics.
    pub(crate) fn joined(&self) -> String {
        let unframed = self.text.replace(['│', '╷', '╵'], " ");
        unframed.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Demands a text that, with its lines joined, has all these parts.
    pub(crate) fn says(self, parts: &[&str]) -> Self {
        let joined = self.joined();
        for part in parts {
            assert!(joined.contains(part), "{part:?} is missing in:\n{}", self.text);
        }
        self
    }
}

/// The frames of diagnostics show where each ends, and stand only where colours do.
fn without_colours(text: &str) -> String {
    let mut parts = text.split('\u{1b}');
    let first = parts.next().unwrap_or_default();
    let rest = parts.filter_map(|part| Some(part.split_once('m')?.1));
    [first].into_iter().chain(rest).collect()
}
