//! What must hold for every attribute. It is asserted when the schema is compiled: the error names
//! the attribute, and says what is wrong with it.

use std::str;

use crate::framework::attribute::{Attribute, Mode, Rules, Type};
use crate::framework::field::Field;

/// The most characters of an error.
const MOST: usize = 200;

impl Attribute {
    /// An attribute of the type `T` with a description.
    pub const fn new<T: Field>(name: &'static str, doc: &'static str) -> Self {
        Self::typed::<T>(name, doc).checked()
    }

    /// The same attribute with rules.
    pub const fn with(mut self, rules: Rules) -> Self {
        self.rules = rules;
        self.checked()
    }

    /// An attribute that may break laws.
    pub(super) const fn typed<T: Field>(name: &'static str, doc: &'static str) -> Self {
        Self {
            name,
            doc,
            ty: T::TYPE,
            mode: T::MODE,
            sensitive: T::SENSITIVE,
            choices: T::CHOICES,
            says_empty: T::SAYS_EMPTY,
            rules: Rules::NONE,
            check: T::check,
            same: T::same,
        }
    }

    /// The same attribute, which breaks none.
    pub(super) const fn checked(self) -> Self {
        let Self { name, doc, ty, mode, rules, .. } = self;
        let text = doc.as_bytes();
        law(text.len() > 2, name, "has no doc comment");
        let (first, last) = (text[1], text[text.len() - 2]);
        law(first.is_ascii_uppercase(), name, "needs a doc comment that starts with a capital");
        law(last == b'.', name, "needs a doc comment that ends with a full stop");

        let is_ours = matches!(mode, Mode::Computed | Mode::Private);
        let is_users = !matches!(mode, Mode::Computed | Mode::OptionalComputed);
        law(
            !(rules.replaces && is_ours),
            name,
            "is set by the service: it cannot force a replacement",
        );
        law(!(rules.stable && is_users), name, "is not set by the service: it cannot be stable");

        let is_text = matches!(ty, Type::String);
        let has_texts = matches!(ty, Type::List(Type::String) | Type::Set(Type::String));
        let has_items = matches!(ty, Type::List(_) | Type::Set(_) | Type::Map(_));
        law(
            rules.pattern.is_none() || is_text || has_texts,
            name,
            "is not a string: it cannot match",
        );
        law(rules.length.is_none() || is_text, name, "is not a string: it has no length");
        law(
            rules.items.is_none() || has_items,
            name,
            "is not a list, set, or map: it has no items",
        );
        self
    }
}

/// No object has two attributes of the same name.
pub(super) const fn all_differ(attributes: &[Attribute]) {
    if let [first, rest @ ..] = attributes {
        law(!has(rest, first.name), first.name, "is there twice");
        all_differ(rest);
    }
}

/// Whether there is an attribute of this name.
pub(super) const fn has(attributes: &[Attribute], name: &str) -> bool {
    match attributes {
        [first, rest @ ..] => is_same(first.name, name) || has(rest, name),
        [] => false,
    }
}

/// Whether two names are the same.
pub(super) const fn is_same(one: &str, other: &str) -> bool {
    let (one, other) = (one.as_bytes(), other.as_bytes());
    let mut index = 0;
    while index < one.len() && index < other.len() && one[index] == other[index] {
        index += 1;
    }
    index == one.len() && index == other.len()
}

/// Ends the compilation where something does not hold for an attribute.
pub(super) const fn law(holds: bool, name: &str, fault: &str) {
    if holds {
        return;
    }
    let words = ["the attribute `", name, "` ", fault];
    let (mut text, mut end, mut word) = ([0; MOST], 0, 0);
    while word < words.len() {
        let mut next = 0;
        while next < words[word].len() && end < MOST {
            text[end] = words[word].as_bytes()[next];
            (next, end) = (next + 1, end + 1);
        }
        word += 1;
    }
    match str::from_utf8(text.split_at(end).0) {
        Ok(text) => panic!("{}", text),
        Err(_) => panic!("an attribute with a long name breaks a law"),
    }
}
