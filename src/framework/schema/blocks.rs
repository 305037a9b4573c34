//! Nested blocks, for the configuration of the provider.

use super::structs::Object;
use crate::framework::attribute::{Mode, Type};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::path::Path;
use crate::framework::value::Value;

/// A nested block that stands at most once.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block<T>(pub Option<T>);

impl<T: Object> Field for Block<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const MODE: Mode = Mode::Block { most: 1 };

    fn decode(value: Value) -> Result<Self> {
        Ok(Self(Blocks::decode(value)?.0.pop()))
    }

    fn encode(self) -> Value {
        Blocks(self.0.into_iter().collect()).encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        Vec::<T>::check(value, at, report);
    }
}

/// A nested block that may stand any number of times.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Blocks<T>(pub Vec<T>);

impl<T: Object> Field for Blocks<T> {
    const TYPE: Type = Type::List(&T::TYPE);
    const MODE: Mode = Mode::Block { most: 0 };

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::Null => Ok(Self(Vec::new())),
            blocks => Vec::decode(blocks).map(Self),
        }
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        Vec::<T>::check(value, at, report);
    }
}
