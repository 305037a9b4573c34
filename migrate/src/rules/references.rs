//! References to resources and data sources, wherever an expression has one.

use std::collections::BTreeSet;
use std::mem::take;
use std::ops::Range;
use std::path::PathBuf;

use hcl_edit::Span;
use hcl_edit::expr::{Conditional, Expression, FuncCall, Traversal, TraversalOperator};
use hcl_edit::visit::{self, Visit};

use crate::configuration::file::Native;
use crate::configuration::survey::Survey;
use crate::configuration::uses::Uses;
use crate::report::Finding;
use crate::rules::scope::{Around, Binding, Subject};
use crate::schema::Family;
use crate::syntax::comments::Comment;
use crate::syntax::edits::Edits;
use crate::syntax::expressions::{attribute, literal, root, span};
use crate::syntax::lines::ending;
use crate::syntax::pieces::Rendered;
use crate::tally::{self, Rewritten, Tally};

/// The operators of a traversal.
pub(crate) type Operators = [hcl_edit::Decorated<TraversalOperator>];

/// Rewrites one text.
pub(crate) struct Rewriter<'a> {
    pub(crate) survey: &'a Survey,
    /// The modules that are here, where they may be named.
    pub(crate) modules: Option<&'a Uses<'a>>,
    pub(crate) text: &'a str,
    pub(crate) comments: &'a [Comment],
    pub(crate) heredocs: &'a [Range<usize>],
    pub(crate) edits: Edits,
    pub(crate) findings: Vec<Finding>,
    /// The domains whose size or count is read, which only a data source has, and their directories.
    pub(crate) counted: BTreeSet<(PathBuf, String)>,
    pub(crate) tally: Tally,
    pub(crate) marks: usize,
    pub(crate) each: Option<Subject>,
    pub(crate) this: Option<Subject>,
    scope: Vec<(String, Binding)>,
    around: Around,
}

impl<'a> Rewriter<'a> {
    /// For a text without blocks, such as an expression in JSON.
    pub(crate) fn new(survey: &'a Survey, text: &'a str) -> Self {
        Self {
            survey,
            modules: None,
            text,
            comments: &[],
            heredocs: &[],
            edits: Edits::default(),
            findings: Vec::new(),
            counted: BTreeSet::new(),
            tally: Tally::new(),
            marks: 0,
            each: None,
            this: None,
            scope: Vec::new(),
            around: Around::Value,
        }
    }

    pub(crate) fn of_file(survey: &'a Survey, text: &'a str, native: &'a Native) -> Self {
        let new = Self::new(survey, text);
        Self { comments: &native.comments, heredocs: &native.heredocs, ..new }
    }

    /// Rewrites an expression that stands in such a place.
    pub(crate) fn expression(&mut self, expression: &Expression, around: Around) {
        self.around = around;
        self.visit_expr(expression);
    }

    /// Does something while a name stands for something.
    pub(crate) fn bound(&mut self, names: &[(&str, Binding)], inner: impl FnOnce(&mut Self)) {
        let before = self.scope.len();
        self.scope
            .extend(names.iter().map(|(name, binding)| ((*name).to_owned(), binding.clone())));
        inner(self);
        self.scope.truncate(before);
    }

    /// Adds blocks behind everything else.
    pub(crate) fn append(&mut self, blocks: &str) {
        let text = match self.text {
            "" => blocks.to_owned(),
            text if text.ends_with('\n') => format!("\n{blocks}"),
            _ => format!("\n\n{blocks}"),
        };
        self.edits.insert(self.text.len(), text);
    }

    /// The whole text as it will be.
    pub(crate) fn rendered(&self) -> Rendered {
        self.edits.slice(0..self.text.len()).render(self.text, ending(self.text))
    }

    pub(crate) fn count(&mut self, what: Rewritten) {
        tally::count(&mut self.tally, what);
    }

    pub(crate) fn find(&mut self, place: usize, message: impl Into<String>) {
        self.findings.push(Finding::new(place, message));
    }

    /// Takes over what names stand for around a text.
    pub(crate) fn take_scope(&mut self, outer: &Rewriter<'_>) {
        self.scope.clone_from(&outer.scope);
    }

    pub(crate) fn binding(&self, name: &str) -> Option<&Binding> {
        self.scope.iter().rev().find(|(bound, _)| bound == name).map(|(_, binding)| binding)
    }

