//! The configurations of providers that modules and runs are handed.

use std::collections::BTreeSet;

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
        let name = reference.name.as_str();
        let renamed = |text: &str, name: &str| text.replacen(name, LOCAL_NAME, 1);
        let left = renamed(&self.text[span(key)], name);
        let right = match Reference::of(value) {
            Some(value_reference) => renamed(&self.text[span(value)], &value_reference.name),
            None => return,
        };
        self.count(Rewritten::ProviderReference);
        let end = span(value).end;
        let rest = &self.text[end..line_end(self.text, end)];
        if !self.text[span(map)].contains('\n') {
            return self.edits.insert(end, format!(", {left} = {right}"));
        }
        let indent = self.indent(self.width(span(key).start));
        let comma = if rest.trim_start().starts_with(',') { "," } else { "" };
        let notes = within(self.comments, &(end..end + rest.len()));
        let place = notes.last().map_or(
            end + if comma.is_empty() { 0 } else { rest.find(',').unwrap_or(0) + 1 },
            |last| last.range.end,
        );
        self.edits.insert(place, format!("\n{indent}{left} = {right}{comma}"));
    }
}

fn reference(key: &ObjectKey) -> Option<Reference> {
    match key_name(key) {
        Some(name) => Some(Reference::parse(name)),
        None => Reference::of(key.as_expr()?),
    }
}
