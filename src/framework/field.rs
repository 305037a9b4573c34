//! The types that an attribute can have. The type says who sets it and where it lives.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use super::{
    answer,
    diagnostic::{Error, Result},
    path::{Path, Step},
    schema::{Mode, Object, Type},
    value::Value,
};

/// A Rust type that can be the type of a Terraform attribute.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the type of a Terraform attribute",
    note = "use String, bool, i64, Option, Vec, BTreeMap, BTreeSet, an `object!`, a `choice!`, or \
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
            Value::Number(number) => number
                .as_i64()
                .ok_or_else(|| value.mismatch("a whole number")),
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

impl<T: Field> Field for Vec<T> {
    const TYPE: Type = Type::List(&T::TYPE);

    fn decode(value: Value) -> Result<Self> {
        let Value::List(elements) = value else {
            return Err(value.mismatch("a list"));
        };
        let decode =
            |(index, element)| T::decode(element).map_err(|error| error.under(Step::Index(index)));
        elements.into_iter().enumerate().map(decode).collect()
    }

    fn encode(self) -> Value {
        Value::List(self.into_iter().map(T::encode).collect())
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::List(elements) = value else { return };
        for (index, element) in elements.iter().enumerate() {
            check_element::<T>(element, &at.then(Step::Index(index)), report);
        }
    }

    fn same(one: &Value, other: &Value) -> bool {
        answer::same_list(one, other, T::same)
    }
}

impl<T: Field + Ord> Field for BTreeSet<T> {
    const TYPE: Type = Type::Set(&T::TYPE);

    fn decode(value: Value) -> Result<Self> {
        let Value::List(elements) = value else {
            return Err(value.mismatch("a set"));
        };
        elements.into_iter().map(T::decode).collect()
    }

    fn encode(self) -> Value {
        let mut elements: Vec<_> = self.into_iter().map(T::encode).collect();
        elements.sort();
        Value::List(elements)
    }

    /// Elements of a set have no path: a fault is reported at the set.
    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::List(elements) = value else { return };
        for element in elements {
            check_element::<T>(element, at, report);
        }
    }
}

impl<T: Field> Field for BTreeMap<String, T> {
    const TYPE: Type = Type::Map(&T::TYPE);

    fn decode(value: Value) -> Result<Self> {
        let Value::Map(elements) = value else {
            return Err(value.mismatch("a map"));
        };
        let decode = |(key, element): (String, Value)| match T::decode(element) {
            Ok(element) => Ok((key, element)),
            Err(error) => Err(error.under(Step::Key(key))),
        };
        elements.into_iter().map(decode).collect()
    }

    fn encode(self) -> Value {
        Value::Map(
            self.into_iter()
                .map(|(key, element)| (key, element.encode()))
                .collect(),
        )
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let Value::Map(elements) = value else { return };
        for (key, element) in elements {
            check_element::<T>(element, &at.then(Step::Key(key.clone())), report);
        }
    }
}

fn check_element<T: Field>(element: &Value, at: &Path, report: &mut Vec<Error>) {
    match element {
        Value::Unknown => {}
        Value::Null => report.push(Error {
            cause: "must not be null".into(),
            path: at.clone(),
        }),
        known => T::check(known, at, report),
    }
}

/// Makes a type for what the service sets: unknown in a plan, known after apply.
macro_rules! computed {
    ($(#[doc = $doc:literal])+ $Name:ident, $mode:expr) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        pub enum $Name<T> {
            /// Not known before apply.
            Unknown,
            /// Set.
            Known(T),
        }

        impl<T> $Name<T> {
            /// The value, where it is known.
            pub fn known(self) -> Option<T> {
                match self {
                    Self::Known(value) => Some(value),
                    Self::Unknown => None,
                }
            }

            /// A look at the value, where it is known.
            pub fn as_known(&self) -> Option<&T> {
                match self {
                    Self::Known(value) => Some(value),
                    Self::Unknown => None,
                }
            }
        }

        impl<T> From<T> for $Name<T> {
            fn from(value: T) -> Self {
                Self::Known(value)
            }
        }

        impl<T: Field> Field for $Name<T> {
            const TYPE: Type = T::TYPE;
            const MODE: Mode = $mode;
            const SENSITIVE: bool = T::SENSITIVE;
            const CHOICES: &'static [&'static str] = T::CHOICES;

            fn decode(value: Value) -> Result<Self> {
                match value {
                    Value::Unknown | Value::Null => Ok(Self::Unknown),
                    known => T::decode(known).map(Self::Known),
                }
            }

            fn encode(self) -> Value {
                match self {
                    Self::Unknown => Value::Unknown,
                    Self::Known(value) => value.encode(),
                }
            }

            fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
                T::check(value, at, report);
            }

            fn same(one: &Value, other: &Value) -> bool {
                T::same(one, other)
            }
        }
    };
}
computed! {
    /// Set by the service.
    Computed, Mode::Computed
}
computed! {
    /// Set by the user, or else by the service.
    OptionalComputed, Mode::OptionalComputed
}

/// Makes a transparent wrapper whose type says where a value may go.
macro_rules! wrapper {
    ($(#[doc = $doc:literal])+ $Name:ident, $mode:expr, $sensitive:expr) => {
        $(#[doc = $doc])+
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
        pub struct $Name<T>(pub T);

        impl<T> From<T> for $Name<T> {
            fn from(value: T) -> Self {
                Self(value)
            }
        }

        impl<T: Field> Field for $Name<T> {
            const TYPE: Type = T::TYPE;
            const MODE: Mode = $mode;
            const SENSITIVE: bool = $sensitive;
            const CHOICES: &'static [&'static str] = T::CHOICES;

            fn decode(value: Value) -> Result<Self> {
                T::decode(value).map(Self)
            }

            fn encode(self) -> Value {
                self.0.encode()
            }

            fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
                T::check(value, at, report);
            }

            fn same(one: &Value, other: &Value) -> bool {
                T::same(one, other)
            }
        }
    };
}
wrapper! {
    /// Hidden by Terraform, and from every log and debug output of ours.
    Sensitive, T::MODE, true
}
wrapper! {
    /// Set by the user and never stored. The inner type is an `Option`.
    WriteOnly, Mode::WriteOnly, T::SENSITIVE
}
wrapper! {
    /// Kept beside the state, where no user sees it. The inner type is an `Option`.
    Private, Mode::Private, T::SENSITIVE
}

impl<T> fmt::Debug for Sensitive<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(sensitive)")
    }
}

impl<T> fmt::Debug for WriteOnly<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(write-only)")
    }
}

impl<T: fmt::Debug> fmt::Debug for Private<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

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
