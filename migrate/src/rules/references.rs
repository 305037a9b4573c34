//! References to resources and data sources, wherever an expression has one.

use std::collections::BTreeSet;
use std::mem::take;
use std::ops::Range;

use hcl_edit::Span;
use hcl_edit::expr::{Conditional, Expression, ForExpr, FuncCall, Traversal, TraversalOperator};
use hcl_edit::template::{Directive, Element, ForDirective, Template};
use hcl_edit::visit::{self, Visit};

use crate::configuration::file::Native;
use crate::configuration::survey::{Instances, Survey};
use crate::report::Finding;
use crate::rules::scope::{Access, Around, Binding, Subject};
use crate::schema::Family;
use crate::syntax::comments::Comment;
use crate::syntax::edits::Edits;
use crate::syntax::expressions::{attribute, literal, member, root, span};
use crate::syntax::lines::ending;
use crate::syntax::pieces::Rendered;
use crate::tally::{self, Rewritten, Tally};

/// The operators of a traversal.
pub(crate) type Operators = [hcl_edit::Decorated<TraversalOperator>];

/// Rewrites one text.
pub(crate) struct Rewriter<'a> {
    pub(crate) survey: &'a Survey,
    pub(crate) text: &'a str,
    pub(crate) comments: &'a [Comment],
    pub(crate) heredocs: &'a [Range<usize>],
    pub(crate) edits: Edits,
    pub(crate) findings: Vec<Finding>,
    /// The domains whose size or count is read, which only a data source has.
    pub(crate) counted: BTreeSet<String>,
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

    fn binding(&self, name: &str) -> Option<&Binding> {
        self.scope.iter().rev().find(|(bound, _)| bound == name).map(|(_, binding)| binding)
    }

    /// What a traversal begins with, and how many operators that takes.
    pub(crate) fn subject(&self, root: &Expression, ops: &Operators) -> Option<(Subject, usize)> {
        match root {
            Expression::Variable(name) => self.named(name.as_str(), span(root).start, ops),
            _ => {
                let subject = self.whole(root)?;
                let Some(first) = ops.first().filter(|_| subject.is_many) else {
                    return Some((subject, 0));
                };
                if !is_index(first) {
                    return Some((subject, 0));
                }
                let is_splat = is_splat(first);
                let access = subject.access.clone();
                Some((Subject { is_splat, ..subject.instance(access) }, 1))
            }
        }
    }

    /// The resource that an expression is, as a whole.
    pub(crate) fn whole(&self, expression: &Expression) -> Option<Subject> {
        match expression {
            Expression::Variable(_) => self.subject(expression, &[]).map(|(subject, _)| subject),
            Expression::Traversal(traversal) => {
                let (subject, used) = self.subject(&traversal.expr, &traversal.operators)?;
                (used == traversal.operators.len()).then_some(subject)
            }
            Expression::Parenthesis(parenthesis) => self.whole(parenthesis.inner()),
            Expression::FuncCall(call) => self.seen_through(call),
            Expression::Conditional(node) => self.one_branch(&node.true_expr, &node.false_expr),
            _ => None,
        }
    }

    /// All instances of a resource, or none.
    fn one_branch(&self, one: &Expression, other: &Expression) -> Option<Subject> {
        let is_empty = |branch: &Expression| {
            branch.as_object().is_some_and(|object| object.is_empty()) || branch.is_null()
        };
        let (subject, otherwise) = match (self.whole(one), self.whole(other)) {
            (Some(subject), None) => (subject, other),
            (None, Some(subject)) => (subject, one),
            _ => return None,
        };
        (subject.is_many && is_empty(otherwise)).then_some(subject)
    }

    /// `values(R)` is all instances of R, and `one(R)` is the one that it has.
    fn seen_through(&self, call: &FuncCall) -> Option<Subject> {
        let [argument] = call.args.iter().collect::<Vec<_>>()[..] else { return None };
        let subject = self.whole(argument).filter(|subject| subject.is_many || subject.is_splat)?;
        let access = subject.access.clone();
        match call.name.name.as_str() {
            "values" => Some(Subject { is_many: true, ..subject }),
            "one" => Some(Subject { is_splat: false, ..subject.instance(access) }),
            _ => None,
        }
    }

    fn named(&self, name: &str, place: usize, ops: &Operators) -> Option<(Subject, usize)> {
        let first = ops.first().map(|first| first.value());
        let is_value = first.and_then(member) == Some("value");
        match self.binding(name) {
            Some(Binding::Instance(subject)) => return Some((subject.clone(), 0)),
            Some(Binding::Iterator(iterator)) if is_value => {
                return Some((iterator.value.clone()?, 1));
            }
            Some(_) => return None,
            None => {}
        }
        match name {
            "each" if is_value => Some((self.each.clone()?, 1)),
            "self" => Some((self.this.clone()?, 0)),
            "data" => {
                let kind = first.and_then(attribute)?;
                self.declared(true, kind, place, ops, 1)
            }
            kind => self.declared(false, kind, place, ops, 0),
        }
    }

    fn declared(
        &self,
        is_data: bool,
        kind: &str,
        place: usize,
        ops: &Operators,
        at: usize,
    ) -> Option<(Subject, usize)> {
        let (family, kind) = Family::of_type(kind)?;
        let name = ops.get(at).and_then(|name| attribute(name))?;
        let object = self.survey.object(family, is_data, kind, name).cloned();
        let instances = object.as_ref().map(|object| object.instances);
        let mut subject = Subject {
            family,
            is_data,
            kind: kind.to_owned(),
            name: name.to_owned(),
            is_many: instances.is_some_and(|instances| instances != Instances::One),
            is_splat: false,
            access: Access::Root(place),
            object,
            label: String::new(),
        };
        subject.label = format!("`{}`", subject.address());
        let next = ops.get(at + 1).filter(|next| is_index(next));
        let Some(next) = next else { return Some((subject, at + 1)) };
        // Without a block to be seen, `["x"]` is a key: members are hardly written so.
        if instances == Some(Instances::One) && member(next).is_some() {
            return Some((subject, at + 1));
        }
        subject.is_splat = is_splat(next);
        subject.is_many = false;
        subject.label = format!("`{}{}`", subject.address(), &self.text[span(next)]);
        Some((subject, at + 2))
    }

    /// Whether the object stays with its provider, because another one has its new name.
    pub(crate) fn is_kept(&self, subject: &Subject) -> bool {
        self.survey.clashes(subject.family, subject.is_data, &subject.kind, &subject.name)
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

    /// The iterator of a dynamic block that becomes an expression has no `.value` and no `.key`.
    fn iterator(&mut self, traversal: &Traversal) {
        let Some(Binding::Iterator(iterator)) = root(traversal).and_then(|name| self.binding(name))
        else {
            return;
        };
        let Some((value, key)) = &iterator.replacements else { return };
        let Some(first) = traversal.operators.first() else { return };
        let range = span(&traversal.expr).start..span(first).end;
        match member(first) {
            Some("value") => self.edits.rename(range, value.clone()),
            Some("key") => self.edits.rename(range, key.clone()),
            _ => {}
        }
    }

    /// A member of a block that is a text here.
    fn element(&mut self, traversal: &Traversal) {
        let name = match root(traversal).and_then(|name| self.binding(name)) {
            Some(Binding::Upstream) => "repository_name",
            Some(Binding::Connection) => "external_connection_name",
            _ => return,
        };
        let Some(first) = traversal.operators.first() else { return };
        match member(first) {
            Some(member) if member == name => self.edits.remove(span(first)),
            member => {
                let member = member.unwrap_or_default().to_owned();
                self.find(span(traversal).start, unknown_member(&member));
            }
        }
    }

    fn variable(&mut self, name: &str, range: Range<usize>, around: Around) {
        match self.binding(name).cloned() {
            Some(Binding::Instance(subject)) => {
                let label = format!("`{name}` of {}", subject.label);
                self.as_a_whole(range.start, &Subject { label, ..subject }, around);
            }
            Some(Binding::Upstream | Binding::Connection) if around == Around::Value => {
                self.find(
                    range.start,
                    format!("`{name}` was a block and is a string here. Check what reads it."),
                );
            }
            _ => {}
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

    fn for_expr(&mut self, node: &ForExpr) {
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

    fn for_directive(&mut self, node: &ForDirective) {
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
    fn element_of(
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

    fn directive(&mut self, directive: &Directive) {
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

/// Whether an operator takes an instance, or all of them.
fn is_index(operator: &TraversalOperator) -> bool {
    !matches!(operator, TraversalOperator::GetAttr(_))
}

fn is_splat(operator: &TraversalOperator) -> bool {
    matches!(operator, TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_))
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

/// Why a member of a connection cannot be had.
pub(crate) fn unknown_member(member: &str) -> String {
    match member {
        "package_format" => "The repository has no `package_format` of its external connection. \
            Write the format, or read it from the data source `codeartifact_external_connections`."
            .to_owned(),
        "status" => "The repository has no `status` of its external connection. Remove the \
            reference, or manage the connection with `codeartifact_repository_external_connection`, \
            which returns its status."
            .to_owned(),
        _ => format!("`{member}` is not an attribute here. Check what reads it."),
    }
}
