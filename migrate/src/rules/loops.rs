//! Loops and templates, with what their variables stand for.

use hcl_edit::expr::{Expression, ForExpr};
use hcl_edit::template::{Directive, Element, ForDirective, Template};

use crate::rules::references::Rewriter;
use crate::rules::scope::{Access, Around, Binding, Subject};
use crate::schema::Family;
use crate::syntax::expressions::{member, span};

impl Rewriter<'_> {
    pub(crate) fn for_expr(&mut self, node: &ForExpr) {
        let key = node.intro.key_var.as_ref().map(|key| key.as_str());
        let value = node.intro.value_var.as_str();
        let place = span(&node.intro.value_var).start;
        let binding = self.element_of(&node.intro.collection_expr, key, value, place);
        self.expression(&node.intro.collection_expr, Around::Collection);
        let names: Vec<_> = key.map(|key| (key, Binding::Hidden)).into_iter().collect();
        let names = [names, vec![(value, binding)]].concat();
        self.bound(&names, |inner| {
            let cond = node.cond.as_ref().map(|cond| &cond.expr);
            for part in node.key_expr.iter().chain([&node.value_expr]).chain(cond) {
                inner.expression(part, Around::Value);
            }
        });
    }

    pub(crate) fn for_directive(&mut self, node: &ForDirective) {
        let node = &node.for_expr;
        let key = node.key_var.as_ref().map(|key| key.as_str());
        let value = node.value_var.as_str();
        let place = span(&node.value_var).start;
        let binding = self.element_of(&node.collection_expr, key, value, place);
        self.expression(&node.collection_expr, Around::Collection);
        let names: Vec<_> = key.map(|key| (key, Binding::Hidden)).into_iter().collect();
        let names = [names, vec![(value, binding)]].concat();
        self.bound(&names, |inner| inner.template(&node.template, true));
    }

    /// What the variable of a loop over something is.
    pub(crate) fn element_of(
        &self,
        collection: &Expression,
        key: Option<&str>,
        value: &str,
        place: usize,
    ) -> Binding {
        if let Some(subject) = self.whole(collection) {
            let is_values = matches!(collection, Expression::FuncCall(_)) || subject.is_splat;
            let access = match key {
                _ if is_values => Access::None,
                Some(key) => Access::Key(key.to_owned()),
                None => Access::NewKey(format!("{value}_key"), place),
            };
            return Binding::Instance(Subject { is_splat: false, ..subject.instance(access) });
        }
        let Expression::Traversal(traversal) = collection else { return Binding::Hidden };
        let found = self.subject(&traversal.expr, &traversal.operators);
        let Some((subject, used)) = found else { return Binding::Hidden };
        let last = traversal.operators.get(used).and_then(|last| member(last));
        match last.filter(|_| subject.family == Family::Aws) {
            Some("upstream") if traversal.operators.len() == used + 1 => Binding::Upstream,
            Some("external_connections") if traversal.operators.len() == used + 1 => {
                Binding::Connection
            }
            _ => Binding::Hidden,
        }
    }

    /// Rewrites a template; its parts are texts, unless it is nothing but one of them.
    pub(crate) fn template(&mut self, template: &Template, is_text: bool) {
        let around = if is_text { Around::Text } else { Around::Value };
        for element in template {
            match element {
                Element::Literal(_) => {}
                Element::Interpolation(part) => self.expression(&part.expr, around),
                Element::Directive(directive) => self.directive(directive),
            }
        }
    }

    pub(crate) fn directive(&mut self, directive: &Directive) {
        match directive {
            Directive::For(node) => self.for_directive(node),
            Directive::If(node) => {
                self.expression(&node.if_expr.cond_expr, Around::Value);
                self.template(&node.if_expr.template, true);
                if let Some(otherwise) = &node.else_expr {
                    self.template(&otherwise.template, true);
                }
            }
        }
    }
}
