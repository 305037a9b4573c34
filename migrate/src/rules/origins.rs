//! `origin_configuration` of hashicorp/awscc, which has one level more.

use hcl_edit::expr::{Expression, Object, ObjectKey};
use hcl_edit::structure::Attribute;

use crate::rules::references::Rewriter;
use crate::syntax::expressions::{item, key_name, span};
use crate::syntax::lines::{line_start, next_line};
use crate::tally::Rewritten;

pub(crate) const ORIGIN_ELSEWHERE: &str = "`origin_configuration` is defined elsewhere. Remove its level `restrictions`, and rename \
     `restriction_mode` to `mode`. Terraform ignores unknown members, so otherwise the packages would \
     be open.";

pub(crate) const RESTRICTIONS_ELSEWHERE: &str = "`restrictions` is defined elsewhere. Move its members into `origin_configuration`, and rename \
     `restriction_mode` to `mode`. Terraform ignores unknown members, so otherwise the packages would \
     be open.";

/// Why a restriction is left to the user.
pub(crate) fn elsewhere(name: &str) -> String {
    format!("`{name}` is defined elsewhere. Rename its `restriction_mode` to `mode`.")
}

impl Rewriter<'_> {
    pub(crate) fn origin_argument(&mut self, attribute: &Attribute) {
        self.origin_value(span(attribute).start, &attribute.value);
    }

    fn origin_value(&mut self, place: usize, value: &Expression) {
        match value {
            Expression::Null(_) => {}
            Expression::Object(object) => self.origin_object(object),
            Expression::Parenthesis(inner) => self.origin_value(place, inner.inner()),
            Expression::Conditional(node) => {
                self.origin_value(place, &node.true_expr);
                self.origin_value(place, &node.false_expr);
            }
            _ => self.find(place, ORIGIN_ELSEWHERE),
        }
    }

    fn origin_object(&mut self, object: &Object) {
        let Some((key, value)) = item(object, "restrictions") else { return };
        let Expression::Object(inner) = value.expr() else {
            return self.find(span(key).start, RESTRICTIONS_ELSEWHERE);
        };
        for (key, value) in inner {
            self.restriction(key, value.expr());
        }
        self.without_level(key, value.expr());
    }

    fn restriction(&mut self, key: &ObjectKey, value: &Expression) {
        match value {
            Expression::Null(_) => {}
            Expression::Parenthesis(inner) => self.restriction(key, inner.inner()),
            Expression::Conditional(node) => {
                self.restriction(key, &node.true_expr);
                self.restriction(key, &node.false_expr);
            }
            Expression::Object(object) => {
                for (key, _) in object {
                    if key_name(key) == Some("restriction_mode") {
                        self.edits.rename(span(key), "mode");
                    }
                }
            }
            _ => {
                self.find(span(key).start, elsewhere(key_name(key).unwrap_or_default()));
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
