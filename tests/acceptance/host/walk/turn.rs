//! One instance of a node, and what everything is called there.

use codeartifact::framework::schema::Type;
use codeartifact::framework::value::Value;
use serde_json::Value as Json;

use super::nodes::{Instance, Node, body};
use super::objects::instance;
use super::{About, Stopped, Walk};
use crate::host::language::{Scope, conform};

/// An instance of a node.
pub(super) struct Turn<'a> {
    pub(super) node: &'a Node<'a>,
    pub(super) address: String,
    pub(super) about: About<'a>,
    scope: Scope<'a>,
}

impl Walk<'_> {
    /// Takes the instances of a node in turn. What they come to is what the node is.
    pub(super) fn turns(
        &self,
        node: &Node<'_>,
        instances: Vec<Instance>,
        mut take: impl FnMut(&Turn<'_>) -> Result<Value, Stopped>,
    ) -> Result<(), Stopped> {
        let mut values = Vec::new();
        let mut outcome = Ok(());
        for (key, here) in instances {
            let address = instance(&node.address, &key);
            let about = About { address: Some(address.clone()), block: Some(node.block) };
            match take(&Turn { node, address, about, scope: self.scope(here) }) {
                Ok(value) => values.push((key, value)),
                Err(Stopped) => outcome = Err(Stopped),
            }
        }
        self.values.borrow_mut().insert(node.address.clone(), together(values));
        outcome
    }

    /// What is configured, as it stands there.
    pub(super) fn given(&self, turn: &Turn<'_>) -> Result<Value, Stopped> {
        self.evaluated(&turn.about, body(&turn.scope, turn.node.block.body()))
    }

    /// A value of a type.
    pub(super) fn conformed(
        &self,
        turn: &Turn<'_>,
        ty: &Type,
        given: Value,
    ) -> Result<Value, Stopped> {
        self.evaluated(&turn.about, conform(ty, given))
    }
}

/// The value of a node from those of its instances.
fn together(values: Vec<(Json, Value)>) -> Value {
    match &values[..] {
        [(Json::Null, one)] => one.clone(),
        [(Json::Number(_), _), ..] => Value::List(values.into_iter().map(|it| it.1).collect()),
        _ => {
            let named = values
                .into_iter()
                .map(|(key, it)| (key.as_str().unwrap_or_default().to_owned(), it));
            Value::Map(named.collect())
        }
    }
}
