//! What everything that a user can write has alike: a name, a documented schema, and its rules.

use super::diagnostic::Error;
use super::path::Path;
use super::permissions::Permission;
use super::schema::{Attribute, Object};
use super::validate::{self, Rule};
use super::value::Value;

/// What is said of one kind of thing, without its type.
#[derive(Clone, Copy)]
pub struct Description {
    name: &'static str,
    doc: &'static str,
    operations: &'static [&'static str],
    permissions: &'static [Permission],
    attributes: &'static [Attribute],
    rules: &'static [Rule],
    check: fn(&Value, &Path, &mut Vec<Error>),
}

impl Description {
    /// Of a thing with this name, which calls these operations of the service.
    pub(crate) const fn of<T: Object>(
        name: &'static str,
        operations: &'static [&'static str],
        rules: &'static [Rule],
    ) -> Self {
        let (doc, attributes, permissions) = (T::DOC, T::ATTRIBUTES, &[] as &[_]);
        Self { name, doc, operations, permissions, attributes, rules, check: T::check }
    }

    /// The same, with permissions that its operations do not tell.
    pub(crate) const fn with(self, permissions: &'static [Permission]) -> Self {
        Self { permissions, ..self }
    }
}

/// What a registry knows of each of its entries.
pub trait Described: Send + Sync {
    /// All of it.
    fn description(&self) -> Description;

    /// The type name after the provider's prefix.
    fn name(&self) -> &'static str {
        self.description().name
    }

    /// The description, as the doc comment has it.
    fn doc(&self) -> &'static str {
        self.description().doc
    }

    /// The operations of the service that it calls.
    fn operations(&self) -> &'static [&'static str] {
        self.description().operations
    }

    /// The permissions that its operations do not tell.
    fn permissions(&self) -> &'static [Permission] {
        self.description().permissions
    }

    /// The attributes in reading order.
    fn attributes(&self) -> &'static [Attribute] {
        self.description().attributes
    }

    /// What holds across attributes.
    fn rules(&self) -> &'static [Rule] {
        self.description().rules
    }

    /// All that is wrong with a configuration.
    fn validate(&self, config: &Value) -> Vec<Error> {
        let Description { rules, check, .. } = self.description();
        validate::faults(check, rules, config)
    }
}
