//! The policy of an object of hashicorp/awscc, which is a resource of its own here.

use std::ops::Range;

use hcl_edit::expr::Expression;
use hcl_edit::structure::{Attribute, Block};

use crate::report::{Finding, Place};
use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::syntax::comments::within;
use crate::syntax::expressions::{argument, is_operation, root, span};
use crate::syntax::lines::line_end;
use crate::syntax::pieces::Pieces;
use crate::tally::Rewritten;

impl Rewriter<'_> {
    pub(crate) fn policy(&mut self, block: &Block, document: &Attribute, ours: &Ours<'_>) {
        if document.value.is_null() {
            return self.remove_argument(document);
        }
        self.count(Rewritten::Policy);
        let above = self.lines_before(span(document).start);
        let resource = self.policy_resource(block, document, ours, &above);
        let pieces = Pieces::from("\n\n").then(resource);
        let import = self.policy_import(block, ours);
        let end = self.end_with_note(block);
        self.edits.insert(end, pieces.then(import));
        self.remove_policy(document, &above);
    }

    fn policy_resource(
        &mut self,
        block: &Block,
        document: &Attribute,
        ours: &Ours<'_>,
        above: &[Range<usize>],
    ) -> Pieces {
        let kind = policy_kind(ours);
        let mut pieces = Pieces::default();
        let has_count = argument(&block.body, "count").is_some();
        if !self.can_import(has_count) {
            let message = self.without_import(ours, has_count);
            pieces = pieces.mark(self.mark(span(block).start, message));
        }
        pieces = pieces.text(format!("resource \"{kind}\" \"{}\" {{\n", ours.name));
        for name in ["count", "for_each"] {
            if let Some(repeated) = argument(&block.body, name) {
                let value = self.edits.slice(span(&repeated.value));
                pieces = pieces.text(format!("  {name} = ")).then(value).text("\n\n");
            }
        }
        if let Some(provider) = argument(&block.body, "provider") {
            let value = self.edits.slice(span(&provider.value));
            pieces = pieces.text("  provider = ").then(value).text("\n");
        }
        let object = self.own_instance(block, ours);
        pieces = pieces.text(format!("  domain = {object}.domain\n"));
        if ours.kind == "codeartifact_repository" {
            pieces = pieces.text(format!("  repository = {object}.repository\n"));
        }
        pieces.then(self.document(block, document, above)).text("\n}")
    }

    /// The document, apart from the names if it has several lines.
    fn document(&mut self, block: &Block, document: &Attribute, above: &[Range<usize>]) -> Pieces {
        let range = span(&document.value);
        let is_long = self.text[range.clone()].contains('\n');
        let between = if is_long { "\n  " } else { "  " };
        let moved = self.width(span(document).start).saturating_sub(2);
        let value = self.edits.slice(range.clone()).dedented(self.text, moved, self.heredocs);
        let pieces = Pieces::from(between).then(self.above(above, 2));
        let key = span(&document.key);
        let pieces = match may_be_null(&document.value) {
            true => pieces.mark(self.null_mark(block, document)),
            false => pieces,
        };
        let pieces = pieces.text("policy_document").source(key.end..range.start).then(value);
        match self.note_behind(range.end) {
            Some(note) => pieces.text(" ").source(note),
            None => pieces,
        }
    }

    fn null_mark(&mut self, block: &Block, document: &Attribute) -> usize {
        let is_repeated =
            ["count", "for_each"].iter().any(|name| argument(&block.body, name).is_some());
        let value = &self.text[span(&document.value)];
        let message = null_message(value, is_operation(&document.value), is_repeated);
        self.mark(span(document).start, message)
    }

    fn policy_import(&mut self, block: &Block, ours: &Ours<'_>) -> Pieces {
        if !self.can_import(argument(&block.body, "count").is_some()) {
            return Pieces::default();
        }
        let mark = self.mark(span(block).start, import_message(ours));
        let mut pieces = Pieces::from("\n\n").mark(mark).text("import {\n");
        let mut key = "";
        if let Some(for_each) = argument(&block.body, "for_each") {
            let value = self.edits.slice(span(&for_each.value));
            pieces = pieces.text("  for_each = ").then(value).text("\n\n");
            key = "[each.key]";
        }
        let (policy, kind, name) = (policy_kind(ours), ours.kind, ours.name);
        pieces
            .text(format!("  to = {policy}.{name}{key}\n"))
            .text(format!("  id = {kind}.{name}{key}.arn\n}}"))
    }

    pub(crate) fn can_import(&self, has_count: bool) -> bool {
        self.survey.is_root() && !has_count
    }

    /// Why a policy has no `import` block.
    pub(crate) fn without_import(&self, ours: &Ours<'_>, has_count: bool) -> String {
        let noun = ours.kind.trim_start_matches("codeartifact_");
        let (kind, name) = (policy_kind(ours), ours.name);
        let without = "Without an import, the first apply adopts the existing policy, because both \
                       mean the same.";
        if has_count && self.survey.is_root() {
            return format!(
                "An `import` block cannot use `count`. Add one for each instance of `{kind}.{name}`, \
                 with the ARN of its {noun} as `id`. {without}"
            );
        }
        format!(
            "A module cannot import. In each root configuration that calls this module, add an \
             `import` block to `module.NAME.{kind}.{name}`, with the ARN of the {noun} as `id`. \
             {without}"
        )
    }

    /// Marks a place of the new text for a report.
    pub(crate) fn mark(&mut self, place: usize, message: String) -> usize {
        self.marks += 1;
        self.findings.push(Finding { place: Place::Mark(self.marks, place), message });
        self.marks
    }

    fn own_instance(&self, block: &Block, ours: &Ours<'_>) -> String {
        let key = match () {
            () if argument(&block.body, "for_each").is_some() => "[each.key]",
            () if argument(&block.body, "count").is_some() => "[count.index]",
            () => "",
        };
        format!("{}.{}{key}", ours.kind, ours.name)
    }

    fn remove_policy(&mut self, document: &Attribute, above: &[Range<usize>]) {
        let range = span(document);
        let first = above.first().map_or(range.start, |first| first.start);
        let end = self.note_behind(range.end).map_or(range.end, |note| note.end);
        let lines = self.lines_to_remove(&(first..end));
        self.edits.remove(lines);
    }

    fn note_behind(&self, end: usize) -> Option<Range<usize>> {
        let notes = within(self.comments, &(end..line_end(self.text, end)));
        notes.last().map(|note| note.range.clone())
    }
}

