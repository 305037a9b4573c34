//! Dynamic blocks of a repository, as expressions.

use std::ops::Range;

use hcl_edit::expr::{Conditional, Expression, Traversal};
use hcl_edit::structure::{Attribute, Block};
use hcl_edit::visit::{self, Visit};

use crate::rules::references::Rewriter;
use crate::rules::scope::Ours;
use crate::schema::Family;
use crate::syntax::expressions::{argument, is_operation, is_reference, label, member, root, span};
use crate::syntax::lines::indentation;
use crate::syntax::pieces::Pieces;

/// A dynamic block that becomes an expression.
pub(crate) struct Dynamic<'a> {
    pub(crate) iterator: String,
    pub(crate) for_each: &'a Attribute,
    /// The arguments of its content.
    pub(crate) contents: Vec<&'a Attribute>,
    uses: Uses,
}

/// A condition that gives one value or none.
struct Choice<'a> {
    node: &'a Conditional,
    value: &'a Expression,
    /// Whether the value is the first of both.
    is_first: bool,
}

impl<'a> Dynamic<'a> {
    pub(crate) fn of(block: &'a Block, ours: &Ours<'_>) -> Option<Self> {
        let is_ours = ours.family == Family::Aws && block.ident.as_str() == "dynamic";
        let names: &[&str] = match (ours.kind, label(block, 0)?) {
            ("codeartifact_repository", "upstream") => &["repository_name"],
            ("codeartifact_repository", "external_connections") => &["external_connection_name"],
            ("codeartifact_package_origin_configuration", "restrictions") => {
                &["publish", "upstream"]
            }
            _ => return None,
        };
        let content = block.body.get_blocks("content").next().filter(|_| is_ours)?;
        let contents: Vec<_> = content.body.attributes().collect();
        let is_known = contents.iter().all(|content| names.contains(&content.key.as_str()));
        let iterator = iterator_name(block);
        let uses = Uses::of(&iterator, &contents);
        let for_each = argument(&block.body, "for_each")?;
        let dynamic = Self { iterator, for_each, contents, uses };
        (is_known && !dynamic.contents.is_empty()).then_some(dynamic)
    }

    /// What stands for the value and the key of the iterator.
    pub(crate) fn replacements(&self, rewriter: &Rewriter<'_>) -> (String, String) {
        let key = format!("{}_key", self.iterator);
        let value = match self.choice() {
            Some(choice) => rewriter.edits.slice(span(choice.value)).to_text(rewriter.text),
            None => self.iterator.clone(),
        };
        (value, key)
    }

