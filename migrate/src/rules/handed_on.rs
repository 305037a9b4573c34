//! The configurations of providers that modules and runs are handed.

use std::collections::BTreeSet;
use std::ops::Range;

use hcl_edit::expr::{Expression, ObjectKey};

use crate::configuration::reference::Reference;
use crate::configuration::survey::{Provider, Survey};
use crate::rules::references::Rewriter;
use crate::schema::LOCAL_NAME;
use crate::syntax::comments::within;
use crate::syntax::expressions::{key_name, span};
use crate::syntax::lines::line_end;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    /// Adds our entries to the map of a module or of a run; whether any were needed.
    pub(crate) fn hand_on(
        &mut self,
        map: &Expression,
        inner: &Survey,
        needs: &BTreeSet<Provider>,
    ) -> bool {
        let Expression::Object(object) = map else { return false };
        let mut given: BTreeSet<_> = object.iter().filter_map(|(key, _)| reference(key)).collect();
        let mut added = false;
        for (key, value) in object {
            let Some(reference) = reference(key) else { continue };
            let Some(provider) = inner.provider(&reference) else { continue };
            let ours = Reference { name: LOCAL_NAME.to_owned(), alias: reference.alias.clone() };
            if needs.contains(&provider) && given.insert(ours) {
                self.hand_on_one(map, key, value.expr(), &reference);
                added = true;
            }
        }
        added
    }

    fn hand_on_one(
        &mut self,
        map: &Expression,
        key: &ObjectKey,
        value: &Expression,
        reference: &Reference,
    ) {
        let Some(given) = Reference::of(value) else { return };
        let ours = |range: Range<usize>, name: &str| self.text[range].replacen(name, LOCAL_NAME, 1);
        let left = ours(span(key), &reference.name);
        let entry = format!("{left} = {}", ours(span(value), &given.name));
        self.count(Rewritten::ProviderReference);
        self.add_entry_behind(&span(map), key, span(value).end, &entry);
    }

    /// Adds an entry to an object, behind the one with this key that ends there.
    pub(crate) fn add_entry_behind(
        &mut self,
        object: &Range<usize>,
        key: &ObjectKey,
        end: usize,
        entry: &str,
    ) {
        match self.text[object.clone()].contains('\n') {
            false => self.edits.insert(end, format!(", {entry}")),
            true => self.add_line_behind(key, end, entry),
        }
    }

    fn add_line_behind(&mut self, key: &ObjectKey, end: usize, entry: &str) {
        let indent = self.indent(self.width(span(key).start));
        let line = end..line_end(self.text, end);
        let rest = &self.text[line.clone()];
        let has_comma = rest.trim_start().starts_with(',');
        let comma = if has_comma { "," } else { "" };
        let behind_comma =
            rest.find(',').filter(|_| has_comma).map_or(end, |comma| end + comma + 1);
        let note = within(self.comments, &line).last().map(|last| last.range.end);
        let place = note.unwrap_or(behind_comma);
        self.edits.insert(place, format!("\n{indent}{entry}{comma}"));
    }
}

fn reference(key: &ObjectKey) -> Option<Reference> {
    match key_name(key) {
        Some(name) => Some(Reference::parse(name)),
        None => Reference::of(key.as_expr()?),
    }
}
