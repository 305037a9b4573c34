//! References to configurations of providers, such as `aws.x`.

use hcl_edit::expr::{Expression, TraversalOperator};

use crate::schema::LOCAL_NAME;
use crate::syntax::expressions::{key_name, root};

/// A name of a provider, and of one of its configurations.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Reference {
    pub(crate) name: String,
    pub(crate) alias: Option<String>,
}

impl Reference {
    /// What `aws.x` or `aws` means, as a reference or as a text.
    pub(crate) fn of(expression: &Expression) -> Option<Self> {
        match expression {
            Expression::String(text) => Some(Self::parse(text.as_str())),
            Expression::Variable(name) => Some(Self { name: name.to_string(), alias: None }),
            Expression::Traversal(traversal) => {
                let alias = traversal.operators.first().map(|operator| operator.value());
                let Some(TraversalOperator::GetAttr(alias)) = alias else { return None };
                Some(Self { name: root(traversal)?.to_owned(), alias: Some(alias.to_string()) })
            }
            _ => None,
        }
    }

    /// What a text means, without the key of an instance as OpenTofu has it.
    pub(crate) fn parse(text: &str) -> Self {
        let text = text.split('[').next().unwrap_or(text);
        match text.split_once('.') {
            Some((name, alias)) => Self { name: name.to_owned(), alias: Some(alias.to_owned()) },
            None => Self { name: text.to_owned(), alias: None },
        }
    }

    pub(crate) fn is_ours(&self) -> bool {
        self.name == LOCAL_NAME
    }
}

/// The keys and values of a map of providers. Keys such as `aws.x` are read as traversals.
pub(crate) fn pairs(map: &Expression) -> Vec<(Reference, Reference)> {
    let Some(object) = map.as_object() else { return Vec::new() };
    let pairs = object.iter().filter_map(|(key, value)| {
        let key = match key_name(key) {
            Some(name) => Reference::parse(name),
            None => Reference::of(key.as_expr()?)?,
        };
        Some((key, Reference::of(value.expr())?))
    });
    pairs.collect()
}
