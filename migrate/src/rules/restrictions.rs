//! The block `restrictions` of a package origin configuration, which is two arguments here.

use std::ops::Range;

use hcl_edit::structure::{Block, Body, Structure};

use crate::rules::nested::Dynamic;
use crate::rules::notes::Notes;
use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::syntax::comments::within;
use crate::syntax::expressions::span;
use crate::syntax::lines::{indentation, line_end, line_start, next_line};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    pub(crate) fn restriction_blocks(&mut self, body: &Body, ours: &Ours<'_>) {
        for block in body.blocks() {
            match block.ident.as_str() {
                "restrictions" => self.static_restrictions(block),
                "dynamic" => {
                    if let Some(dynamic) = Dynamic::of(block, ours) {
                        self.dynamic_restrictions(block, &dynamic);
                    }
                }
                _ => {}
            }
        }
    }

    pub(crate) fn static_restrictions(&mut self, block: &Block) {
        let range = span(block);
        let width = indentation(self.text, range.start).len();
        let Some(inner) = self.inner(block) else { return };
        self.count(Rewritten::Argument);
        let used = vec![inner.clone()];
        let notes = self.block_notes(block, None, &used);
        let last = line_end(self.text, inner.end);
        let last = line_start(self.text, inner.end)..last;
        let has_end = !within(self.comments, &last).is_empty();
        let notes = if has_end { notes.all_above() } else { notes };
        let own = indentation(self.text, inner.start).len().saturating_sub(width);
        let is_line = line_start(self.text, inner.start) == line_start(self.text, range.start);
        let moved = if is_line { 0 } else { own };
        let pieces = self.edits.slice(inner).dedented(self.text, moved, self.heredocs);
        let pieces = self.with_end(self.above(&notes.above, width).then(pieces), &notes);
        self.edits.replace(range.start..self.end_with_note(block), pieces);
    }

    /// The contents of a block, from the first comment or argument to the last.
    pub(crate) fn inner(&self, block: &Block) -> Option<Range<usize>> {
        let range = span(block);
        let open = range.start + self.text[range.clone()].find('{')? + 1;
        let first_line = next_line(self.text, open);
        let first = block.body.iter().map(structure_start).min()?;
        let start = if first >= first_line { first_line } else { open };
        let text = &self.text[start..range.end - 1];
        let start = start + text.len() - text.trim_start().len();
        Some(start..start + text.trim().len())
    }

    pub(crate) fn dynamic_restrictions(&mut self, block: &Block, dynamic: &Dynamic<'_>) {
        self.count(Rewritten::Argument);
        let range = span(block);
        let width = indentation(self.text, range.start).len();
        let used: Vec<_> =
            dynamic.contents.iter().flat_map(|content| dynamic.used(content)).collect();
        let notes = self.block_notes(block, None, &used);
        let mut above: Vec<_> = notes.above.iter().chain(&notes.end).cloned().collect();
        let arguments = dynamic.contents.iter().map(|content| {
            let value = dynamic.expression(self, content, false, width);
            let argument = Pieces::from(format!("{} = ", content.key.as_str())).then(value);
            let line = span(&content.value).end..line_end(self.text, span(&content.value).end);
            let end = above.iter().position(|note| line.contains(&note.start));
            let end = end.map(|end| above.remove(end));
            self.with_end(argument, &Notes { end, ..Notes::default() })
        });
        let arguments: Vec<_> = arguments.collect();
        let between = format!("\n{}", self.indent(width));
        let pieces = self.above(&above, width).then(Pieces::join(arguments, &between));
        self.edits.replace(range.start..self.end_with_note(block), pieces);
    }
}

fn structure_start(structure: &Structure) -> usize {
    match structure {
        Structure::Attribute(attribute) => span(attribute).start,
        Structure::Block(block) => span(block).start,
    }
}
