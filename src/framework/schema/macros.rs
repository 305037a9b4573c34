//! The two macros. They only zip: all knowledge is in the traits that they implement.

/// Makes a struct whose documented fields are the attributes of an object.
///
/// ```text
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

        impl $crate::framework::schema::structs::Object for $Name {
            const DOC: &'static str = concat!($($doc, "\n"),+);
            const ATTRIBUTES: &'static [$crate::framework::attribute::Attribute] = &[$(
                $crate::framework::attribute::Attribute::new::<$Type>(
                    stringify!($field),
                    concat!($($field_doc, "\n"),+),
                    &[$($rules)?],
                ),
            )*];
        }

        impl $crate::framework::field::Field for $Name {
            const TYPE: $crate::framework::attribute::Type = $crate::framework::attribute::Type::Object(
                <Self as $crate::framework::schema::structs::Object>::ATTRIBUTES,
            );

            fn decode(
                mut value: $crate::framework::value::Value,
            ) -> $crate::framework::diagnostic::Result<Self> {
                Ok(Self { $($field: $crate::framework::field::take(&mut value, stringify!($field))?,)* })
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
                    <Self as $crate::framework::schema::structs::Object>::ATTRIBUTES, value, at, report,
                );
            }

            fn same(
                one: &$crate::framework::value::Value,
                other: &$crate::framework::value::Value,
            ) -> bool {
                $crate::framework::answer::same_object(
                    <Self as $crate::framework::schema::structs::Object>::ATTRIBUTES, one, other,
                )
            }
        }
    };
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
            $vis const ALL: &'static [Self] = &[$(Self::$Variant,)+];

            /// The text that stands for the choice.
            $vis const fn text(self) -> &'static str {
                match self { $(Self::$Variant => $text,)+ }
            }
        }

        impl $crate::framework::field::Field for $Name {
            const TYPE: $crate::framework::attribute::Type = $crate::framework::attribute::Type::String;

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
