//! Blocks of hashicorp/aws that are arguments here.

use std::ops::Range;

use hcl_edit::structure::{Attribute, Block, Body};

use crate::rules::nested::Dynamic;
use crate::rules::notes::Notes;
use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::schema::Family;
use crate::syntax::expressions::{argument, label, span};
use crate::syntax::lines::{indentation, line_start, next_line, with_empty_line_before};
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

/// How long a line may be before a list has one line for each element.
pub(crate) const MAXIMAL_WIDTH: usize = 100;

/// A kind of blocks, and the argument that they become.
struct Rule {
    block: &'static str,
    argument: &'static str,
    new: &'static str,
    is_list: bool,
}

const UPSTREAMS: Rule =
    Rule { block: "upstream", argument: "repository_name", new: "upstreams", is_list: true };

const CONNECTION: Rule = Rule {
    block: "external_connections",
    argument: "external_connection_name",
    new: "external_connection",
    is_list: false,
};

/// One block of a kind.
struct Part<'a> {
    block: &'a Block,
    /// The argument that it has, or that its content has.
    argument: &'a Attribute,
    dynamic: Option<Dynamic<'a>>,
}

impl Part<'_> {
    fn used(&self) -> Vec<Range<usize>> {
        match &self.dynamic {
            Some(dynamic) => dynamic.used(self.argument),
            None => vec![span(&self.argument.value)],
        }
    }
}

