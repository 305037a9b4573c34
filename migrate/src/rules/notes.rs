//! Comments of blocks that go: above what takes their place, or at the end of its line.

use std::ops::Range;

use hcl_edit::structure::{Attribute, Block};

use crate::rules::references::Rewriter;
use crate::syntax::comments::{Comment, within};
use crate::syntax::expressions::span;
use crate::syntax::lines::{line_end, line_start, next_line};
use crate::syntax::pieces::Pieces;

/// The comments of a block.
#[derive(Default)]
pub(crate) struct Notes {
    /// Those that go above.
    pub(crate) above: Vec<Range<usize>>,
    /// The one at the end of the line.
    pub(crate) end: Option<Range<usize>>,
}

impl Notes {
    /// All of them above, in their order: the one at the end is the last.
    pub(crate) fn all_above(mut self) -> Self {
        self.above.extend(self.end.take());
        self
    }
}

impl Rewriter<'_> {
    /// The comments in a block and behind it, apart from those in what is used of it.
    pub(crate) fn block_notes(
        &self,
        block: &Block,
        argument: Option<&Attribute>,
        used: &[Range<usize>],
    ) -> Notes {
        let range = span(block).start..self.end_with_note(block);
        let free =
            |comment: &&Comment| !used.iter().any(|used| used.contains(&comment.range.start));
        let free: Vec<_> = within(self.comments, &range)
            .iter()
            .filter(free)
            .map(|note| note.range.clone())
            .collect();
        let line = |place: usize| line_start(self.text, place);
        let value = argument.map(|argument| span(&argument.value).end);
        let on_line = value.and_then(|value| {
            free.iter().find(|note| note.start > value && line(note.start) == line(value)).cloned()
        });
        let behind = free.iter().find(|note| note.start >= span(block).end).cloned();
        let end = on_line.or(behind);
        let above = free.into_iter().filter(|note| Some(note) != end.as_ref()).collect();
        Notes { above, end }
    }

    /// Where a block ends, or the comment behind it on its line.
    pub(crate) fn end_with_note(&self, block: &Block) -> usize {
        let end = span(block).end;
        let behind = within(self.comments, &(end..line_end(self.text, end)));
        behind.last().map_or(end, |last| last.range.end)
    }

    /// Comments on lines of their own, and the indentation of what follows.
    pub(crate) fn above(&self, comments: &[Range<usize>], width: usize) -> Pieces {
        let mut above = Pieces::default();
        for comment in comments {
            above = above.source(comment.clone()).text(format!("\n{}", self.indent(width)));
        }
        above
    }

    /// A value that something stands behind: the end of a heredoc has a line of its own.
    pub(crate) fn closed(&self, value: Pieces, range: &Range<usize>, width: usize) -> Pieces {
        if self.heredocs.iter().any(|heredoc| heredoc.end == range.end) {
            return value.text(format!("\n{}", self.indent(width)));
        }
        value
    }

    pub(crate) fn with_end(&self, pieces: Pieces, notes: &Notes) -> Pieces {
        match &notes.end {
            Some(end) => pieces.text(" ").source(end.clone()),
            None => pieces,
        }
    }

    /// So much whitespace, as the file is indented.
    pub(crate) fn indent(&self, width: usize) -> String {
        if self.has_tabs() { "\t" } else { " " }.repeat(width)
    }

    /// How much deeper a level is.
    pub(crate) fn step(&self) -> usize {
        if self.has_tabs() { 1 } else { 2 }
    }

    /// Whether more lines begin with a tab than with spaces.
    fn has_tabs(&self) -> bool {
        self.text.matches("\n\t").count() > self.text.matches("\n  ").count()
    }

    /// The comments on the lines directly before a place.
    pub(crate) fn lines_before(&self, place: usize) -> Vec<Range<usize>> {
        let mut at = line_start(self.text, place);
        let mut found = Vec::new();
        for comment in within(self.comments, &(0..at)).iter().rev() {
            if !comment.is_alone || next_line(self.text, comment.range.end) != at {
                break;
            }
            at = line_start(self.text, comment.range.start);
            found.insert(0, comment.range.clone());
        }
        found
    }
}
