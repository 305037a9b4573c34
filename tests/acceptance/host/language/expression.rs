//! Expressions, as core evaluates them: what depends on a value that is not known is not known.

use std::collections::BTreeMap;

use codeartifact::framework::value::Value;
use hcl::expr::{
    BinaryOp, BinaryOperator, Conditional, ForExpr, FuncCall, Object, ObjectKey, Operation,
    TemplateExpr, TraversalOperator, UnaryOp, UnaryOperator,
};
use hcl::template::Element;
use hcl::{Expression, Template, Traversal};

use super::{Fault, functions};

/// What the names of a configuration stand for.
pub(in crate::host) trait Names {
    /// The value of `local.x`, `data.type.name` or `type.name`, and how many attributes after the
    /// first name are part of it.
    fn value(&self, root: &str, attributes: &[&str]) -> Result<(Value, usize), Fault>;
    /// What a function of the provider returns.
    fn call(&self, function: &str, arguments: Vec<Value>) -> Result<Value, Fault>;
    /// The text of a file.
    fn file(&self, path: &str) -> String;
}

/// Where an expression stands: what everything is called, and what is called so here alone.
#[derive(Clone)]
pub(in crate::host) struct Scope<'a> {
    pub(in crate::host) names: &'a dyn Names,
    pub(in crate::host) here: BTreeMap<String, Value>,
}

type Answer = Result<Value, Fault>;

impl Scope<'_> {
    /// The value of an expression.
    pub(in crate::host) fn evaluate(&self, expression: &Expression) -> Answer {
        match expression {
            Expression::Null => Ok(Value::Null),
            Expression::Bool(flag) => Ok(Value::Bool(*flag)),
            Expression::Number(number) => Ok(super::number(&number.to_string())),
            Expression::String(text) => Ok(Value::String(text.clone())),
            Expression::Array(all) => self.evaluate_all(all).map(Value::List),
            Expression::Object(all) => self.object(all),
            Expression::TemplateExpr(template) => self.template(template),
            Expression::Variable(name) => self.walk(name.as_str(), &[]),
            Expression::Traversal(traversal) => self.traversal(traversal),
            Expression::FuncCall(call) => self.function(call),
            Expression::Parenthesis(inside) => self.evaluate(inside),
            Expression::Conditional(conditional) => self.conditional(conditional),
            Expression::Operation(operation) => self.operation(operation),
            Expression::ForExpr(each) => self.each(each),
            other => panic!("the host does not evaluate {other:?}"),
        }
    }

    fn evaluate_all(&self, all: &[Expression]) -> Result<Vec<Value>, Fault> {
        all.iter().map(|one| self.evaluate(one)).collect()
    }

    /// An object with a key that is not known is not known.
    fn object(&self, all: &Object<ObjectKey, Expression>) -> Answer {
        let mut object = BTreeMap::new();
        for (key, value) in all {
            let key = match key {
                ObjectKey::Identifier(name) => Value::String(name.to_string()),
                ObjectKey::Expression(key) => self.evaluate(key)?,
                other => panic!("the host does not know the key {other:?}"),
            };
            object.insert(key, self.evaluate(value)?);
        }
        if object.contains_key(&Value::Unknown) {
            return Ok(Value::Unknown);
        }
        Ok(Value::Map(object.into_iter().map(|(key, value)| (text(&key), value)).collect()))
    }

    /// One interpolation alone is its value; otherwise a template is a text.
    fn template(&self, template: &TemplateExpr) -> Answer {
        let template = Template::from_expr(template).expect("a template");
        let part = |element: &Element| match element {
            Element::Literal(text) => Ok(Value::String(text.clone())),
            Element::Interpolation(inside) => self.evaluate(&inside.expr),
            Element::Directive(directive) => panic!("the host does not follow {directive:?}"),
        };
        let mut parts = template.elements().iter().map(part).collect::<Result<Vec<_>, _>>()?;
        Ok(match &parts[..] {
            [_] => parts.remove(0),
            parts if parts.contains(&Value::Unknown) => Value::Unknown,
            parts => Value::String(parts.iter().map(text).collect()),
        })
    }

    fn traversal(&self, traversal: &Traversal) -> Answer {
        match &traversal.expr {
            Expression::Variable(name) => self.walk(name.as_str(), &traversal.operators),
            other => self.steps(self.evaluate(other)?, &traversal.operators),
        }
    }

    fn walk(&self, root: &str, operators: &[TraversalOperator]) -> Answer {
        if let Some(value) = self.here.get(root) {
            return self.steps(value.clone(), operators);
        }
        let attributes: Vec<&str> = operators.iter().map_while(attribute).collect();
        let (value, taken) = self.names.value(root, &attributes)?;
        self.steps(value, &operators[taken..])
    }

    fn steps(&self, value: Value, operators: &[TraversalOperator]) -> Answer {
        let Some((first, rest)) = operators.split_first() else { return Ok(value) };
        let next = match first {
            TraversalOperator::GetAttr(name) => value.get(name.as_str()).clone(),
            TraversalOperator::Index(index) => element(&value, &self.evaluate(index)?),
            TraversalOperator::LegacyIndex(index) => {
                element(&value, &super::number(&index.to_string()))
            }
            TraversalOperator::AttrSplat | TraversalOperator::FullSplat => {
                return self.splat(value, rest);
            }
        };
        self.steps(next, rest)
    }

    fn splat(&self, value: Value, rest: &[TraversalOperator]) -> Answer {
        let all = match value {
            Value::Unknown => return Ok(Value::Unknown),
            Value::Null => Vec::new(),
            Value::List(all) => all,
            one => vec![one],
        };
        all.into_iter().map(|one| self.steps(one, rest)).collect::<Result<_, _>>().map(Value::List)
    }

    fn function(&self, call: &FuncCall) -> Answer {
        let mut arguments = self.evaluate_all(&call.args)?;
        if call.expand_final
            && let Some(Value::List(rest)) = arguments.pop()
        {
            arguments.extend(rest);
        }
        let name = call.name.name.as_str();
        match call.name.namespace.is_empty() {
            false => self.names.call(name, arguments),
            true if arguments.iter().all(Value::is_known) => {
                Ok(functions::call(name, &arguments, &|path| self.names.file(path)))
            }
            true => Ok(Value::Unknown),
        }
    }

    /// Both sides are evaluated, so that all references are seen.
    fn conditional(&self, conditional: &Conditional) -> Answer {
        let (yes, no) =
            (self.evaluate(&conditional.true_expr), self.evaluate(&conditional.false_expr));
        match self.evaluate(&conditional.cond_expr)? {
            Value::Unknown => yes.and(no).and(Ok(Value::Unknown)),
            Value::Bool(true) => yes,
            _ => no,
        }
    }

    fn operation(&self, operation: &Operation) -> Answer {
        match operation {
            Operation::Unary(UnaryOp { operator: UnaryOperator::Not, expr }) => {
                Ok(match self.evaluate(expr)? {
                    Value::Bool(flag) => Value::Bool(!flag),
                    other => other,
                })
            }
            Operation::Binary(BinaryOp { lhs_expr, operator, rhs_expr }) => {
                let sides = (self.evaluate(lhs_expr)?, self.evaluate(rhs_expr)?);
                Ok(binary(*operator, sides))
            }
            other => panic!("the host does not know the operation {other:?}"),
        }
    }

    fn each(&self, each: &ForExpr) -> Answer {
        let over = self.evaluate(&each.collection_expr)?;
        let elements: Vec<(Value, Value)> = match over {
            // Evaluated once all the same, so that all references are seen.
            Value::Unknown => {
                return self.turn(each, (Value::Unknown, Value::Unknown)).and(Ok(Value::Unknown));
            }
            Value::Map(all) => {
                all.into_iter().map(|(key, value)| (Value::String(key), value)).collect()
            }
            Value::List(all) => all
                .into_iter()
                .enumerate()
                .map(|(index, value)| (super::number(&index.to_string()), value))
                .collect(),
            other => panic!("there is nothing to go through in {other:?}"),
        };
        let turns = elements.into_iter().map(|element| self.turn(each, element));
        let turns = turns.filter_map(Result::transpose).collect::<Result<Vec<_>, _>>()?;
        Ok(match each.key_expr {
            Some(_) => {
                Value::Map(turns.into_iter().map(|(key, value)| (text(&key), value)).collect())
            }
            None => Value::List(turns.into_iter().map(|(_, value)| value).collect()),
        })
    }

    /// The key and the value that one element gives; nothing where it does not meet the condition.
    fn turn(
        &self,
        each: &ForExpr,
        (key, value): (Value, Value),
    ) -> Result<Option<(Value, Value)>, Fault> {
        let mut inside = self.clone();
        if let Some(name) = &each.key_var {
            inside.here.insert(name.to_string(), key);
        }
        inside.here.insert(each.value_var.to_string(), value);
        let wanted =
            each.cond_expr.as_ref().map_or(Ok(Value::Bool(true)), |it| inside.evaluate(it))?;
        let key = each.key_expr.as_ref().map_or(Ok(Value::Null), |key| inside.evaluate(key))?;
        let value = inside.evaluate(&each.value_expr)?;
        Ok((wanted != Value::Bool(false)).then_some((key, value)))
    }
}

