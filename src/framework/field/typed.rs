//! What makes a Rust type the type of an attribute.

use crate::framework::attribute::{Mode, Type};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::path::{Path, Step};
use crate::framework::value::Value;

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

    /// Whether an empty text says something, and is not the absence of a text.
    const SAYS_EMPTY: bool = false;

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

/// Reports what keeps a value from being decoded: the check of a type whose decoding judges it.
pub fn check_decoding<T: Field>(value: &Value, at: &Path, report: &mut Vec<Error>) {
    report.extend(T::decode(value.clone()).err().map(|error| Error { path: at.clone(), ..error }));
}

/// Takes an attribute out of an object and decodes it.
///
/// # Errors
/// The value is not an object, or the attribute does not have the type `T`; the error has its path.
pub fn take<T: Field>(object: &mut Value, name: &str) -> Result<T> {
    let Value::Map(attributes) = object else {
        return Err(object.mismatch("an object"));
    };
    let value = attributes.remove(name).unwrap_or_default();
    T::decode(value).map_err(|error| error.under(Step::Attribute(name.to_owned())))
}
