//! A documented struct is the schema: `object!` and `choice!` make one from the other.
//!
//! The macros only zip. All knowledge is in [`Field`] (what a type is in Terraform) and in
//! [`Rules`] (what else holds for one attribute), which are ordinary traits and const functions.

use super::{diagnostic::Error, field::Field, path::Path, value::Value};

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
    List(&'static Type),
    /// Elements without order or repetition.
    Set(&'static Type),
    /// Elements by name.
    Map(&'static Type),
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
    /// Nobody sees it: it lives in the private data beside the state.
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
    /// What else holds for it.
    pub rules: Rules,
    /// Reports what its type finds wrong with a value.
    pub check: fn(&Value, &Path, &mut Vec<Error>),
    /// Whether two values mean the same to its type.
    pub same: fn(&Value, &Value) -> bool,
}

impl Attribute {
    /// An attribute of the type `T`. The laws of schemas are asserted here, at compile time.
    pub const fn new<T: Field>(name: &'static str, doc: &'static str, rules: Rules) -> Self {
        let text = doc.as_bytes();
        assert!(
            text[text.len() - 2] == b'.',
            "the description of an attribute ends with a full stop"
        );
        assert!(
            text[1].is_ascii_uppercase(),
            "the description of an attribute starts with a capital"
        );
        assert!(
            !(rules.replaces && matches!(T::MODE, Mode::Computed | Mode::Private)),
            "what the service sets cannot force a replacement"
        );
        assert!(
            !rules.stable || matches!(T::MODE, Mode::Computed | Mode::OptionalComputed),
            "only what the service sets can be stable"
        );
        Self {
            name,
            doc,
            ty: T::TYPE,
            mode: T::MODE,
            sensitive: T::SENSITIVE,
            rules,
            check: T::check,
            same: T::same,
        }
    }

    /// Whether it is part of the state, and so of the schema that Terraform sees.
    pub fn is_stored(&self) -> bool {
        self.mode != Mode::Private
    }

    /// Whether the service may set it.
    pub fn is_computed(&self) -> bool {
        matches!(self.mode, Mode::Computed | Mode::OptionalComputed)
    }
}

/// What a text must look like.
#[derive(Debug, Clone, Copy)]
pub struct Pattern {
    /// A regular expression for the whole text.
    pub regex: &'static str,
    /// The same for people: completes "must be …".
    pub says: &'static str,
}

/// What else holds for one attribute, beside its type.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    /// A change replaces the object.
    pub replaces: bool,
    /// The service never changes it once the object exists.
    pub stable: bool,
    /// The text, or each text of a collection, looks like this.
    pub pattern: Option<Pattern>,
    /// The least and the most characters of a text.
    pub length: Option<(usize, usize)>,
    /// The least and the most elements of a collection.
    pub items: Option<(usize, usize)>,
}

impl Rules {
    /// No rule.
    pub const NONE: Self = Self {
        replaces: false,
        stable: false,
        pattern: None,
        length: None,
        items: None,
    };

    /// A change replaces the object.
    pub const fn replaces(mut self) -> Self {
        self.replaces = true;
        self
    }

    /// The service never changes it once the object exists, so that a plan need not doubt it.
    pub const fn stable(mut self) -> Self {
        self.stable = true;
        self
    }

    /// The text, or each text of a collection, must look like this.
    pub const fn matching(mut self, pattern: Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    /// The text must have at least `least` and at most `most` characters.
    pub const fn length(mut self, least: usize, most: usize) -> Self {
        self.length = Some((least, most));
        self
    }

    /// The collection must have at least `least` and at most `most` elements.
    pub const fn items(mut self, least: usize, most: usize) -> Self {
        self.items = Some((least, most));
        self
    }
}

/// See [`Rules::replaces`].
pub const fn replaces() -> Rules {
    Rules::NONE.replaces()
}

/// See [`Rules::stable`].
pub const fn stable() -> Rules {
    Rules::NONE.stable()
}

/// See [`Rules::matching`].
pub const fn matching(pattern: Pattern) -> Rules {
    Rules::NONE.matching(pattern)
}

/// See [`Rules::length`].
pub const fn length(least: usize, most: usize) -> Rules {
    Rules::NONE.length(least, most)
}

/// See [`Rules::items`].
pub const fn items(least: usize, most: usize) -> Rules {
    Rules::NONE.items(least, most)
}

/// A struct that `object!` made: a schema, with its description.
pub trait Object: Field {
    /// The description, as the doc comment has it.
    const DOC: &'static str;
    /// The attributes in reading order.
    const ATTRIBUTES: &'static [Attribute];
}

/// Makes a struct whose documented fields are the attributes of an object.
///
/// ```ignore
/// object! {
///     /// A domain.
///     pub struct Domain {
///         /// Name of the domain.
///         domain: String = replaces().matching(DOMAIN_NAME),
///     }
/// }
/// ```
macro_rules! object {
    ($(#[doc = $doc:literal])+ $vis:vis struct $Name:ident {
        $( $(#[doc = $field_doc:literal])+ $field:ident: $Type:ty $(= $rules:expr)?, )*
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $Name { $( $(#[doc = $field_doc])+ pub $field: $Type, )* }

        impl $crate::framework::schema::Object for $Name {
            const DOC: &'static str = concat!($($doc, "\n"),+);
            const ATTRIBUTES: &'static [$crate::framework::schema::Attribute] = &[$(
                $crate::framework::schema::Attribute::new::<$Type>(
                    stringify!($field),
                    concat!($($field_doc, "\n"),+),
                    $crate::framework::schema::object!(@rules $($rules)?),
                ),
            )*];
        }

        impl $crate::framework::field::Field for $Name {
            const TYPE: $crate::framework::schema::Type = $crate::framework::schema::Type::Object(
                <Self as $crate::framework::schema::Object>::ATTRIBUTES,
            );

            fn decode(
                mut value: $crate::framework::value::Value,
            ) -> $crate::framework::diagnostic::Result<Self> {
                Ok(Self { $($field: value.take(stringify!($field))?,)* })
            }

            fn encode(self) -> $crate::framework::value::Value {
                $crate::framework::value::Value::object([$((
                    stringify!($field),
                    $crate::framework::field::Field::encode(self.$field),
                ),)*])
            }

            fn check(
                value: &$crate::framework::value::Value,
                at: &$crate::framework::path::Path,
                report: &mut Vec<$crate::framework::diagnostic::Error>,
            ) {
                $crate::framework::validate::object(
                    <Self as $crate::framework::schema::Object>::ATTRIBUTES, value, at, report,
                );
            }

            fn same(
                one: &$crate::framework::value::Value,
                other: &$crate::framework::value::Value,
            ) -> bool {
                $crate::framework::answer::same_object(
                    <Self as $crate::framework::schema::Object>::ATTRIBUTES, one, other,
                )
            }
        }
    };
    (@rules) => { $crate::framework::schema::Rules::NONE };
    (@rules $rules:expr) => { $rules };
}
pub(crate) use object;

/// Makes an enumeration of fixed texts that can be the type of an attribute.
macro_rules! choice {
    ($(#[doc = $doc:literal])+ $vis:vis enum $Name:ident {
        $( $(#[doc = $variant_doc:literal])+ $Variant:ident = $text:literal, )+
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        $vis enum $Name { $( $(#[doc = $variant_doc])+ $Variant, )+ }

        impl $Name {
            /// Every choice, in reading order.
            pub const ALL: &'static [Self] = &[$(Self::$Variant,)+];

            /// The text that stands for the choice.
            pub const fn text(self) -> &'static str {
                match self { $(Self::$Variant => $text,)+ }
            }
        }

        impl $crate::framework::field::Field for $Name {
            const TYPE: $crate::framework::schema::Type = $crate::framework::schema::Type::String;

            const CHOICES: &'static [&'static str] = &[$($text,)+];

            fn decode(
                value: $crate::framework::value::Value,
            ) -> $crate::framework::diagnostic::Result<Self> {
                let text = <String as $crate::framework::field::Field>::decode(value)?;
                Self::ALL.iter().copied().find(|choice| choice.text() == text).ok_or_else(|| {
                    $crate::framework::validate::not_among(&text, <Self as $crate::framework::field::Field>::CHOICES)
                })
            }

            fn encode(self) -> $crate::framework::value::Value {
                self.text().into()
            }

            fn check(
                value: &$crate::framework::value::Value,
                at: &$crate::framework::path::Path,
                report: &mut Vec<$crate::framework::diagnostic::Error>,
            ) {
                if let Err(mut error) = <Self as $crate::framework::field::Field>::decode(value.clone()) {
                    error.path = at.clone();
                    report.push(error);
                }
            }
        }
    };
}
pub(crate) use choice;
