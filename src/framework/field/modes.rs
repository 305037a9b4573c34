//! Types that say who sets a value, who sees it, and where it lives.

use std::fmt;

use super::typed::Field;
use crate::framework::attribute::{Mode, Type};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::path::Path;
use crate::framework::value::Value;

/// Set by the user or absent. Nothing and emptiness mean the same, unless the type says otherwise
/// of a text.
impl<T: Field> Field for Option<T> {
    const TYPE: Type = T::TYPE;
    const MODE: Mode = Mode::Optional;
    const SENSITIVE: bool = T::SENSITIVE;
    const CHOICES: &'static [&'static str] = T::CHOICES;
    const SAYS_EMPTY: bool = T::SAYS_EMPTY;

    fn decode(value: Value) -> Result<Self> {
        match value {
            Value::Null => Ok(None),
            Value::String(text) if text.is_empty() && !T::SAYS_EMPTY => Ok(None),
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
        (one.is_empty() && other.is_empty() && !T::SAYS_EMPTY) || T::same(one, other)
    }
}

/// Makes a type for what the service sets: unknown in a plan, known after apply.
macro_rules! computed {
    ($(#[doc = $doc:literal])+ $Name:ident, $mode:expr, $may_be_set:expr) => {
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
                    Value::String(text) if text.is_empty() && $may_be_set => Ok(Self::Unknown),
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
    Computed, Mode::Computed, false
}
computed! {
    /// Set by the user, or else by the service. An empty text leaves it to the service too.
    OptionalComputed, Mode::OptionalComputed, true
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
            const SAYS_EMPTY: bool = T::SAYS_EMPTY;

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