    fn traversal(&mut self, traversal: &Traversal, around: Around) {
        let found = self.subject(&traversal.expr, &traversal.operators);
        let ours = found.filter(|(subject, _)| !self.is_kept(subject));
        self.root(traversal, ours.is_some());
        for operator in &traversal.operators {
            if let TraversalOperator::Index(index) = operator.value() {
                self.expression(index, Around::Value);
            }
        }
        match ours {
            Some((subject, used)) => self.members(traversal, &subject, used, around),
            None => self.element(traversal),
        }
    }

    /// Renames what a traversal begins with.
    fn root(&mut self, traversal: &Traversal, is_ours: bool) {
        let Some(name) = root(traversal) else {
            let around = if is_ours { Around::Whole } else { Around::Value };
            return self.expression(&traversal.expr, around);
        };
        if self.binding(name).is_some() {
            return self.iterator(traversal);
        }
        if name == "module" {
            return self.in_module(traversal);
        }
        let kind = if name == "data" { traversal.operators.first() } else { None };
        let place = kind.map_or(span(&traversal.expr), name_range);
        if let Some((_, kind)) = Family::of_type(&self.text[place.clone()]).filter(|_| is_ours) {
            self.edits.rename(place.clone(), kind);
            self.count(Rewritten::Reference);
        }
    }

    /// Renames the type of a resource of a module, which only `import` and tests can name.
    fn in_module(&mut self, traversal: &Traversal) {
        for operator in &traversal.operators {
            let Some((_, kind)) = attribute(operator).and_then(Family::of_type) else { continue };
            self.edits.rename(name_range(operator), kind);
            self.count(Rewritten::Reference);
        }
    }

    fn call(&mut self, call: &FuncCall, around: Around) {
        let name = call.name.name.as_str();
        for argument in call.args.iter() {
            let around = match name {
                "length" => Around::Length,
                "keys" => Around::Whole,
                "tostring" | "tonumber" => Around::Text,
                "values" | "one" | "try" | "can" if around != Around::Text => around,
                _ => Around::Value,
            };
            self.expression(argument, around);
        }
    }

    fn conditional(&mut self, node: &Conditional, around: Around) {
        self.expression(&node.cond_expr, Around::Value);
        let is_named = matches!(around, Around::Whole | Around::Collection);
        let around = if is_named { around } else { Around::Value };
        self.expression(&node.true_expr, around);
        self.expression(&node.false_expr, around);
    }

    /// A reference in quotes, as it was once written.
    fn quoted(&mut self, node: &Expression, around: Around) {
        let Some(reference) = literal(node) else { return };
        let Ok(expression) = hcl_edit::parser::parse_expr(reference) else { return };
        let mut inner = Rewriter::new(self.survey, reference);
        inner.this.clone_from(&self.this);
        inner.expression(&expression, around);
        if !inner.edits.is_empty() {
            let text = inner.edits.slice(0..reference.len()).to_text(reference);
            let range = span(node);
            self.edits.rename(range.start + 1..range.end - 1, text);
            self.count(Rewritten::Reference);
        }
    }
}

impl Visit for Rewriter<'_> {
    fn visit_expr(&mut self, node: &Expression) {
        let around = take(&mut self.around);
        match node {
            Expression::Variable(name) => self.variable(name.as_str(), span(node), around),
            Expression::Traversal(traversal) => self.traversal(traversal, around),
            Expression::FuncCall(call) => self.call(call, around),
            Expression::ForExpr(node) => self.for_expr(node),
            Expression::Conditional(node) => self.conditional(node, around),
            Expression::Parenthesis(node) => self.expression(node.inner(), around),
            Expression::StringTemplate(node) => self.template(node, node.iter().count() > 1),
            Expression::HeredocTemplate(node) => self.template(&node.template, true),
            Expression::String(_) if matches!(around, Around::Whole | Around::Triggers) => {
                self.quoted(node, around);
            }
            Expression::Array(array) => {
                let is_names = matches!(around, Around::Whole | Around::Triggers);
                let around = if is_names { around } else { Around::Value };
                array.iter().for_each(|element| self.expression(element, around));
            }
            Expression::BinaryOp(node) => {
                let is_null = node.lhs_expr.is_null() || node.rhs_expr.is_null();
                let around = if is_null { Around::Whole } else { Around::Value };
                self.expression(&node.lhs_expr, around);
                self.expression(&node.rhs_expr, around);
            }
            _ => visit::visit_expr(self, node),
        }
    }
}

/// Where the name of an operator `.name` is.
pub(crate) fn name_range(operator: &hcl_edit::Decorated<TraversalOperator>) -> Range<usize> {
    let range = span(operator);
    match operator.value() {
        TraversalOperator::GetAttr(name) => range.end - name.as_str().len()..range.end,
        TraversalOperator::Index(index) => index.span().unwrap_or(range),
        _ => range,
    }
}