impl Rewriter<'_> {
    /// Rewrites the blocks and arguments of an object that is ours.
    pub(crate) fn convert(&mut self, block: &Block, ours: &Ours<'_>) {
        match (ours.family, ours.is_data, ours.kind) {
            (Family::Aws, false, "codeartifact_repository") => {
                self.list(&block.body, ours, &UPSTREAMS);
                self.list(&block.body, ours, &CONNECTION);
            }
            (Family::Aws, false, "codeartifact_package_origin_configuration") => {
                self.restriction_blocks(&block.body, ours);
            }
            (Family::Aws, false, kind) if kind.ends_with("_permissions_policy") => {
                if let Some(revision) = argument(&block.body, "policy_revision") {
                    self.remove_argument(revision);
                }
            }
            (Family::Aws, true, "codeartifact_authorization_token") => self.token(block, ours),
            (Family::Awscc, false, _) => self.awscc_arguments(block, ours),
            (Family::Awscc, true, _) => self.data_source(block, ours),
            _ => {}
        }
    }

    fn token(&mut self, block: &Block, ours: &Ours<'_>) {
        if block.ident.as_str() == "data" {
            let message = format!(
                "The state stores the token of `data.{kind}.{name}` in plain text, as before. If a \
                 write-only argument or a provider reads it, write `ephemeral \"{kind}\" \"{name}\"` \
                 instead.",
                kind = ours.kind,
                name = ours.name
            );
            self.find(span(block).start, message);
        }
    }

    fn list(&mut self, body: &Body, ours: &Ours<'_>, rule: &Rule) {
        let blocks: Vec<_> = body
            .blocks()
            .filter(|block| match block.ident.as_str() {
                "dynamic" => label(block, 0) == Some(rule.block),
                ident => ident == rule.block,
            })
            .collect();
        let parts: Option<Vec<_>> = blocks.iter().map(|block| part(block, ours, rule)).collect();
        match parts {
            Some(parts) if !parts.is_empty() => self.replace_parts(&parts, rule),
            Some(_) => {}
            None => self.find(
                span(blocks[0]).start,
                format!("`{}` was not rewritten. Write `{}` instead.", rule.block, rule.new),
            ),
        }
    }

    fn replace_parts(&mut self, parts: &[Part<'_>], rule: &Rule) {
        self.count(Rewritten::Argument);
        let first = span(parts[0].block);
        let width = indentation(self.text, first.start).len();
        let is_static = parts.iter().all(|part| part.dynamic.is_none());
        let notes: Vec<_> = parts.iter().map(|part| self.notes(part, part.used())).collect();
        let befores: Vec<_> =
            parts.iter().skip(1).map(|part| self.lines_before(span(part.block).start)).collect();
        let has_notes = befores.iter().any(|before| !before.is_empty())
            || notes.iter().any(|notes| !notes.above.is_empty() || notes.end.is_some());
        let pieces = match parts {
            [part] => self.single(part, &notes[0], rule, width),
            _ if is_static && rule.is_list => {
                self.static_list(parts, &notes, &befores, has_notes, rule, width)
            }
            _ => self.concat(parts, &notes, &befores, rule, width),
        };
        for (part, before) in parts.iter().skip(1).zip(&befores) {
            self.remove_block(part.block, before.first().map(|first| first.start));
        }
        self.edits.replace(first.start..self.end_with_note(parts[0].block), pieces);
    }

    fn single(&self, part: &Part<'_>, notes: &Notes, rule: &Rule, width: usize) -> Pieces {
        let value = self.part(part, rule.is_list, width);
        let value = match &part.dynamic {
            None if rule.is_list => Pieces::from("[").then(value).text("]"),
            _ => value,
        };
        let argument = Pieces::from(format!("{} = ", rule.new)).then(value);
        let pieces = self.above(&notes.above, width).then(argument);
        self.with_end(pieces, notes)
    }

    /// The value of a part: that of the argument, or the expression of a dynamic block.
    fn part(&self, part: &Part<'_>, is_list: bool, width: usize) -> Pieces {
        match &part.dynamic {
            Some(dynamic) => dynamic.expression(self, part.argument, is_list, width),
            None => {
                let range = span(&part.argument.value);
                let own = indentation(self.text, range.start).len().saturating_sub(width);
                let value = self.edits.slice(range.clone());
                let value = value.dedented(self.text, own, self.heredocs);
                if is_list { self.closed(value, &range, width) } else { value }
            }
        }
    }

    fn static_list(
        &self,
        parts: &[Part<'_>],
        notes: &[Notes],
        befores: &[Vec<Range<usize>>],
        has_notes: bool,
        rule: &Rule,
        width: usize,
    ) -> Pieces {
        let values: Vec<_> =
            parts.iter().map(|part| self.part(part, true, width + self.step())).collect();
        let line = Pieces::from(format!("{} = [", rule.new))
            .then(Pieces::join(values.clone(), ", "))
            .text("]");
        let text = line.to_text(self.text);
        if !has_notes && !text.contains('\n') && width + text.chars().count() <= MAXIMAL_WIDTH {
            return line;
        }
        let mut list = Pieces::from(format!("{} = [\n", rule.new));
        for (index, (value, notes)) in values.into_iter().zip(notes).enumerate() {
            let before = index.checked_sub(1).map(|index| befores[index].clone());
            let above = [before.unwrap_or_default(), notes.above.clone()].concat();
            let indent = self.indent(width + self.step());
            let element =
                Pieces::from(indent).then(self.above(&above, width + self.step())).then(value);
            list = list.then(self.with_end(element.text(","), notes)).text("\n");
        }
        list.text(self.indent(width) + "]")
    }

    fn concat(
        &self,
        parts: &[Part<'_>],
        notes: &[Notes],
        befores: &[Vec<Range<usize>>],
        rule: &Rule,
        width: usize,
    ) -> Pieces {
        let mut above = Vec::new();
        for (index, notes) in notes.iter().enumerate() {
            above.extend(
                index.checked_sub(1).map(|index| befores[index].clone()).unwrap_or_default(),
            );
            above.extend(notes.above.iter().chain(&notes.end).cloned());
        }
        let (open, close) = if rule.is_list { ("concat(", ")") } else { ("one(concat(", "))") };
        let mut call = self.above(&above, width).text(format!("{} = {open}\n", rule.new));
        for run in parts.chunk_by(|one, other| one.dynamic.is_none() && other.dynamic.is_none()) {
            let values = run.iter().map(|part| self.part(part, true, width + self.step()));
            let values = Pieces::join(values, ", ");
            let is_static = run[0].dynamic.is_none();
            let values = if is_static { Pieces::from("[").then(values).text("]") } else { values };
            call = call.text(self.indent(width + self.step())).then(values).text(",\n");
        }
        call.text(self.indent(width) + close)
    }

    fn notes(&self, part: &Part<'_>, used: Vec<Range<usize>>) -> Notes {
        self.block_notes(part.block, Some(part.argument), &used)
    }

    /// Takes a block away with its lines, from a comment before it on if there is one.
    pub(crate) fn remove_block(&mut self, block: &Block, from: Option<usize>) {
        let range = span(block);
        let start = line_start(self.text, from.unwrap_or(range.start));
        let end = next_line(self.text, self.end_with_note(block));
        self.edits.remove(with_empty_line_before(self.text, start..end));
    }
}

fn part<'a>(block: &'a Block, ours: &Ours<'_>, rule: &Rule) -> Option<Part<'a>> {
    if block.ident.as_str() == "dynamic" {
        let dynamic = Dynamic::of(block, ours)?;
        let argument = *dynamic.contents.first()?;
        return Some(Part { block, argument, dynamic: Some(dynamic) });
    }
    let argument = argument(&block.body, rule.argument)?;
    Some(Part { block, argument, dynamic: None })
}
