//! How an object is put together, when it is compiled: of attributes, and of groups of them.

use super::laws::{all_differ, has, is_same, law};
use crate::framework::attribute::{Attribute, Rules};
use crate::framework::field::Field;

/// A field of an object: one attribute, or a group.
#[derive(Debug)]
pub struct Part {
    /// The attributes.
    pub attributes: &'static [Attribute],
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
    const fn of_group(&self, attribute: Attribute) -> Attribute {
        let doc = if self.doc.is_empty() { attribute.doc } else { self.doc };
        let rules = match self.rules {
            Some(rules) => rules,
            None => attribute.rules,
        };
        let typed = match self.typed {
            Some(typed) => typed,
            None => attribute,
        };
        let stays = self.typed.is_none() || typed.ty.is_like(&attribute.ty);
        law(stays, self.name, "has another type in its group");
        Attribute { doc, ..typed }.documented().with(rules)
    }
}

impl Part {
    /// The attribute at `index`, as the object has it.
    const fn attribute(&self, index: usize) -> Attribute {
        let attribute = self.attributes[index];
        let mut next = 0;
        while next < self.members.len() {
            let member = &self.members[next];
            if is_same(member.name, attribute.name) {
                return member.of_group(attribute);
            }
            next += 1;
        }
        attribute
    }

    /// What the object says, it says of attributes that the group has.
    const fn check(&self) {
        let mut index = 0;
        while index < self.members.len() {
            let member = &self.members[index];
            law(has(self.attributes, member.name), member.name, "is none of the group");
            index += 1;
        }
    }
}

/// How many attributes the parts have.
pub const fn count(parts: &[Part]) -> usize {
    let (mut count, mut index) = (0, 0);
    while index < parts.len() {
        count += parts[index].attributes.len();
        index += 1;
    }
    count
}

/// The attributes of the parts, one after the other.
pub const fn joined<const COUNT: usize>(parts: &[Part]) -> [Attribute; COUNT] {
    let mut joined = [Attribute::typed::<bool>("", ""); COUNT];
    let (mut end, mut index) = (0, 0);
    while index < parts.len() {
        parts[index].check();
        let mut next = 0;
        while next < parts[index].attributes.len() {
            joined[end] = parts[index].attribute(next);
            end += 1;
            next += 1;
        }
        index += 1;
    }
    all_differ(&joined);
    joined
}
