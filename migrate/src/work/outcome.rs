//! What comes of a directory: changes, and reports with their lines.

use super::Work;
use crate::configuration::file::File;
use crate::outcome::{Change, Outcome};
use crate::report::{Finding, Place, Report};
use crate::rules::references::Rewriter;
use crate::syntax::alignment::aligned;
use crate::syntax::lines::number;
use crate::syntax::pieces::Rendered;

impl Work<'_> {
    pub(crate) fn finish(self, writes: bool, outcome: &mut Outcome) {
        let path = |name: &str| self.directory.path.join(name);
        for (file, rewriter) in self.directory.files.iter().zip(self.files) {
            let rendered = rewriter.rendered();
            for finding in &rewriter.findings {
                let line = line(&rewriter, &rendered, finding, writes);
                let report =
                    Report { file: file.name.clone(), line, message: finding.message.clone() };
                outcome.reports.push((path(&file.name), report));
            }
            if let Some(after) = after(file, &rewriter, &rendered) {
                let before = with_mark(file, file.text.clone());
                let path = path(&file.name);
                let (name, tally) = (file.name.clone(), rewriter.tally);
                outcome.changes.push(Change { path, name, before: Some(before), after, tally });
            }
        }
        for (name, (after, tally)) in self.made {
            let path = self.directory.path.join(&name);
            outcome.changes.push(Change { path, name, before: None, after, tally });
        }
    }
}

/// What a file becomes, if it becomes something else.
fn after(file: &File, rewriter: &Rewriter<'_>, rendered: &Rendered) -> Option<String> {
    if rewriter.edits.is_empty() {
        return None;
    }
    let aligned = file.native().and_then(|native| aligned(&file.text, &native.body, rendered));
    let text = aligned.unwrap_or_else(|| rendered.text.clone());
    (text != file.text).then(|| with_mark(file, text))
}

fn with_mark(file: &File, text: String) -> String {
    if file.has_mark { format!("\u{feff}{text}") } else { text }
}

fn line(rewriter: &Rewriter<'_>, rendered: &Rendered, finding: &Finding, writes: bool) -> usize {
    match finding.place {
        Place::Source(place) if writes => number(&rendered.text, rendered.destination(place)),
        Place::Source(place) => number(rewriter.text, place),
        Place::Mark(mark, _) if writes => {
            number(&rendered.text, rendered.marks.get(&mark).copied().unwrap_or_default())
        }
        Place::Mark(_, place) => number(rewriter.text, place),
    }
}
