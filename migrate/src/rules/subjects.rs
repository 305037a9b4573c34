//! Which resource or data source an expression reaches.

use hcl_edit::expr::{Expression, FuncCall, TraversalOperator};

use crate::configuration::survey::Instances;
use crate::rules::references::{Operators, Rewriter};
use crate::rules::scope::{Access, Binding, Subject};
use crate::schema::Family;
use crate::syntax::expressions::{attribute, member, span};

impl Rewriter<'_> {
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
    pub(crate) fn one_branch(&self, one: &Expression, other: &Expression) -> Option<Subject> {
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
    pub(crate) fn seen_through(&self, call: &FuncCall) -> Option<Subject> {
        let [argument] = call.args.iter().collect::<Vec<_>>()[..] else { return None };
        let subject = self.whole(argument).filter(|subject| subject.is_many || subject.is_splat)?;
        let access = subject.access.clone();
        match call.name.name.as_str() {
            "values" => Some(Subject { is_many: true, ..subject }),
            "one" => Some(Subject { is_splat: false, ..subject.instance(access) }),
            _ => None,
        }
    }

    pub(crate) fn named(
        &self,
        name: &str,
        place: usize,
        ops: &Operators,
    ) -> Option<(Subject, usize)> {
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

    pub(crate) fn declared(
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
}

/// Whether an operator takes an instance, or all of them.
fn is_index(operator: &TraversalOperator) -> bool {
    !matches!(operator, TraversalOperator::GetAttr(_))
}

fn is_splat(operator: &TraversalOperator) -> bool {
    matches!(operator, TraversalOperator::AttrSplat(_) | TraversalOperator::FullSplat(_))
}
