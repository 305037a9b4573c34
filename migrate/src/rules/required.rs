//! `required_providers`, without which Terraform looks for hashicorp/codeartifact.

use std::collections::BTreeSet;

use hcl_edit::expr::{Expression, Object};
use hcl_edit::structure::{Attribute, Block, Body};

use crate::configuration::blocks::is_our_entry;
use crate::configuration::reference::Reference;
use crate::configuration::survey::Provider;
use crate::rules::references::Rewriter;
use crate::schema::{Family, LOCAL_NAME, SOURCE, VERSIONS};
use crate::syntax::comments::within;
use crate::syntax::expressions::{item, span};
use crate::syntax::lines::{line_end, line_start};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

/// The whole block, for a file of its own.
pub(crate) fn block() -> String {
    format!("terraform {{\n{}}}\n", inner("  "))
}

fn inner(indent: &str) -> String {
    format!(
        "{indent}required_providers {{\n{}\n{indent}}}\n",
        entry(&format!("{indent}  "), false, &[])
    )
}

/// Our entry, without an end of its last line.
fn entry(indent: &str, is_line: bool, aliases: &[String]) -> String {
    let aliases = match aliases {
        [] => None,
        aliases => Some(format!("configuration_aliases = [{}]", aliases.join(", "))),
    };
    if is_line {
        let aliases = aliases.map(|aliases| format!(", {aliases}")).unwrap_or_default();
        let inner = format!("source = \"{SOURCE}\", version = \"{VERSIONS}\"{aliases}");
        return format!("{indent}{LOCAL_NAME} = {{ {inner} }}");
    }
    let aliases = aliases.map(|aliases| format!("{indent}  {aliases}\n")).unwrap_or_default();
    let inner =
        format!("{indent}  source  = \"{SOURCE}\"\n{indent}  version = \"{VERSIONS}\"\n{aliases}");
    format!("{indent}{LOCAL_NAME} = {{\n{inner}{indent}}}")
}

