//! Arguments of hashicorp/awscc that are blocks of our provider.

use hcl_edit::expr::{Expression, Object, ObjectKey, ObjectValueAssignment};
use hcl_edit::structure::Attribute;

use crate::rules::providers::duration;
use crate::rules::references::Rewriter;
use crate::syntax::edits::Edits;
use crate::syntax::expressions::{key_name, span};
use crate::syntax::lines::{line_end, line_start, next_line};
use crate::syntax::pieces::Pieces;

impl Rewriter<'_> {
    /// An argument of hashicorp/awscc that is a block of ours.
    pub(crate) fn object_as_block(
        &mut self,
        copy: &mut Edits,
        attribute: &Attribute,
        known: &[&str],
    ) {
        let Expression::Object(object) = &attribute.value else { return };
        let range = span(&attribute.value);
        copy.rename(span(&attribute.key).end..range.start, " ");
        if !self.text[range.clone()].contains('\n') {
            return self.object_line(copy, attribute, object, known);
        }
        for (key, value) in object {
            let item = span(key).start..span(value.expr()).end;
            if !key_name(key).is_some_and(|name| known.contains(&name)) {
                copy.remove(line_start(self.text, item.start)..next_line(self.text, item.end));
                continue;
            }
            if key_name(key) == Some("duration_seconds") {
                copy.rename(span(key), "duration");
                copy.rename(span(value.expr()), duration(value.expr()));
            } else if let ObjectKey::Expression(expression) = key {
                copy.rename(span(expression), key_name(key).unwrap_or_default());
            }
            if value.assignment() == ObjectValueAssignment::Colon {
                copy.rename(span(key).end..span(value.expr()).start, " = ");
            }
            let rest = &self.text[item.end..line_end(self.text, item.end)];
            if rest.trim_start().starts_with(',') {
                let comma = item.end + rest.find(',').unwrap_or_default();
                copy.remove(comma..comma + 1);
            }
        }
    }

    pub(crate) fn object_line(
        &self,
        copy: &mut Edits,
        attribute: &Attribute,
        object: &Object,
        known: &[&str],
    ) {
        let indent = self.indent(self.width(span(attribute).start));
        let mut block = Pieces::from("{\n");
        for (key, value) in object {
            if let Some(name) = key_name(key).filter(|name| known.contains(name)) {
                let (name, value) = match name {
                    "duration_seconds" => ("duration", duration(value.expr())),
                    name => (name, self.edits.slice(span(value.expr()))),
                };
                block = block.text(format!("{indent}  {name} = ")).then(value).text("\n");
            }
        }
        copy.rename(span(&attribute.value), block.text(format!("{indent}}}")));
    }
}
