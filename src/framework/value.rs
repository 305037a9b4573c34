//! Terraform's values, unknown ones included.

use std::collections::BTreeMap;

use super::diagnostic::Error;
use super::number::Number;

/// A value whose type is known from the schema.
///
/// Its `Debug` form shows everything: values are never logged.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Absent.
    #[default]
    Null,
    /// Not known before apply.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text.
    String(String),
    /// A list or a set; sets are sorted and free of duplicates.
    List(Vec<Self>),
    /// A map or an object.
    Map(BTreeMap<String, Self>),
}

/// What `null` looks like where an object is asked for one of its attributes.
const NULL: &Value = &Value::Null;

impl Value {
    /// An object of the given attributes.
    pub fn object<const N: usize>(attributes: [(&str, Self); N]) -> Self {
        attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
    }

    /// An attribute of an object; null if the object or the attribute is absent, unknown where
    /// the whole object is unknown.
    pub fn get(&self, name: &str) -> &Self {
        match self {
            Self::Map(attributes) => attributes.get(name).unwrap_or(NULL),
            Self::Unknown => self,
            _ => NULL,
        }
    }

    /// Sets an attribute of an object; no effect on anything else.
    pub fn set(&mut self, name: &str, value: Self) {
        if let Self::Map(attributes) = self {
            attributes.insert(name.to_owned(), value);
        }
    }

    /// Whether the value is absent.
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// Whether the value is absent, or holds nothing: `""`, `[]` or `{}`.
    pub fn is_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::String(text) => text.is_empty(),
            Self::List(elements) => elements.is_empty(),
            Self::Map(elements) => elements.is_empty(),
            Self::Unknown | Self::Bool(_) | Self::Number(_) => false,
        }
    }

    /// Whether no part of the value is unknown.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Unknown => false,
            Self::List(elements) => elements.iter().all(Self::is_known),
            Self::Map(elements) => elements.values().all(Self::is_known),
            _ => true,
        }
    }

    /// The value with null in place of everything unknown.
    pub fn without_unknowns(self) -> Self {
        match self {
            Self::Unknown => Self::Null,
            Self::List(all) => Self::List(all.into_iter().map(Self::without_unknowns).collect()),
            Self::Map(all) => {
                all.into_iter().map(|(key, value)| (key, value.without_unknowns())).collect()
            }
            known => known,
        }
    }

    /// The text of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The error for a value of another kind than expected. It names kinds only: the value may be
    /// a secret.
    pub fn mismatch(&self, expected: &str) -> Error {
        Error::new(format!("expected {expected}, got {}", self.kind()))
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Null => "nothing",
            Self::Unknown => "a value that is not known yet",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::List(_) => "a list",
            Self::Map(_) => "an object",
        }
    }
}

/// An object or a map.
impl FromIterator<(String, Self)> for Value {
    fn from_iter<I: IntoIterator<Item = (String, Self)>>(values: I) -> Self {
        // By way of a list: a map sorts what it is made of, once more for each type of iterator,
        // and each of these sorts takes 3 KB of the binary.
        Self::Map(values.into_iter().collect::<Vec<_>>().into_iter().collect())
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::String(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::String(text)
    }
}
