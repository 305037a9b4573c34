//! A document in JSON, with the place of everything in it.
//!
//! serde_json reads it, and hands out each value as it is written; where it is follows from that.

use std::ops::Range;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::Error;
use serde_json::value::RawValue;

/// How deep documents may be nested; serde_json itself reads no deeper ones.
const MAXIMAL_DEPTH: usize = 100;

/// A value.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) range: Range<usize>,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Debug)]
pub(crate) enum Value {
    Object(Vec<Member>),
    Array(Vec<Node>),
    Text(String),
    /// A number, `true`, `false` or `null`.
    Other,
}

/// A member of an object.
#[derive(Debug)]
pub(crate) struct Member {
    /// The key with its quotes.
    pub(crate) key: Range<usize>,
    pub(crate) name: String,
    pub(crate) node: Node,
}

impl Node {
    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let raw: &RawValue = serde_json::from_str(text)?;
        Self::of(text, raw.get(), 0)
    }

    pub(crate) fn members(&self) -> &[Member] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// The elements of a list, or the value alone: blocks may be written in both ways.
    pub(crate) fn elements(&self) -> Vec<&Self> {
        match &self.value {
            Value::Array(elements) => elements.iter().collect(),
            _ => vec![self],
        }
    }

    pub(crate) fn member(&self, name: &str) -> Option<&Member> {
        self.members().iter().find(|member| member.name == name)
    }

    /// All members of a name, which a document may have more than once.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &Member> {
        self.members().iter().filter(move |member| member.name == name)
    }

    /// The blocks with one label that are called so: the member with the label, and the block.
    pub(crate) fn blocks(&self, name: &str) -> impl Iterator<Item = (&Member, &Self)> {
        self.all(name).flat_map(|blocks| blocks.node.labelled())
    }

    /// The blocks with one label within this.
    pub(crate) fn labelled(&self) -> impl Iterator<Item = (&Member, &Self)> {
        let members = self.elements().into_iter().flat_map(Self::members);
        members.flat_map(|member| member.node.elements().into_iter().map(move |it| (member, it)))
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn of(whole: &str, text: &str, depth: usize) -> Result<Self, Error> {
        let start = text.as_ptr() as usize - whole.as_ptr() as usize;
        let range = start..start + text.len();
        if depth > MAXIMAL_DEPTH {
            return Err(serde::de::Error::custom("nested too deeply"));
        }
        let value = match text.as_bytes().first() {
            Some(b'{') => Value::Object(members(whole, text, depth)?),
            Some(b'[') => Value::Array(elements(whole, text, depth)?),
            Some(b'"') => Value::Text(serde_json::from_str(text)?),
            _ => Value::Other,
        };
        Ok(Self { range, value })
    }
}

fn elements(whole: &str, text: &str, depth: usize) -> Result<Vec<Node>, Error> {
    let raw: Vec<&RawValue> = serde_json::from_str(text)?;
    raw.into_iter().map(|raw| Node::of(whole, raw.get(), depth + 1)).collect()
}

fn members(whole: &str, text: &str, depth: usize) -> Result<Vec<Member>, Error> {
    let raw = serde_json::Deserializer::from_str(text).deserialize_map(Members)?;
    let member = |(key, value): (&RawValue, &RawValue)| {
        let start = key.get().as_ptr() as usize - whole.as_ptr() as usize;
        Ok(Member {
            key: start..start + key.get().len(),
            name: serde_json::from_str(key.get())?,
            node: Node::of(whole, value.get(), depth + 1)?,
        })
    };
    raw.into_iter().map(member).collect()
}

/// Reads an object as a list of keys and values, all of them as they are written.
struct Members;

impl<'a> Visitor<'a> for Members {
    type Value = Vec<(&'a RawValue, &'a RawValue)>;

    fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(members)
    }
}
