//! What is declared, in the order in which it can be done.

use std::collections::{BTreeMap, BTreeSet};

use codeartifact::framework::value::Value;
use hcl::{Block, Body, Expression};
use serde_json::Value as Json;

use super::Walk;
use crate::host::Kind;
use crate::host::language::{Fault, Module, Names, Scope, attribute};

/// Attributes of a block that are not those of its type.
const META: [&str; 4] = ["count", "for_each", "depends_on", "provider"];

/// A resource or a data source of the configuration.
#[derive(Clone)]
pub(super) struct Node<'a> {
    /// `type.name`, after `data.` or `ephemeral.` where it is one of these.
    pub(super) address: String,
    pub(super) block: &'a Block,
    pub(super) subject: Subject,
}

/// What a node is of.
#[derive(Clone)]
pub(super) enum Subject {
    /// A type of resource.
    Managed(Kind),
    /// A data source, without the provider's prefix.
    Data(String),
    /// An ephemeral resource, without the provider's prefix.
    Ephemeral(String),
    /// The resource of core itself, which hands a value on.
    Builtin,
}

/// An instance of a node: its key, and what its names stand for.
pub(super) type Instance = (Json, BTreeMap<String, Value>);

impl<'a> Node<'a> {
    /// All of them, in the order of the configuration.
    pub(super) fn all(module: &'a Module) -> Vec<Self> {
        let node = |block: &'a Block| {
            let labels: Vec<&str> = block.labels().iter().map(|label| label.as_str()).collect();
            let name = labels[0].trim_start_matches("codeartifact_");
            let (prefix, subject) = match (block.identifier(), labels[0]) {
                (_, "terraform_data") => ("", Subject::Builtin),
                ("resource", _) => ("", Subject::Managed(Kind::named(name))),
                ("data", _) => ("data.", Subject::Data(name.to_owned())),
                _ => ("ephemeral.", Subject::Ephemeral(name.to_owned())),
            };
            Self { address: format!("{prefix}{}.{}", labels[0], labels[1]), block, subject }
        };
        let kinds = ["resource", "data", "ephemeral"];
        kinds.into_iter().flat_map(|kind| module.blocks(kind)).map(node).collect()
    }

    /// Type and name.
    pub(super) fn labels(&self) -> (&str, &str) {
        (self.block.labels()[0].as_str(), self.block.labels()[1].as_str())
    }

    /// The arguments that changes outside are not undone for.
    pub(super) fn ignored(&self) -> Vec<String> {
        let mut blocks = self.block.body().blocks();
        let lifecycle = blocks.find(|block| block.identifier() == "lifecycle");
        match lifecycle.and_then(|block| attribute(block, "ignore_changes")) {
            Some(Expression::Array(all)) => all.iter().map(name).collect(),
            _ => Vec::new(),
        }
    }
}

fn name(expression: &Expression) -> String {
    match expression {
        Expression::Variable(name) => name.to_string(),
        other => panic!("the host does not ignore {other:?}"),
    }
}

/// The value of what stands in a block. Blocks in it are lists of what stands in them.
pub(super) fn body(scope: &Scope<'_>, body: &Body) -> Result<Value, Fault> {
    let mut all = BTreeMap::new();
    for attribute in body.attributes().filter(|it| !META.contains(&it.key())) {
        all.insert(attribute.key().to_owned(), scope.evaluate(attribute.expr())?);
    }
    for block in body.blocks().filter(|it| it.identifier() != "lifecycle") {
        let inside = self::body(scope, block.body())?;
        let list = all.entry(block.identifier().to_owned()).or_insert(Value::List(Vec::new()));
        if let Value::List(list) = list {
            list.push(inside);
        }
    }
    Ok(Value::Map(all))
}

impl<'a> Walk<'a> {
    /// The instances of a node.
    pub(super) fn instances(&self, node: &Node<'_>) -> Result<Vec<Instance>, Fault> {
        let scope = self.scope(BTreeMap::new());
        if let Some(each) = attribute(node.block, "for_each") {
            return Ok(match scope.evaluate(each)? {
                Value::Map(all) => all.into_iter().map(|(key, it)| each_of(key, it)).collect(),
                Value::List(all) => all.into_iter().map(each_of_set).collect(),
                other => panic!("{} is for each of {other:?}", node.address),
            });
        }
        if let Some(count) = attribute(node.block, "count") {
            let Value::Number(count) = scope.evaluate(count)? else { panic!("a number") };
            let instance = |index: i64| {
                let inside = Value::object([("index", Value::Number(index.into()))]);
                (Json::from(index), BTreeMap::from([("count".to_owned(), inside)]))
            };
            return Ok((0..count.as_i64().expect("a whole number")).map(instance).collect());
        }
        Ok(vec![(Json::Null, BTreeMap::new())])
    }

