//! What `object!` makes of a struct.

use crate::framework::{
    attribute::{Attribute, Mode, Rules},
    field::Field,
};

/// A struct that `object!` made: a schema, with its description.
pub trait Object: Field {
    /// The description, as the doc comment has it.
    const DOC: &'static str;
    /// The attributes in reading order.
    const ATTRIBUTES: &'static [Attribute];
}

impl Attribute {
    /// An attribute of the type `T`, with rules or without. The laws of schemas are asserted here, at compile time.
    pub const fn new<T: Field>(name: &'static str, doc: &'static str, rules: &[Rules]) -> Self {
        let rules = if let [rules] = rules { *rules } else { Rules::NONE };
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
            choices: T::CHOICES,
            rules,
            check: T::check,
            same: T::same,
        }
    }
}
