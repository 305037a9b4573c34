//! How an object is put together, when it is compiled: of attributes, and of groups of them.

use super::laws::{all_differ, has, is_same, law};
use crate::framework::attribute::{Attribute, Rules};
use crate::framework::field::Field;

/// A field of an object: one attribute, or a group.
#[derive(Debug)]
pub struct Part {
    /// The attributes.
    pub attributes: &'static [Attribute],
    /// What holds for each of them beside its own rules.
    pub rules: Rules,
    /// What the object itself says of attributes of the group.
    pub members: &'static [Member],
}

/// What an object says of one attribute of a group.
#[derive(Debug)]
pub struct Member {
    name: &'static str,
    doc: &'static str,
    typed: Option<Attribute>,
    rules: Option<Rules>,
}

impl Member {
    /// The attribute of this name, with a description of its own if that is not empty.
    pub const fn new(name: &'static str, doc: &'static str) -> Self {
        Self { name, doc, typed: None, rules: None }
    }

    /// It has the type `T` here.
    pub const fn of<T: Field>(mut self) -> Self {
        self.typed = Some(Attribute::typed::<T>(self.name, self.doc));
        self
    }

    /// It has these rules here.
    pub const fn with(mut self, rules: Rules) -> Self {
        self.rules = Some(rules);
        self
    }

    /// The attribute as the object has it, from the one that the group has.
    const fn applied_to(&self, of_group: Attribute) -> Attribute {
        let mut attribute = of_group;
        if let Some(typed) = self.typed {
            law(typed.ty.is_like(&of_group.ty), self.name, "has another type in its group");
            attribute = Attribute { doc: of_group.doc, rules: of_group.rules, ..typed };
        }
        if !self.doc.is_empty() {
            attribute.doc = self.doc;
        }
        if let Some(rules) = self.rules {
            attribute.rules = rules;
        }
        attribute.checked()
    }
}

/// How many attributes the parts have.
pub const fn count(parts: &[Part]) -> usize {
    match parts {
        [first, rest @ ..] => first.attributes.len() + count(rest),
        [] => 0,
    }
}

/// The attributes of the parts, one after the other.
pub const fn joined<const COUNT: usize>(parts: &[Part]) -> [Attribute; COUNT] {
    let mut joined = [Attribute::typed::<bool>("", ""); COUNT];
    let (mut end, mut part) = (0, 0);
    while part < parts.len() {
        let Part { attributes, rules, members } = &parts[part];
        all_are_of(attributes, members);
        let mut next = 0;
        while next < attributes.len() {
            let attribute = attributes[next];
            joined[end + next] = spread(attribute.with(attribute.rules.and(*rules)), members);
            next += 1;
        }
        end += next;
        part += 1;
    }
    all_differ(&joined);
    joined
}

/// An attribute of a group, as an object has it that says this of the group's members.
const fn spread(attribute: Attribute, members: &[Member]) -> Attribute {
    match members {
        [member, ..] if is_same(member.name, attribute.name) => member.applied_to(attribute),
        [_, rest @ ..] => spread(attribute, rest),
        [] => attribute,
    }
}

/// What an object says of the members of a group, it says of attributes that are there.
const fn all_are_of(group: &[Attribute], members: &[Member]) {
    if let [member, rest @ ..] = members {
        law(has(group, member.name), member.name, "is none of the group");
        all_are_of(group, rest);
    }
}
