//! What expressions are, and where.

use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::{Expression, Object, ObjectKey, ObjectValue, Traversal, TraversalOperator};
use hcl_edit::structure::{Attribute, Block, Body};
use hcl_edit::visit::{self, Visit};

/// Where a node is. Everything here was parsed, and so it has a place.
pub(crate) fn span(node: &impl Span) -> Range<usize> {
    node.span().unwrap_or_default()
}

/// The text without anything to be filled in, if the expression is one.
pub(crate) fn literal(expression: &Expression) -> Option<&str> {
    expression.as_str()
}

/// The name of an operator `.name`, or `["name"]`.
pub(crate) fn member(operator: &TraversalOperator) -> Option<&str> {
    match operator {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        TraversalOperator::Index(index) => literal(index),
        _ => None,
    }
}

/// The name of an operator `.name`.
pub(crate) fn attribute(operator: &TraversalOperator) -> Option<&str> {
    match operator {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    }
}

/// The variable with which a traversal begins.
pub(crate) fn root(traversal: &Traversal) -> Option<&str> {
    traversal.expr.as_variable().map(|name| name.as_str())
}

/// Whether it is a name, or a way from a name to a value.
pub(crate) fn is_reference(expression: &Expression) -> bool {
    match expression {
        Expression::Variable(_) => true,
        Expression::Traversal(traversal) => root(traversal).is_some(),
        _ => false,
    }
}

/// Whether it needs parentheses behind `in`.
pub(crate) fn is_operation(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Conditional(_) | Expression::BinaryOp(_) | Expression::UnaryOp(_)
    )
}

/// The name of a key of an object, quoted or not.
pub(crate) fn key_name(key: &ObjectKey) -> Option<&str> {
    match key {
        ObjectKey::Ident(name) => Some(name.as_str()),
        ObjectKey::Expression(expression) => literal(expression),
    }
}

/// The item of an object with this key.
pub(crate) fn item<'a>(object: &'a Object, name: &str) -> Option<(&'a ObjectKey, &'a ObjectValue)> {
    object.iter().find(|(key, _)| key_name(key) == Some(name))
}

pub(crate) fn argument<'a>(body: &'a Body, name: &str) -> Option<&'a Attribute> {
    body.get_attribute(name)
}

/// The text that an argument is, if it is one.
pub(crate) fn argument_text<'a>(body: &'a Body, name: &str) -> Option<&'a str> {
    argument(body, name).and_then(|attribute| literal(&attribute.value))
}

pub(crate) fn label(block: &Block, index: usize) -> Option<&str> {
    block.labels.get(index).map(|label| label.as_str())
}

/// The places of the heredocs within a body, whose lines keep their bytes.
pub(crate) fn heredocs(body: &Body) -> Vec<Range<usize>> {
    let mut heredocs = Heredocs(Vec::new());
    heredocs.visit_body(body);
    heredocs.0
}

struct Heredocs(Vec<Range<usize>>);

impl Visit for Heredocs {
    fn visit_expr(&mut self, node: &Expression) {
        match node {
            Expression::HeredocTemplate(_) => self.0.push(span(node)),
            _ => visit::visit_expr(self, node),
        }
    }
}