fn attribute(operator: &TraversalOperator) -> Option<&str> {
    match operator {
        TraversalOperator::GetAttr(name) => Some(name.as_str()),
        _ => None,
    }
}

fn binary(operator: BinaryOperator, sides: (Value, Value)) -> Value {
    match (operator, sides) {
        (_, (Value::Unknown, _) | (_, Value::Unknown)) => Value::Unknown,
        (BinaryOperator::Eq, (left, right)) => Value::Bool(left == right),
        (BinaryOperator::NotEq, (left, right)) => Value::Bool(left != right),
        (BinaryOperator::And, (Value::Bool(left), Value::Bool(right))) => {
            Value::Bool(left && right)
        }
        (BinaryOperator::Or, (Value::Bool(left), Value::Bool(right))) => Value::Bool(left || right),
        (BinaryOperator::Greater, (Value::Number(left), Value::Number(right))) => {
            Value::Bool(left > right)
        }
        (operator, sides) => panic!("the host does not know {operator:?} of {sides:?}"),
    }
}

fn element(value: &Value, index: &Value) -> Value {
    match (value, index) {
        (Value::Unknown, _) | (_, Value::Unknown) => Value::Unknown,
        (Value::List(all), Value::Number(index)) => {
            let index = index.as_i64().and_then(|index| usize::try_from(index).ok());
            index.and_then(|index| all.get(index)).cloned().unwrap_or_default()
        }
        (value, Value::String(key)) => value.get(key).clone(),
        other => panic!("there is no such element: {other:?}"),
    }
}

/// A value as a part of a text.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Bool(flag) => flag.to_string(),
        other => panic!("{other:?} is no text"),
    }
}
