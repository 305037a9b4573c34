//! What is replaced in a text.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::syntax::pieces::Pieces;

/// Where an edit begins, whether it replaces something, and when it was made.
type Key = (usize, bool, usize);

/// Replacements of places of a text, by where they begin and by when they were made.
#[derive(Debug, Default)]
pub(crate) struct Edits {
    edits: BTreeMap<Key, (Range<usize>, Pieces)>,
    made: usize,
}

impl Edits {
    pub(crate) fn is_empty(&self) -> bool {
        self.edits.is_empty()
    }

    /// Replaces a range, and with it what was replaced within it.
    pub(crate) fn replace(&mut self, range: Range<usize>, pieces: impl Into<Pieces>) {
        let inner: Vec<_> = self.within(&range).map(|(key, _)| *key).collect();
        for key in inner {
            self.edits.remove(&key);
        }
        self.add(range, pieces.into());
    }

    /// Replaces a name, and leaves what was put before and behind it.
    pub(crate) fn rename(&mut self, range: Range<usize>, name: impl Into<Pieces>) {
        self.add(range, name.into());
    }

    pub(crate) fn remove(&mut self, range: Range<usize>) {
        self.replace(range, Pieces::default());
    }

    /// Puts something before a place; what is put there later stands behind it.
    pub(crate) fn insert(&mut self, place: usize, pieces: impl Into<Pieces>) {
        self.add(place..place, pieces.into());
    }

    /// The edits within a range, to be changed for a copy of it.
    pub(crate) fn copied(&self, range: Range<usize>) -> Self {
        let edits = self.within(&range).map(|(key, edit)| (*key, edit.clone())).collect();
        Self { edits, made: self.made }
    }

    /// A range as it will be.
    pub(crate) fn slice(&self, range: Range<usize>) -> Pieces {
        let mut pieces = Pieces::default();
        let mut from = range.start;
        for (_, (replaced, new)) in self.within(&range) {
            if replaced.start >= from {
                pieces = pieces.source(from..replaced.start).then(new.clone());
            }
            from = from.max(replaced.end);
        }
        pieces.source(from..range.end)
    }

    fn add(&mut self, range: Range<usize>, pieces: Pieces) {
        self.made += 1;
        self.edits.insert((range.start, !range.is_empty(), self.made), (range, pieces));
    }

    fn within(
        &self,
        range: &Range<usize>,
    ) -> impl Iterator<Item = (&Key, &(Range<usize>, Pieces))> {
        let end = range.end;
        let started = self.edits.range((range.start, false, 0)..=(end, true, usize::MAX));
        started.filter(move |(_, (replaced, _))| replaced.end <= end)
    }
}
