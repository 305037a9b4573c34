//! What names stand for within an expression.

use crate::configuration::survey::Object;
use crate::schema::Family;

/// A resource or data source that gets our type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Ours<'a> {
    pub(crate) family: Family,
    pub(crate) is_data: bool,
    pub(crate) kind: &'a str,
    pub(crate) name: &'a str,
}

/// How the counterpart of an object is reached: its data source, or the resource of its policy.
#[derive(Debug, Clone)]
pub(crate) enum Access {
    /// By the name of the object, which is written at this place.
    Root(usize),
    /// By the key of a loop.
    Key(String),
    /// By the key of a loop that has none yet: its name, and where it must be put.
    NewKey(String, usize),
    /// Not at all.
    None,
}

/// A resource or a data source that an expression reaches.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) family: Family,
    pub(crate) is_data: bool,
    /// The type, as it is called here.
    pub(crate) kind: String,
    pub(crate) name: String,
    /// Whether it is all instances and not one of them.
    pub(crate) is_many: bool,
    /// Whether it is each instance, by `[*]`.
    pub(crate) is_splat: bool,
    pub(crate) access: Access,
    /// The arguments that it sets, if its block is known.
    pub(crate) object: Option<Object>,
    /// What it is called in a report.
    pub(crate) label: String,
}

impl Subject {
    /// Its address here.
    pub(crate) fn address(&self) -> String {
        let data = if self.is_data { "data." } else { "" };
        format!("{data}{}.{}", self.kind, self.name)
    }

    /// One of its instances.
    pub(crate) fn instance(self, access: Access) -> Self {
        Self { is_many: false, access, ..self }
    }

    pub(crate) fn sets(&self, argument: &str) -> bool {
        self.object.as_ref().is_some_and(|object| object.arguments.contains(argument))
    }
}

/// What a variable stands for.
#[derive(Debug, Clone)]
pub(crate) enum Binding {
    /// Something else, which hides a resource of that name.
    Hidden,
    /// An instance of a resource.
    Instance(Subject),
    /// The iterator of a dynamic block.
    Iterator(Iterator),
    /// One of the blocks `upstream` of a repository.
    Upstream,
    /// One of the blocks `external_connections` of a repository.
    Connection,
}

/// The iterator of a dynamic block.
#[derive(Debug, Clone)]
pub(crate) struct Iterator {
    /// What its value is, if that is an instance of a resource.
    pub(crate) value: Option<Subject>,
    /// What stands for `.value` and for `.key` from now on, if the block becomes an expression.
    pub(crate) replacements: Option<(String, String)>,
}

/// What stands around an expression, by which it matters less or more what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Around {
    #[default]
    Value,
    /// A place where a resource is named, and not read.
    Whole,
    /// `replace_triggered_by`.
    Triggers,
    /// `length(…)`.
    Length,
    /// The collection of a loop.
    Collection,
    /// A text, or a call that makes one of a number.
    Text,
}
