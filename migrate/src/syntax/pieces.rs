//! A text that is made of pieces of another one and of new ones.
//!
//! It is known of each byte where it comes from, so that what was aligned can be distinguished from
//! what was not, and the line of a report can be found in the new text.

use std::collections::HashMap;
use std::ops::Range;

/// A part of a new text.
#[derive(Debug, Clone)]
enum Piece {
    /// Copied from the source.
    Source(Range<usize>),
    New(String),
    /// The place of something that a report is about.
    Mark(usize),
}

/// A text to be.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pieces(Vec<Piece>);

impl Pieces {
    /// With new text behind it.
    pub(crate) fn text(mut self, text: impl Into<String>) -> Self {
        self.0.push(Piece::New(text.into()));
        self
    }

    /// With a copy of the source behind it.
    pub(crate) fn source(mut self, range: Range<usize>) -> Self {
        self.0.push(Piece::Source(range));
        self
    }

    pub(crate) fn mark(mut self, mark: usize) -> Self {
        self.0.push(Piece::Mark(mark));
        self
    }

    pub(crate) fn then(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// The parts with a text between them.
    pub(crate) fn join(parts: impl IntoIterator<Item = Self>, between: &str) -> Self {
        let mut joined = Self::default();
        for (index, part) in parts.into_iter().enumerate() {
            let separated = if index == 0 { joined } else { joined.text(between) };
            joined = separated.then(part);
        }
        joined
    }

    /// Without the first `width` columns of each line but the first, apart from the ranges of the
    /// source that must keep their bytes.
    pub(crate) fn dedented(self, source: &str, width: usize, kept: &[Range<usize>]) -> Self {
        let mut dedented = Self::default();
        for piece in self.0 {
            match piece {
                Piece::Source(range) if width > 0 => {
                    for part in dedented_parts(source, range, width, kept) {
                        dedented = dedented.source(part);
                    }
                }
                other => dedented.0.push(other),
            }
        }
        dedented
    }

    /// The text.
    pub(crate) fn render(&self, source: &str, ending: &str) -> Rendered {
        let mut rendered = Rendered::default();
        for piece in &self.0 {
            rendered.add(piece, source, ending);
        }
        rendered
    }

    /// The text alone.
    pub(crate) fn to_text(&self, source: &str) -> String {
        self.render(source, "\n").text
    }
}

impl From<&str> for Pieces {
    fn from(text: &str) -> Self {
        Self::default().text(text)
    }
}

impl From<String> for Pieces {
    fn from(text: String) -> Self {
        Self::default().text(text)
    }
}

fn dedented_parts(
    source: &str,
    range: Range<usize>,
    width: usize,
    kept: &[Range<usize>],
) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut from = range.start;
    for (newline, _) in source[range.clone()].match_indices('\n') {
        let start = range.start + newline + 1;
        if kept.iter().any(|kept| kept.contains(&start)) {
            continue;
        }
        let line = &source[start..range.end];
        let blank = line.len() - line.trim_start_matches([' ', '\t']).len();
        parts.push(from..start);
        from = start + blank.min(width);
    }
    parts.push(from..range.end);
    parts
}

/// A new text, and where its bytes come from.
#[derive(Debug, Default)]
pub(crate) struct Rendered {
    pub(crate) text: String,
    /// Copies: where they begin in the new text, and what they are in the source.
    copies: Vec<(usize, Range<usize>)>,
    /// Where the marks are.
    pub(crate) marks: HashMap<usize, usize>,
}

impl Rendered {
    fn add(&mut self, piece: &Piece, source: &str, ending: &str) {
        match piece {
            Piece::Source(range) => {
                self.copies.push((self.text.len(), range.clone()));
                self.text.push_str(&source[range.clone()]);
            }
            Piece::New(text) if ending == "\n" => self.text.push_str(text),
            Piece::New(text) => self.text.push_str(&text.replace('\n', ending)),
            Piece::Mark(mark) => {
                self.marks.insert(*mark, self.text.len());
            }
        }
    }

    /// Where a place of the new text was in the source, if it was there.
    pub(crate) fn origin(&self, place: usize) -> Option<usize> {
        let after = self.copies.partition_point(|(start, _)| *start <= place);
        let (start, range) = self.copies.get(after.checked_sub(1)?)?;
        (place - start < range.len()).then(|| range.start + place - start)
    }

    /// Where a place of the source is in the new text, or where what replaced it is.
    pub(crate) fn destination(&self, place: usize) -> usize {
        let copied = self.copies.iter().find(|(_, range)| range.contains(&place));
        if let Some((start, range)) = copied {
            return start + place - range.start;
        }
        let before = self.copies.iter().filter(|(_, range)| range.end <= place);
        before.max_by_key(|(_, range)| range.end).map_or(0, |(start, range)| start + range.len())
    }
}
