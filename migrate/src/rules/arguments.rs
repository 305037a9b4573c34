//! Arguments that get another name, or go.

use std::ops::Range;

use hcl_edit::structure::{Attribute, Block};

use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::schema::renamed;
use crate::syntax::comments::within;
use crate::syntax::expressions::span;
use crate::syntax::lines::{line_end, line_start, next_line, with_empty_line_before};
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Rewrites the arguments of an object of hashicorp/awscc.
    pub(crate) fn awscc_arguments(&mut self, block: &Block, ours: &Ours<'_>) {
        for attribute in block.body.attributes() {
            match attribute.key.as_str() {
                "tags" => self.tags(attribute),
                "external_connections" => self.connection_argument(attribute),
                "origin_configuration" => self.origin_argument(attribute),
                "permissions_policy_document" => self.policy(block, attribute, ours),
                "id" => {}
                name => {
                    if let Some(new) = renamed(ours.kind, false, name) {
                        self.count(Rewritten::Argument);
                        self.edits.rename(span(&attribute.key), new);
                    }
                }
            }
        }
    }

    /// Takes an argument away, and leaves its comments on lines of their own.
    pub(crate) fn remove_argument(&mut self, attribute: &Attribute) {
        self.count(Rewritten::Argument);
        let range = span(attribute);
        let comments = within(self.comments, &(range.start..line_end(self.text, range.end)));
        match comments {
            [] => self.edits.remove(self.lines_to_remove(&range)),
            [only] if only.range.start >= range.end => {
                self.edits.remove(range.start..only.range.start);
            }
            comments => {
                let comments: Vec<_> = comments.iter().map(|note| note.range.clone()).collect();
                let end = comments.last().map_or(range.end, |last| last.end.max(range.end));
                let above = self.above(&comments[..comments.len() - 1], self.width(range.start));
                let above = above.source(comments[comments.len() - 1].clone());
                self.edits.replace(range.start..end, above);
            }
        }
    }

    /// The lines of something that goes, so that no two empty ones are left.
    pub(crate) fn lines_to_remove(&self, range: &Range<usize>) -> Range<usize> {
        let lines = line_start(self.text, range.start)..next_line(self.text, range.end);
        let after = self.text[lines.end..].trim_start_matches([' ', '\t']);
        let is_before_empty = after.starts_with(['\n', '\r']);
        let is_first = self.text[..lines.start].trim_end().ends_with('{');
        match () {
            () if is_first && is_before_empty => lines.start..next_line(self.text, lines.end),
            () if is_before_empty || after.starts_with('}') => {
                with_empty_line_before(self.text, lines)
            }
            () => lines,
        }
    }

    pub(crate) fn width(&self, place: usize) -> usize {
        crate::syntax::lines::indentation(self.text, place).len()
    }
}