    /// The condition, if its value can stand for the iterator.
    fn choice(&self) -> Option<Choice<'a>> {
        let node = self.for_each.value.as_conditional()?;
        let one = |branch: &'a Expression| match branch.as_array() {
            Some(array) if array.len() == 1 => array.get(0),
            _ => None,
        };
        let is_none = |branch: &Expression| branch.as_array().is_some_and(|array| array.is_empty());
        let (value, is_first) = match (one(&node.true_expr), one(&node.false_expr)) {
            (Some(value), _) if is_none(&node.false_expr) => (value, true),
            (_, Some(value)) if is_none(&node.true_expr) => (value, false),
            _ => return None,
        };
        let stands = self.uses.is_value_itself || !self.uses.value || is_reference(value);
        (!self.uses.key && stands).then_some(Choice { node, value, is_first })
    }

    /// The condition and the value that it gives, if that value stands for the iterator.
    pub(crate) fn chosen(&self) -> Option<(&'a Expression, &'a Expression)> {
        self.choice().map(|choice| (&choice.node.cond_expr, choice.value))
    }

    /// The expression for an argument of the content, as a list or as one value or null.
    pub(crate) fn expression(
        &self,
        rewriter: &Rewriter<'_>,
        content: &Attribute,
        is_list: bool,
        width: usize,
    ) -> Pieces {
        let range = span(&content.value);
        let own = indentation(rewriter.text, range.start).len().saturating_sub(width);
        let value = rewriter.edits.slice(range.clone());
        let value = value.dedented(rewriter.text, own, rewriter.heredocs);
        let value = rewriter.closed(value, &range, width);
        if let Some(choice) = self.choice() {
            return choice.expression(rewriter, value, is_list);
        }
        let list = self.for_each(rewriter, value, width);
        if is_list { list } else { Pieces::from("one(").then(list).text(")") }
    }

    fn for_each(&self, rewriter: &Rewriter<'_>, value: Pieces, width: usize) -> Pieces {
        let collection = &self.for_each.value;
        let range = span(collection);
        let own = indentation(rewriter.text, range.start).len();
        let moved = own.saturating_sub(width);
        let pieces = rewriter.edits.slice(range.clone());
        let pieces = pieces.dedented(rewriter.text, moved, rewriter.heredocs);
        let pieces = rewriter.closed(pieces, &range, width);
        let pieces = match () {
            () if is_operation(collection) => Pieces::from("(").then(pieces).text(")"),
            () if collection.as_parenthesis().is_some() => pieces,
            () => Pieces::from(" ").then(pieces),
        };
        let key = if self.uses.key { format!("{}_key, ", self.iterator) } else { String::new() };
        let intro = format!("[for {key}{} in", self.iterator);
        Pieces::from(intro).then(pieces).text(" : ").then(value).text("]")
    }

    /// The parts of the block that are in the expression for an argument.
    pub(crate) fn used(&self, content: &Attribute) -> Vec<Range<usize>> {
        let collection = match self.choice() {
            Some(choice) => span(&choice.node.cond_expr),
            None => span(&self.for_each.value),
        };
        vec![collection, span(&content.value)]
    }
}

impl Choice<'_> {
    fn expression(&self, rewriter: &Rewriter<'_>, value: Pieces, is_list: bool) -> Pieces {
        let condition = rewriter.edits.slice(span(&self.node.cond_expr));
        let (value, none) =
            if is_list { (Pieces::from("[").then(value).text("]"), "[]") } else { (value, "null") };
        let (one, other) = if self.is_first { (value, none.into()) } else { (none.into(), value) };
        condition.text(" ? ").then(one).text(" : ").then(other)
    }
}

/// What the content uses of its iterator.
#[derive(Default)]
struct Uses {
    key: bool,
    value: bool,
    /// Whether the content is nothing but the value.
    is_value_itself: bool,
}

impl Uses {
    fn of(iterator: &str, contents: &[&Attribute]) -> Self {
        let mut search = Search { iterator, uses: Self::default() };
        for content in contents {
            search.visit_expr(&content.value);
        }
        let is_value = |content: &&Attribute| match &content.value {
            Expression::Traversal(traversal) => {
                root(traversal) == Some(iterator) && traversal.operators.len() == 1
            }
            _ => false,
        };
        let is_value_itself = search.uses.value && contents.iter().all(is_value);
        Self { is_value_itself, ..search.uses }
    }
}

struct Search<'a> {
    iterator: &'a str,
    uses: Uses,
}

impl Visit for Search<'_> {
    fn visit_expr(&mut self, node: &Expression) {
        self.uses.value |= node.as_variable().is_some_and(|name| name.as_str() == self.iterator);
        // The root of a traversal is not a use of the iterator as a whole.
        match node {
            Expression::Traversal(traversal) if root(traversal).is_some() => {
                self.visit_traversal_operators(traversal);
            }
            _ => visit::visit_expr(self, node),
        }
    }
}

impl Search<'_> {
    fn visit_traversal_operators(&mut self, node: &Traversal) {
        if root(node) == Some(self.iterator) {
            let first = node.operators.first().and_then(|first| member(first));
            self.uses.key |= first == Some("key");
            self.uses.value |= first != Some("key");
        }
        for operator in &node.operators {
            self.visit_traversal_operator(operator);
        }
    }
}

/// The name of the iterator of a dynamic block.
pub(crate) fn iterator_name(block: &Block) -> String {
    let named = argument(&block.body, "iterator").and_then(|name| name.value.as_variable());
    let named = named.map(|name| name.as_str()).or_else(|| label(block, 0));
    named.unwrap_or_default().to_owned()
}