impl Rewriter<'_> {
    /// Adds our entry to each `required_providers` of a file; whether there is one.
    pub(crate) fn require(&mut self, body: &Body, uses: &BTreeSet<Provider>) -> bool {
        let mut has_block = false;
        for terraform in body.get_blocks("terraform") {
            for required in terraform.body.get_blocks("required_providers") {
                has_block = true;
                let mut entries = required.body.attributes();
                match entries.find(|entry| is_our_entry(entry.key.as_str(), &entry.value)) {
                    Some(ours) => self.extend_entry(required, ours, uses),
                    None => self.add_entry(required, uses),
                }
            }
        }
        has_block
    }

    fn add_entry(&mut self, required: &Block, uses: &BTreeSet<Provider>) {
        self.count(Rewritten::RequiredProvider);
        let entries: Vec<_> = required.body.attributes().collect();
        let aliases = self.aliases(&entries, uses);
        let indent = " ".repeat(self.width(span(required).start));
        let Some(anchor) = self.anchor(&entries) else {
            let entry = entry(&format!("{indent}  "), false, &aliases);
            return self.refill(required, Pieces::from(format!("\n{entry}\n{indent}")));
        };
        let range = span(anchor);
        let is_line = anchor.value.is_object() && !self.text[range.clone()].contains('\n');
        let own_line = self.text[line_start(self.text, range.start)..range.start].trim().is_empty();
        if own_line {
            let entry = entry(&" ".repeat(self.width(range.start)), is_line, &aliases);
            let end = line_end(self.text, range.end);
            let notes = within(self.comments, &(range.end..end));
            let end = notes.last().map_or(range.end, |last| last.range.end);
            return self.edits.insert(end, format!("\n{entry}"));
        }
        let entry = entry(&format!("{indent}  "), is_line, &aliases);
        let anchor = Pieces::from(format!("\n{indent}  ")).then(self.edits.slice(range));
        self.refill(required, anchor.text(format!("\n{entry}\n{indent}")));
    }

    /// Adds the aliases that our entry does not have yet.
    fn extend_entry(&mut self, required: &Block, ours: &Attribute, uses: &BTreeSet<Provider>) {
        let Expression::Object(object) = &ours.value else { return };
        let entries: Vec<_> = required.body.attributes().collect();
        let list = item(object, "configuration_aliases").map(|(_, list)| list.expr());
        let there = list.and_then(Expression::as_array);
        let there: Vec<_> = there.into_iter().flatten().collect();
        let missing = self.aliases(&entries, uses).into_iter();
        let missing: Vec<_> = missing
            .filter(|alias| !there.iter().any(|there| self.text[span(*there)] == **alias))
            .collect();
        if missing.is_empty() {
            return;
        }
        self.count(Rewritten::RequiredProvider);
        let missing = missing.join(", ");
        match (there.last(), list, object.iter().last()) {
            (Some(last), ..) => self.edits.insert(span(*last).end, format!(", {missing}")),
            (None, Some(list), _) => self.edits.replace(span(list), format!("[{missing}]")),
            (None, None, Some((key, value))) => {
                let aliases = format!("configuration_aliases = [{missing}]");
                self.add_entry_behind(&span(&ours.value), key, span(value.expr()).end, &aliases);
            }
            (None, None, None) => {}
        }
    }

    /// Replaces what is within the braces of a block.
    fn refill(&mut self, block: &Block, inner: Pieces) {
        let range = span(block);
        let open =
            self.text[range.clone()].find('{').map_or(range.end, |open| range.start + open + 1);
        self.edits.replace(open..range.end - 1, inner);
    }

    /// The entry behind which ours comes.
    fn anchor<'b>(&self, entries: &[&'b Attribute]) -> Option<&'b Attribute> {
        let of = |family| entries.iter().find(|entry| self.entry_family(entry) == Some(family));
        of(Family::Aws).or_else(|| of(Family::Awscc)).or(entries.last()).copied()
    }

    fn entry_family(&self, entry: &Attribute) -> Option<Family> {
        self.survey.families.get(entry.key.as_str()).copied()
    }

    /// The aliases that callers hand in and that something of ours uses.
    fn aliases(&self, entries: &[&Attribute], uses: &BTreeSet<Provider>) -> Vec<String> {
        let mut aliases = Vec::new();
        for entry in entries.iter().filter(|entry| self.entry_family(entry).is_some()) {
            let list = entry.value.as_object().and_then(alias_list);
            for element in list.iter().flat_map(|list| list.iter()) {
                let Some(reference) = Reference::of(element) else { continue };
                let provider = self.survey.provider(&reference);
                let alias = format!("{LOCAL_NAME}.{}", reference.alias.unwrap_or_default());
                if provider.is_some_and(|provider| uses.contains(&provider))
                    && !aliases.contains(&alias)
                {
                    aliases.push(alias);
                }
            }
        }
        aliases
    }

    /// Adds `required_providers` to the end of a `terraform` block.
    pub(crate) fn add_required(&mut self, terraform: &Block) {
        self.count(Rewritten::RequiredProvider);
        let range = span(terraform);
        let is_empty = terraform.body.is_empty();
        let inner = inner("  ");
        let close = range.end - 1;
        if is_empty && !self.text[range.clone()].contains('\n') {
            return self.refill(terraform, Pieces::from(format!("\n{inner}")));
        }
        let place = line_start(self.text, close);
        let between = if is_empty { "" } else { "\n" };
        if self.text[place..close].trim().is_empty() {
            return self.edits.insert(place, format!("{between}{inner}"));
        }
        let trimmed = self.text[..close].trim_end().len();
        self.edits.replace(trimmed..close, format!("\n{between}{inner}"));
    }

    /// Copies `provider_meta`, which our provider reads too.
    pub(crate) fn copy_meta(&mut self, body: &Body, families: &BTreeSet<Family>) {
        for terraform in body.get_blocks("terraform") {
            let metas: Vec<_> = terraform.body.get_blocks("provider_meta").collect();
            let name = |block: &Block| block.labels.first().map(|label| label.as_str().to_owned());
            if metas.iter().any(|meta| name(meta).as_deref() == Some(LOCAL_NAME)) {
                continue;
            }
            let family = |meta: &&&Block| {
                name(meta).and_then(|name| self.survey.families.get(&name).copied())
            };
            let used = metas
                .iter()
                .find(|meta| family(meta).is_some_and(|family| families.contains(&family)));
            let Some(meta) = used else { continue };
            let range = span(*meta);
            let label = span(&meta.labels[0]);
            let indent = " ".repeat(self.width(range.start));
            let copy = Pieces::from(format!("\n\n{indent}"))
                .source(range.start..label.start)
                .text(format!("\"{LOCAL_NAME}\""))
                .source(label.end..range.end);
            let end = self.end_with_note(meta);
            self.edits.insert(end, copy);
        }
    }
}

fn alias_list(object: &Object) -> Option<&hcl_edit::expr::Array> {
    item(object, "configuration_aliases").and_then(|(_, list)| list.expr().as_array())
}
