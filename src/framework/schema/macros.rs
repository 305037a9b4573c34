//! The macros. They only zip: all knowledge is in the traits that they implement.

/// Makes a struct whose documented fields are the attributes of an object.
///
/// A field with two dots before it is a group: its attributes are attributes of this object too.
/// What is said of one of them here, by a comment, a type or rules, takes the place of what the
/// group says. Rules behind the group hold for each of them as well.
///
/// ```text
/// object! {
///     /// A domain.
///     pub struct Domain {
///         ..key: DomainKey {
///             /// Name of the domain, unique in an account.
///             domain,
///         },
///         /// Description of the domain.
///         description: Option<String> = length(0, 1000),
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! object {
    ($(#[doc = $doc:literal])+ $vis:vis struct $Name:ident {
        $(
            $(#[doc = $field_doc:literal])*
            $(..$group:ident)? $($field:ident)?: $Type:ty $({ $($members:tt)* })? $(= $rules:expr)?,
        )*
    }) => {
        $(#[doc = $doc])+
        #[derive(Debug, Clone, PartialEq)]
        $vis struct $Name { $(
            $(#[doc = $field_doc])*
            $(#[doc = concat!("The group ", stringify!($group), ".")])?
            pub $($group)? $($field)?: $Type,
        )* }

        const _: () = {
            const PARTS: &[$crate::framework::schema::Part] = &[$($crate::framework::schema::part!(
                $(#[doc = $field_doc])*
                $(..$group)? $($field)?: $Type $({ $($members)* })? $(= $rules)?
            ),)*];
            const COUNT: usize = $crate::framework::schema::count(PARTS);

            impl $crate::framework::schema::Object for $Name {
                const DOC: &'static str = concat!($($doc, "\n"),+);
                const ATTRIBUTES: &'static [$crate::framework::schema::Attribute] =
                    &$crate::framework::schema::joined::<COUNT>(PARTS);

                fn take(
                    object: &mut $crate::framework::schema::Value,
                ) -> $crate::framework::schema::Result<Self> {
                    Ok(Self { $(
                        $($field: $crate::framework::schema::take(object, stringify!($field))?)?
                        $($group: $crate::framework::schema::Object::take(object)?)?,
                    )* })
                }

                fn put(self, object: &mut $crate::framework::schema::Value) {
                    $(
                        $($crate::framework::schema::put(object, stringify!($field), self.$field);)?
                        $($crate::framework::schema::Object::put(self.$group, object);)?
                    )*
                }
            }
        };
    };
}
pub use object;

/// One field of an [`object`].
#[doc(hidden)]
#[macro_export]
macro_rules! part {
    ($(#[doc = $doc:literal])* $field:ident: $Type:ty $(= $rules:expr)?) => {
        $crate::framework::schema::Part {
            attributes: &[$crate::framework::schema::Attribute::new::<$Type>(
                stringify!($field),
                concat!($($doc, "\n"),*),
            )$(.with($rules))?],
            rules: $crate::framework::schema::Rules::NONE,
            members: &[],
        }
    };
    ($(#[doc = $about:literal])* ..$group:ident: $Group:ty $({ $(
        $(#[doc = $doc:literal])* $member:ident $(: $Type:ty $(= $rules:expr)?)?
    ),* $(,)? })? $(= $rules_of_all:expr)?) => {
        $crate::framework::schema::Part {
            attributes: <$Group as $crate::framework::schema::Object>::ATTRIBUTES,
            rules: $crate::framework::schema::Rules::NONE$(.and($rules_of_all))?,
            members: &[$($(
                $crate::framework::schema::Member::new(
                    stringify!($member),
                    concat!($($doc, "\n"),*),
                )$(.of::<$Type>()$(.with($rules))?)?,
            )*)?],
        }
    };
}
pub use part;

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
