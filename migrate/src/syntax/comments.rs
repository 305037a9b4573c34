//! Where the comments of a text are.
//!
//! The tree has them beside the nodes and without a place, so they are looked for between its
//! texts: outside of texts, `#`, `//` and `/*` begin a comment and nothing else.

use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::Expression;
use hcl_edit::structure::{BlockLabel, Body};
use hcl_edit::visit::{self, Visit};

use crate::syntax::lines::{line_end, line_start};

/// A comment.
#[derive(Debug, Clone)]
pub(crate) struct Comment {
    /// Its place, without the end of its line.
    pub(crate) range: Range<usize>,
    /// Whether it ends with its line.
    pub(crate) is_line: bool,
    /// Whether nothing else stands before it on its line.
    pub(crate) is_alone: bool,
}

/// The comments of a text, in their order.
pub(crate) fn comments(text: &str, body: &Body) -> Vec<Comment> {
    let mut found = Vec::new();
    let mut from = 0;
    for quoted in Texts::of(body) {
        scan(text, from..quoted.start, &mut found);
        from = quoted.end.max(from);
    }
    scan(text, from..text.len(), &mut found);
    found
}

/// The comments within a range.
pub(crate) fn within<'a>(comments: &'a [Comment], range: &Range<usize>) -> &'a [Comment] {
    let first = comments.partition_point(|comment| comment.range.start < range.start);
    let last = comments.partition_point(|comment| comment.range.start < range.end);
    &comments[first..last.max(first)]
}

fn scan(text: &str, range: Range<usize>, found: &mut Vec<Comment>) {
    let mut at = range.start;
    while let Some(next) = text.get(at..range.end).and_then(|rest| rest.find(['#', '/'])) {
        let start = at + next;
        at = match end(text, start) {
            Some(end) => {
                found.push(comment(text, start..end));
                end
            }
            None => start + 1,
        };
    }
}

/// Where the comment ends that begins there, if one does.
fn end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..];
    if rest.starts_with("/*") {
        return Some(rest.find("*/").map_or(text.len(), |end| start + end + 2));
    }
    (rest.starts_with('#') || rest.starts_with("//")).then(|| line_end(text, start))
}

fn comment(text: &str, range: Range<usize>) -> Comment {
    let is_line = !text[range.clone()].starts_with("/*");
    let is_alone = text[line_start(text, range.start)..range.start].trim().is_empty();
    Comment { range, is_line, is_alone }
}

/// The places of all texts, in which nothing is a comment.
struct Texts(Vec<Range<usize>>);

impl Texts {
    fn of(body: &Body) -> Vec<Range<usize>> {
        let mut texts = Self(Vec::new());
        texts.visit_body(body);
        texts.0.sort_by_key(|range| range.start);
        texts.0
    }
}

impl Visit for Texts {
    fn visit_expr(&mut self, node: &Expression) {
        match node {
            Expression::String(_)
            | Expression::StringTemplate(_)
            | Expression::HeredocTemplate(_) => self.0.extend(node.span()),
            _ => visit::visit_expr(self, node),
        }
    }

    fn visit_block_label(&mut self, node: &BlockLabel) {
        self.0.extend(node.span());
    }
}
