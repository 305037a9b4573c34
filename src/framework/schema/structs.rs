//! What `object!` makes of a struct.

use std::collections::BTreeMap;

use crate::framework::attribute::{Attribute, Type};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::path::Path;
use crate::framework::value::Value;
use crate::framework::{answer, validate};

/// A struct that `object!` made: a schema, with its description.
pub trait Object: Field {
    /// The description, as the doc comment has it.
    const DOC: &'static str;
    /// The attributes in reading order.
    const ATTRIBUTES: &'static [Attribute];

    /// Takes its attributes out of an object that may have others.
    ///
    /// # Errors
    /// The value is not an object, or an attribute has another type; the error has its path.
    fn take(object: &mut Value) -> Result<Self>;

    /// Puts its attributes into an object that may have others.
    fn put(self, object: &mut Value);

    /// Decodes its attributes from an object that may have others, which it does not look at.
    ///
    /// # Errors
    /// An attribute is not known yet, or has another type.
    fn within(object: &Value) -> Result<Self> {
        Self::decode(only(Self::ATTRIBUTES, object))
    }
}

/// An object with no attributes but these.
pub(crate) fn only(attributes: &[Attribute], object: &Value) -> Value {
    let names = attributes.iter().map(|attribute| attribute.name);
    names.map(|name| (name.to_owned(), object.get(name).clone())).collect()
}

/// Puts an attribute into an object.
pub fn put(object: &mut Value, name: &str, field: impl Field) {
    object.set(name, field.encode());
}

impl<T: Object> Field for T {
    const TYPE: Type = Type::Object(T::ATTRIBUTES);

    fn decode(mut value: Value) -> Result<Self> {
        Self::take(&mut value)
    }

    fn encode(self) -> Value {
        let mut object = Value::Map(BTreeMap::new());
        self.put(&mut object);
        object
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        validate::object(T::ATTRIBUTES, value, at, report);
    }

    fn same(one: &Value, other: &Value) -> bool {
        answer::same_object(T::ATTRIBUTES, one, other)
    }
}