    /// What names stand for in a node of which no instance is known.
    pub(super) fn any_instance(node: &Node<'_>) -> BTreeMap<String, Value> {
        let unknown = |names: [&str; 2]| Value::object(names.map(|name| (name, Value::Unknown)));
        let is_repeated = |name| attribute(node.block, name).is_some();
        let each = is_repeated("for_each").then(|| ("each".to_owned(), unknown(["key", "value"])));
        let count = is_repeated("count").then(|| ("count".to_owned(), unknown(["index", "index"])));
        each.into_iter().chain(count).collect()
    }

    /// The nodes, each after what it refers to, and what each refers to.
    pub(super) fn in_order(&self) -> (Vec<Node<'a>>, BTreeMap<String, BTreeSet<String>>) {
        let of_provider: BTreeSet<String> = self
            .module
            .blocks("provider")
            .flat_map(|block| self.references(block, BTreeMap::new()))
            .collect();
        let all = Node::all(self.module);
        let mut direct: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for node in &all {
            let mut references = self.references(node.block, Self::any_instance(node));
            if !matches!(node.subject, Subject::Builtin) {
                references.extend(of_provider.clone());
            }
            direct.insert(node.address.clone(), references);
        }
        let mut ordered: Vec<Node<'a>> = Vec::new();
        while ordered.len() < all.len() {
            let done: BTreeSet<_> = ordered.iter().map(|node| &node.address).collect();
            let ready = |node: &&Node<'_>| {
                !done.contains(&node.address)
                    && direct[&node.address].iter().all(|it| done.contains(it))
            };
            let next: Vec<_> = all.iter().filter(ready).cloned().collect();
            assert!(!next.is_empty(), "the configuration goes round in a circle: {direct:?}");
            ordered.extend(next);
        }
        (ordered, direct)
    }

    /// The resources and data sources that a block speaks of.
    pub(super) fn references(
        &self,
        block: &Block,
        here: BTreeMap<String, Value>,
    ) -> BTreeSet<String> {
        self.seen.take();
        let scope = self.scope(here);
        let _ = body(&scope, block.body());
        for name in META {
            let _ = attribute(block, name).map(|expression| scope.evaluate(expression));
        }
        self.seen.take()
    }

    /// A scope in which everything has its value, and some names have another here.
    pub(super) fn scope(&self, here: BTreeMap<String, Value>) -> Scope<'_> {
        Scope { names: self, here }
    }
}

fn each_of(key: String, value: Value) -> Instance {
    let each = Value::object([("key", Value::String(key.clone())), ("value", value)]);
    (Json::String(key), BTreeMap::from([("each".to_owned(), each)]))
}

fn each_of_set(value: Value) -> Instance {
    let Value::String(key) = value.clone() else { panic!("{value:?} is no key") };
    each_of(key, value)
}

impl Names for Walk<'_> {
    fn value(&self, root: &str, attributes: &[&str]) -> Result<(Value, usize), Fault> {
        let (address, taken) = match (root, attributes) {
            ("local", [name, ..]) => {
                return Ok((self.local(name)?, 1));
            }
            ("var", [name, ..]) => return Ok((self.variable(name)?, 1)),
            ("path", [_, ..]) => return Ok((Value::String(".".to_owned()), 1)),
            ("data" | "ephemeral", [kind, name, ..]) => (format!("{root}.{kind}.{name}"), 2),
            (kind, [name, ..]) => (format!("{kind}.{name}"), 1),
            _ => panic!("the host does not know the name {root}"),
        };
        self.seen.borrow_mut().insert(address.clone());
        Ok((self.values.borrow().get(&address).cloned().unwrap_or(Value::Unknown), taken))
    }

    fn call(&self, function: &str, arguments: Vec<Value>) -> Result<Value, Fault> {
        self.unconfigured().call_function(function, arguments)
    }

    fn file(&self, path: &str) -> String {
        std::fs::read_to_string(self.world.path(path)).expect("a file")
    }
}

impl Walk<'_> {
    fn local(&self, name: &str) -> Result<Value, Fault> {
        let seen = self.seen.borrow().clone();
        let expression = self.module.local(name).expect("a local value");
        let value = self.scope(BTreeMap::new()).evaluate(expression)?;
        if !self.sees_through_locals.get() {
            self.seen.replace(seen);
        }
        Ok(value)
    }

    /// The default of a variable: nobody sets one.
    fn variable(&self, name: &str) -> Result<Value, Fault> {
        let mut all = self.module.blocks("variable");
        let found = all.find(|block| block.labels()[0].as_str() == name).expect("a variable");
        let default = attribute(found, "default").expect("a default");
        self.scope(BTreeMap::new()).evaluate(default)
    }
}
