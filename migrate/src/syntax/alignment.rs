//! The columns in which `terraform fmt` puts equals signs and comments.
//!
//! `fmt` has no grammar for this: it takes lines one after the other, as long as each has an equals
//! sign whose value ends with the line, and puts these signs below each other; and the same for
//! comments at the ends of lines. What was in its column before an edit shall be in its column
//! after it.

use std::collections::HashMap;
use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::{Expression, ObjectKey, ObjectValue, ObjectValueAssignment};
use hcl_edit::structure::{Attribute, Body};
use hcl_edit::visit::{self, Visit};
use unicode_segmentation::UnicodeSegmentation;

use crate::syntax::comments::{Comment, comments};
use crate::syntax::expressions::span;
use crate::syntax::lines::{line_end, line_start, next_line};
use crate::syntax::pieces::Rendered;

/// A line, or the lines of a heredoc.
#[derive(Debug, Default)]
struct Row {
    range: Range<usize>,
    /// The equals sign.
    assign: Option<usize>,
    /// The comment at its end.
    comment: Option<usize>,
}

/// The new text with its signs and comments in their columns, where those of the source were in
/// theirs. The second is where a place of the rendered text went.
pub(crate) fn aligned(source: &str, body: &Body, rendered: &Rendered) -> Option<String> {
    let new = hcl_edit::parser::parse_body(&rendered.text).ok()?;
    let was = in_column(source, body);
    let may = |place: usize| {
        rendered.origin(place).is_none_or(|origin| was.get(&origin).copied().unwrap_or(true))
    };
    let rows = rows(&rendered.text, &new);
    let text = shifted(&rendered.text, &columns(&rendered.text, &rows, |row| row.assign, &may));
    let new = hcl_edit::parser::parse_body(&text).ok()?;
    let moved = self::rows(&text, &new);
    let before: HashMap<_, _> = moved
        .iter()
        .zip(&rows)
        .filter_map(|(moved, row)| Some((moved.comment?, row.comment?)))
        .collect();
    let may_comment = |place: usize| before.get(&place).is_none_or(|place| may(*place));
    Some(shifted(&text, &columns(&text, &moved, |row| row.comment, &may_comment)))
}

/// Which signs and comments of a text are in their columns.
fn in_column(text: &str, body: &Body) -> HashMap<usize, bool> {
    let rows = rows(text, body);
    let mut found = HashMap::new();
    for cell in [|row: &Row| row.assign, |row: &Row| row.comment] {
        for (place, width) in columns(text, &rows, cell, &|_| true) {
            found.insert(place, blank_before(text, place).len() == width);
        }
    }
    found
}

/// How much whitespace belongs before each sign or comment of the chains that may be aligned.
fn columns(
    text: &str,
    rows: &[Row],
    cell: impl Fn(&Row) -> Option<usize>,
    may: &dyn Fn(usize) -> bool,
) -> Vec<(usize, usize)> {
    let mut columns = Vec::new();
    for chain in rows.chunk_by(|one, other| cell(one).is_some() == cell(other).is_some()) {
        let places: Vec<_> = chain.iter().filter_map(&cell).collect();
        if places.iter().all(|place| may(*place)) {
            columns.extend(chain_columns(text, &places));
        }
    }
    columns
}

fn chain_columns(text: &str, places: &[usize]) -> Vec<(usize, usize)> {
    let width = |place: usize| {
        let lead = line_start(text, place)..blank_before(text, place).start;
        text[lead].graphemes(true).count()
    };
    let widths: Vec<_> = places.iter().map(|place| width(*place)).collect();
    let widest = widths.iter().copied().max().unwrap_or_default();
    places.iter().zip(widths).map(|(place, width)| (*place, widest - width + 1)).collect()
}

fn blank_before(text: &str, place: usize) -> Range<usize> {
    text[..place].trim_end_matches([' ', '\t']).len()..place
}

/// The text with so much whitespace before these places.
fn shifted(text: &str, columns: &[(usize, usize)]) -> String {
    let mut shifted = String::with_capacity(text.len());
    let mut from = 0;
    for (place, width) in columns {
        shifted.push_str(&text[from..blank_before(text, *place).start]);
        shifted.push_str(&" ".repeat(*width));
        from = *place;
    }
    shifted + &text[from..]
}

fn rows(text: &str, body: &Body) -> Vec<Row> {
    let comments = comments(text, body);
    let assignments = Assignments::of(text, body, &comments);
    let mut rows = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let row = row(text, at, &assignments, &comments);
        at = next_line(text, row.range.end);
        rows.push(row);
    }
    rows
}

fn row(text: &str, start: usize, assignments: &[Assignment], comments: &[Comment]) -> Row {
    let mut row = Row { range: start..line_end(text, start), ..Row::default() };
    let first = assignments.partition_point(|assignment| assignment.sign < start);
    if let Some(first) = assignments.get(first).filter(|first| row.range.contains(&first.sign)) {
        row.assign = first.ends_with_line(text).then_some(first.sign);
        if first.is_heredoc {
            row.range.end = line_end(text, first.value.end);
        }
    }
    let last = comments.partition_point(|comment| comment.range.start < row.range.end);
    let last = comments[..last].last().filter(|last| last.range.start >= start);
    let last = last.filter(|last| last.is_line && !last.is_alone);
    row.comment = last.map(|last| last.range.start);
    row
}

/// An equals sign and its value.
struct Assignment {
    sign: usize,
    value: Range<usize>,
    is_heredoc: bool,
}

impl Assignment {
    /// Whether the value ends with the line, by counting brackets as `fmt` does.
    fn ends_with_line(&self, text: &str) -> bool {
        if self.is_heredoc {
            return true;
        }
        let value = &text[self.value.clone()];
        let rest = &text[self.value.end..line_end(text, self.value.end)];
        let rest = rest.split(['#', '"']).next().unwrap_or_default();
        let open = rest.matches(['(', '[', '{']).count();
        !value.contains('\n') && open == rest.matches([')', ']', '}']).count()
    }
}

struct Assignments<'a> {
    text: &'a str,
    comments: &'a [Comment],
    found: Vec<Assignment>,
}

impl<'a> Assignments<'a> {
    fn of(text: &'a str, body: &Body, comments: &'a [Comment]) -> Vec<Assignment> {
        let mut assignments = Self { text, comments, found: Vec::new() };
        assignments.visit_body(body);
        assignments.found.sort_by_key(|assignment| assignment.sign);
        assignments.found
    }

    fn add(&mut self, key: Option<Range<usize>>, value: &Expression) {
        let (Some(key), Some(range)) = (key, value.span()) else { return };
        let between = &self.text[key.end..range.start];
        let mut signs = between.match_indices('=').map(|(sign, _)| key.end + sign);
        let is_comment =
            |sign: &usize| self.comments.iter().any(|comment| comment.range.contains(sign));
        let has_comment = between.contains(['#', '/']);
        let sign = signs.find(|sign| !has_comment || !is_comment(sign));
        let is_heredoc = matches!(value, Expression::HeredocTemplate(_));
        self.found.extend(sign.map(|sign| Assignment { sign, value: range, is_heredoc }));
    }
}

impl Visit for Assignments<'_> {
    fn visit_attr(&mut self, node: &Attribute) {
        self.add(Some(span(&node.key)), &node.value);
        visit::visit_attr(self, node);
    }

    fn visit_object_item(&mut self, key: &ObjectKey, value: &ObjectValue) {
        if value.assignment() == ObjectValueAssignment::Equals {
            self.add(key.span(), value.expr());
        }
        visit::visit_object_item(self, key, value);
    }
}
