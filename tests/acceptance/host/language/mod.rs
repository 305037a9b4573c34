//! The language of configurations, as much of it as the scenarios speak. The parser is a library;
//! what values that are not known come to is core's own, and is here.

mod conform;
mod expression;
mod functions;

use std::fs;
use std::path::Path;

use codeartifact::framework::value::Value;
use hcl::{Block, Body, Expression};
use serde_json::Value as Json;

pub(super) use self::conform::conform;
pub(super) use self::expression::{Names, Scope};

/// What is wrong with an expression.
#[derive(Debug, Clone)]
pub(in crate::host) struct Fault {
    pub(in crate::host) summary: String,
    pub(in crate::host) detail: String,
}

/// The blocks of a configuration.
pub(super) struct Module(Body);

impl Module {
    /// All files in a directory, as one.
    pub(super) fn in_directory(directory: &Path) -> Self {
        let entries = fs::read_dir(directory).expect("a directory");
        let mut files: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
        files.retain(|file| file.extension().is_some_and(|extension| extension == "tf"));
        files.sort();
        let text = |file: &_| fs::read_to_string(file).expect("a file") + "\n";
        let text: String = files.iter().map(text).collect();
        Self(hcl::parse(&text).unwrap_or_else(|error| panic!("{error}\n{text}")))
    }

    /// The blocks of a kind.
    pub(super) fn blocks<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Block> {
        self.0.blocks().filter(move |block| block.identifier() == kind)
    }

    /// The expression of a local value.
    pub(super) fn local(&self, name: &str) -> Option<&Expression> {
        self.blocks("locals").find_map(|block| attribute(block, name))
    }
}

/// The expression of an attribute.
pub(super) fn attribute<'a>(block: &'a Block, name: &str) -> Option<&'a Expression> {
    block.body().attributes().find(|it| it.key() == name).map(|it| it.expr())
}

pub(super) fn number(text: &str) -> Value {
    Value::Number(text.parse().expect("a number"))
}

/// A value from JSON.
pub(super) fn from_json(json: &Json) -> Value {
    match json {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Bool(*flag),
        Json::Number(digits) => number(&digits.to_string()),
        Json::String(text) => Value::String(text.clone()),
        Json::Array(all) => Value::List(all.iter().map(from_json).collect()),
        Json::Object(all) => {
            Value::Map(all.iter().map(|(key, value)| (key.clone(), from_json(value))).collect())
        }
    }
}
