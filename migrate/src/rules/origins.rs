//! `origin_configuration` of hashicorp/awscc, which has one level more.

use hcl_edit::expr::{Expression, Object, ObjectKey};
use hcl_edit::structure::Attribute;

use crate::rules::references::Rewriter;
use crate::syntax::expressions::{item, key_name, span};
use crate::syntax::lines::{line_start, next_line};
use crate::tally::Rewritten;

impl Rewriter<'_> {
    pub(crate) fn origin_argument(&mut self, attribute: &Attribute) {
        match &attribute.value {
            Expression::Null(_) => {}
            Expression::Object(object) => self.origin_object(object),
            _ => self.find(
                span(attribute).start,
                "`origin_configuration` is defined elsewhere. Remove its level `restrictions`, and \
                 rename `restriction_mode` to `mode`. Terraform ignores unknown members, so \
                 otherwise the packages would be open.",
            ),
        }
    }

    fn origin_object(&mut self, object: &Object) {
        let Some((key, value)) = item(object, "restrictions") else { return };
        let Expression::Object(inner) = value.expr() else {
            return self.find(
                span(key).start,
                "`restrictions` is defined elsewhere. Move its members into \
                 `origin_configuration`, and rename `restriction_mode` to `mode`. Terraform ignores \
                 unknown members, so otherwise the packages would be open.",
            );
        };
        for (key, value) in inner {
            self.restriction(key, value.expr());
        }
        self.without_level(key, value.expr());
    }

    fn restriction(&mut self, key: &ObjectKey, value: &Expression) {
        match value {
            Expression::Null(_) => {}
            Expression::Object(object) => {
                for (key, _) in object {
                    if key_name(key) == Some("restriction_mode") {
                        self.edits.rename(span(key), "mode");
                    }
                }
            }
            _ => {
                let message = format!(
                    "`{}` is defined elsewhere. Rename its `restriction_mode` to `mode`.",
                    key_name(key).unwrap_or_default()
                );
                self.find(span(key).start, message);
            }
        }
    }

    /// Puts what is within the level in its place.
    fn without_level(&mut self, key: &ObjectKey, value: &Expression) {
        self.count(Rewritten::Argument);
        let start = span(key).start;
        let range = span(value);
        let inner = range.start + 1..range.end - 1;
        let is_line = !self.text[range.clone()].contains('\n');
        let open = next_line(self.text, inner.start);
        let from = if is_line || open > inner.end { inner.start } else { open };
        let head = self.text[inner.start..from].trim();
        let body = &self.text[from..inner.end];
        let first = from + body.len() - body.trim_start().len();
        let last = from + body.trim_end().len();
        let moved = match is_line {
            true => 0,
            false => self.width(first).saturating_sub(self.width(line_start(self.text, start))),
        };
        let head = if head.is_empty() {
            crate::syntax::pieces::Pieces::default()
        } else {
            crate::syntax::pieces::Pieces::from(format!(
                "{head}\n{}",
                self.indent(self.width(start))
            ))
        };
        let pieces = self.edits.slice(first..last).dedented(self.text, moved, self.heredocs);
        self.edits.replace(start..range.end, head.then(pieces));
    }
}