/// Why a policy may be one too many.
pub(crate) fn null_message(value: &str, is_operation: bool, is_repeated: bool) -> String {
    let value = if is_operation { format!("({value})") } else { value.to_owned() };
    let advice = match is_repeated {
        true => {
            "Leave out the instances without a policy, here and in the `import` block.".to_owned()
        }
        false => format!("Add `count = {value} == null ? 0 : 1`."),
    };
    format!("`{value}` may be null, and this resource requires a policy. {advice}")
}

/// Why an `import` block does not stay.
pub(crate) fn import_message(ours: &Ours<'_>) -> String {
    let noun = ours.kind.trim_start_matches("codeartifact_");
    format!(
        "This `import` block is temporary: remove it when every state has been applied. A state \
         without the {noun} cannot plan with it."
    )
}

pub(crate) fn policy_kind(ours: &Ours<'_>) -> String {
    format!("{}_permissions_policy", ours.kind)
}

/// Whether a document comes from where it may be null.
pub(crate) fn may_be_null(value: &Expression) -> bool {
    match value {
        Expression::Traversal(traversal) => {
            matches!(root(traversal), Some("var" | "local" | "each" | "module"))
        }
        Expression::Conditional(node) => node.true_expr.is_null() || node.false_expr.is_null(),
        _ => false,
    }
}
