//! The types that an attribute can have. The type says who sets it and where it lives.

mod blocks;
mod collections;
mod modes;

pub use blocks::{Block, Blocks};
pub use modes::{Computed, OptionalComputed, Private, Sensitive, WriteOnly};

use super::{
    diagnostic::{Error, Result},
    path::Path,
    schema::{Mode, Type},
    value::Value,
};

/// A Rust type that can be the type of a Terraform attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a Terraform attribute",
    note = "use String, bool, i64, u32, Option, Vec, BTreeMap, BTreeSet, an `object!`, a `choice!`, or \
            Computed, OptionalComputed, Sensitive, WriteOnly, Private, Block or Blocks of one"
)]
pub trait Field: Sized {
    /// Its type in Terraform.
    const TYPE: Type;
    /// Who sets it.
    const MODE: Mode = Mode::Required;
    /// Whether Terraform hides it.
    const SENSITIVE: bool = false;
    /// The texts that it can be, where they are fixed.
    const CHOICES: &'static [&'static str] = &[];

    /// The typed form of a known value.
    ///
    /// # Errors
    /// The value has another type, or is one that the type excludes; the error has its path.
    fn decode(value: Value) -> Result<Self>;

    /// The value as Terraform stores it.
    fn encode(self) -> Value;

    /// Reports what is wrong with a known, present value at `at`.
    fn check(_value: &Value, _at: &Path, _report: &mut Vec<Error>) {}

    /// Whether two known values mean the same, so that the user's spelling may stay.
    fn same(one: &Value, other: &Value) -> bool {
        one == other
    }
}

impl Field for String {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::String(text) => Ok(text),
            other => Err(other.mismatch("a string")),
        }
    }

    fn encode(self) -> Value {
        Value::String(self)
    }
}

impl Field for bool {
    const TYPE: Type = Type::Bool;

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::Bool(flag) => Ok(flag),
            other => Err(other.mismatch("true or false")),
        }
    }

    fn encode(self) -> Value {
        Value::Bool(self)
    }
}

impl Field for i64 {
    const TYPE: Type = Type::Number;

    fn decode(value: Value) -> Result<Self> {
        match &value {
            Value::Number(number) => {
                number.as_i64().ok_or_else(|| value.mismatch("a whole number"))
            }
            _ => Err(value.mismatch("a whole number")),
        }
    }

    fn encode(self) -> Value {
        Value::Number(self.into())
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        if let Value::Number(number) = value
            && number.as_i64().is_none()
        {
            report.push(Error {
                cause: format!("must be a whole number, got {number}"),
                path: at.clone(),
            });
        }
    }
}

impl Field for u32 {
    const TYPE: Type = Type::Number;

    fn decode(value: Value) -> Result<Self> {
        let Value::Number(number) = &value else {
            return Err(value.mismatch("a whole number"));
        };
        let whole = number.as_i64().and_then(|whole| Self::try_from(whole).ok());
        let most = Self::MAX;
        whole.ok_or_else(|| {
            Error::new(format!("must be a whole number from 0 to {most}, got {number}"))
        })
    }

    fn encode(self) -> Value {
        Value::Number(i64::from(self).into())
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        check_decoding::<Self>(value, at, report);
    }
}

/// Reports what keeps a value from being decoded: the check of a type whose decoding judges it.
pub fn check_decoding<T: Field>(value: &Value, at: &Path, report: &mut Vec<Error>) {
    report.extend(T::decode(value.clone()).err().map(|error| Error { path: at.clone(), ..error }));
}

/// Set by the user or absent. Nothing and emptiness mean the same.
impl<T: Field> Field for Option<T> {
    const TYPE: Type = T::TYPE;
    const MODE: Mode = Mode::Optional;
    const SENSITIVE: bool = T::SENSITIVE;
    const CHOICES: &'static [&'static str] = T::CHOICES;

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::Null => Ok(None),
            present => T::decode(present).map(Some),
        }
    }

    fn encode(self) -> Value {
        self.map_or(Value::Null, T::encode)
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        T::check(value, at, report);
    }

    fn same(one: &Value, other: &Value) -> bool {
        (one.is_empty() && other.is_empty()) || T::same(one, other)
    }
}
