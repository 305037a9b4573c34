//! Identities: the key of a resource as a value of its own, which Terraform keeps beside the state.
//!
//! Their schema is that of `Resource::Key`, and their values are the attributes of the same names
//! in the state, so that a read can never change them.

use serde_json::Value as Json;

use super::diagnostic::{Error, Result};
use super::private::Kept;
use super::resource::AnyResource;
use super::schema::{Attribute, Type, only};
use super::value::Value;
use super::{json, unset};

/// The version of every identity's schema.
pub const VERSION: i64 = 0;

/// The type of a resource's identity, for the codecs.
pub fn identity_type<C>(resource: &dyn AnyResource<C>) -> Type {
    Type::Object(resource.key_attributes())
}

/// The identity of the object in this state or plan; null if there is no object. What is empty
/// is absent, and what is left to the service is what the service has set.
pub(crate) fn identity<C>(resource: &dyn AnyResource<C>, kept: &Kept) -> Value {
    if kept.state.is_null() {
        return Value::Null;
    }
    let parts = resource.key_attributes();
    let whole = unset::unfolded(parts, only(parts, &kept.state), &kept.private.behind());
    let part = |part: &Attribute| match whole.get(part.name) {
        empty if empty.is_empty() => Value::Null,
        known => known.clone(),
    };
    parts.iter().map(|it| (it.name.to_owned(), part(it))).collect()
}

/// Decodes a stored identity of the schema's `version`.
///
/// # Errors
/// There is no way from that version, or the identity has another shape.
pub fn upgrade<C>(resource: &dyn AnyResource<C>, version: i64, stored: Json) -> Result<Value> {
    match version {
        VERSION => json::decode(&identity_type(resource), stored),
        _ => Err(Error::new(format!("version {version} of its identity cannot be upgraded"))),
    }
}
