//! The summary for people.

use std::fmt::Write;

use anstyle::{AnsiColor, Style};

use crate::outcome::{Change, Outcome};
use crate::report::Report;

/// How the summary is said.
#[derive(Debug, Clone, Copy)]
pub struct Said {
    /// Whether the files are written; otherwise it says what would be.
    pub is_written: bool,
    /// Whether a terminal shows colors.
    pub has_colors: bool,
}

impl Said {
    fn style(self, style: Style) -> Style {
        if self.has_colors { style } else { Style::new() }
    }

    fn heading(self, text: &str) -> String {
        let style = self.style(Style::new().bold());
        format!("{style}{text}{style:#}\n")
    }
}

/// What was rewritten, what is left to the user, and what to do next.
#[must_use]
pub fn summary(outcome: &Outcome, said: Said) -> String {
    let mut parts = Vec::new();
    if !outcome.changes.is_empty() {
        parts.push(rewritten(&outcome.changes, said));
    }
    if !outcome.reports.is_empty() {
        parts.push(left(outcome, said));
    }
    if parts.is_empty() {
        return "Nothing to migrate.\n".to_owned();
    }
    parts.push(next(outcome, said));
    parts.join("\n")
}

fn rewritten(changes: &[Change], said: Said) -> String {
    let heading = if said.is_written { "Rewritten" } else { "Would be rewritten" };
    let width = changes.iter().map(|change| change.name.chars().count()).max().unwrap_or_default();
    let style = said.style(AnsiColor::Green.on_default());
    let mut text = said.heading(heading);
    for change in changes {
        let name = format!("{:width$}", change.name);
        let new = if change.before.is_none() { "new file, " } else { "" };
        let _ = writeln!(text, "  {style}{name}{style:#}  {new}{}", counts(change));
    }
    text
}

fn counts(change: &Change) -> String {
    let count = |(what, times): (&crate::tally::Rewritten, &usize)| {
        let (one, several) = what.nouns();
        format!("{times} {}", if *times == 1 { one } else { several })
    };
    change.tally.iter().map(count).collect::<Vec<_>>().join(", ")
}

fn left(outcome: &Outcome, said: Said) -> String {
    let mut text = said.heading("Left to you");
    for (_, report) in &outcome.reports {
        text += &entry(report, said);
    }
    text
}

fn entry(report: &Report, said: Said) -> String {
    let style = said.style(AnsiColor::Yellow.on_default());
    format!("  {style}{}:{}{style:#}: {}\n", report.file, report.line, report.message)
}

fn next(outcome: &Outcome, said: Said) -> String {
    let mut text = said.heading("Next");
    if outcome.changes.is_empty() {
        return text + "  Make the changes above, and run this command again.\n";
    }
    if !said.is_written {
        return text + "  Run this command without --check and --diff to write the files.\n";
    }
    text += "  terraform init\n  terraform plan\n";
    text += "The plan moves objects and changes none. Keep the old provider and the `moved` blocks \
             until every state has been applied.\n";
    text
}
