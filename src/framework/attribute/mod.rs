//! One attribute of an object: what it is in Terraform, who sets it, and what else holds for it.

mod rules;

pub use rules::{Pattern, Rules, items, length, matching, replaces, stable};

use std::collections::BTreeMap;

use super::diagnostic::Error;
use super::path::Path;
use super::value::Value;

/// The type of a value, known at compile time.
#[derive(Debug, Clone, Copy)]
pub enum Type {
    /// A boolean.
    Bool,
    /// A number.
    Number,
    /// A text.
    String,
    /// Elements in an order that means something.
    List(&'static Self),
    /// Elements without order or repetition.
    Set(&'static Self),
    /// Elements by name.
    Map(&'static Self),
    /// Named attributes.
    Object(&'static [Attribute]),
}

impl Type {
    /// The type in words, with its article.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Bool => "true or false",
            Self::Number => "a number",
            Self::String => "a string",
            Self::List(_) => "a list",
            Self::Set(_) => "a set",
            Self::Map(_) => "a map",
            Self::Object(_) => "an object",
        }
    }

    /// The attributes of the object that it is, or that its elements are.
    pub(crate) const fn inside(&self) -> Option<&'static [Attribute]> {
        match self {
            Self::Object(attributes) => Some(attributes),
            Self::List(inner) | Self::Set(inner) | Self::Map(inner) => inner.inside(),
            Self::Bool | Self::Number | Self::String => None,
        }
    }

    /// Whether both are the same type of text, number or boolean.
    pub(crate) const fn is_like(&self, other: &Self) -> bool {
        matches!(
            (self, other),
            (Self::Bool, Self::Bool) | (Self::Number, Self::Number) | (Self::String, Self::String)
        )
    }
}

/// Who sets an attribute, and where it lives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// The user must set it.
    Required,
    /// The user may set it.
    Optional,
    /// The user may set it; the service does otherwise.
    OptionalComputed,
    /// The service sets it.
    Computed,
    /// The user may set it; it is never stored.
    WriteOnly,
    /// A nested block, at most `most` times (0: without limit).
    Block {
        /// How often the block may stand.
        most: i64,
    },
    /// No user sees it: it lives in the private data beside the state.
    Private,
}

/// One attribute of an object.
#[derive(Debug, Clone, Copy)]
pub struct Attribute {
    /// Its name in configurations.
    pub name: &'static str,
    /// Its description, as the doc comment has it.
    pub doc: &'static str,
    /// Its type.
    pub ty: Type,
    /// Who sets it.
    pub mode: Mode,
    /// Whether Terraform hides it.
    pub sensitive: bool,
    /// The texts that it, or each of its elements, can be; empty if they are not fixed.
    pub choices: &'static [&'static str],
    /// Whether an empty text says something, and is not the absence of a text.
    pub says_empty: bool,
    /// What else holds for it.
    pub rules: Rules,
    /// Reports what its type finds wrong with a value.
    pub check: fn(&Value, &Path, &mut Vec<Error>),
    /// Whether two values mean the same to its type.
    pub same: fn(&Value, &Value) -> bool,
}

impl Attribute {
    /// Whether it is part of the state, and so of the schema that Terraform sees.
    pub fn is_stored(&self) -> bool {
        self.mode != Mode::Private
    }

    /// What stands in a state for an argument that no user has set and that can be empty. To the
    /// service null, empty and absent are one thing, and Terraform holds a configured empty value
    /// against the state.
    pub fn unset(&self) -> Option<Value> {
        match (self.mode, self.ty) {
            (Mode::Optional, Type::String) if !self.says_empty => Some("".into()),
            (Mode::Optional, Type::List(_) | Type::Set(_)) => Some(Value::List(Vec::new())),
            (Mode::Optional, Type::Map(_)) => Some(Value::Map(BTreeMap::new())),
            _ => None,
        }
    }

    /// Whether a configured value leaves it out: one that is null, or an empty text that says
    /// nothing.
    pub fn is_left_out(&self, config: &Value) -> bool {
        let may_be = matches!(self.mode, Mode::Optional | Mode::OptionalComputed | Mode::WriteOnly);
        config.is_null() || (may_be && !self.says_empty && config.as_str() == Some(""))
    }

    /// Whether the service may set it.
    pub fn is_computed(&self) -> bool {
        matches!(self.mode, Mode::Computed | Mode::OptionalComputed)
    }
}
