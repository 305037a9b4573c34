//! `moved` blocks from the types of other providers: the state is carried over, so that nothing is
//! destroyed and nothing imported.
//!
//! Each resource says what it can take over. The other provider's private data is its own and stays
//! behind; what its state does not know, the next read fills in.

use serde_json::Value as Json;

use super::diagnostic::{Diagnostic, Error, Result};
use super::moves::Move;
use super::resource::{AnyResource, state_type};
use super::value::Value;
use super::{json, unset};

/// The state to take over.
#[derive(Debug)]
pub(crate) struct Source {
    /// The full address of the provider, such as `registry.terraform.io/hashicorp/aws`.
    pub provider: String,
    /// The type there.
    pub type_name: String,
    /// The version of its schema by which the state was written.
    pub version: i64,
    /// The state as it was stored.
    pub state: Json,
}

/// The state that was taken over.
#[derive(Debug)]
pub(crate) struct Moved {
    /// The state of the resource, without private data.
    pub state: Value,
    /// What the user should know.
    pub warnings: Vec<Diagnostic>,
}

/// Carries the state of another type over to `resource`.
///
/// # Errors
/// The resource cannot take over this type or version, or the state does not say which object it is
/// of.
pub(crate) fn carry_over<C>(resource: &dyn AnyResource<C>, source: Source) -> Result<Moved> {
    let mut ways = resource.moves().iter();
    let way = ways.find(|way| way.source == source.type_name && way.is_of(&source.provider));
    let way = way.ok_or_else(|| no_way(resource.moves(), &source))?;
    if source.version > way.newest {
        return Err(too_new(way, source.version));
    }
    let Json::Object(mut state) = source.state else {
        return Err(unusable("Its state is not an object."));
    };
    let warnings = way.left.and_then(|left| left.warning(&state)).into_iter().collect();
    (way.translate)(&mut state);
    let state = json::decode(&state_type(resource), Json::Object(state))?;
    let state = unset::filled(resource.attributes(), state);
    match resource.key(&state) {
        Some(_) => Ok(Moved { state, warnings }),
        None => Err(unusable("Its state does not say which object it is of.")),
    }
}

fn no_way(known: &[Move], source: &Source) -> Error {
    let known = known.iter().map(|way| format!("`{}` of {}", way.source, way.provider));
    let known = known.collect::<Vec<_>>().join(" and ");
    let known = if known.is_empty() { "nothing".to_owned() } else { known };
    Error::new(format!(
        "It cannot adopt a `{}` of {}; it can adopt {known}. For other resources, {REMOVE_AND_IMPORT}.",
        source.type_name, source.provider
    ))
}

/// What to do where a state cannot be carried over.
const REMOVE_AND_IMPORT: &str = "use a `removed` block with `destroy = false` for the old resource, and an `import` block \
                                 for the new one";

fn unusable(cause: &str) -> Error {
    Error::new(format!("{cause} To adopt the object, {REMOVE_AND_IMPORT}."))
}

fn too_new(way: &Move, version: i64) -> Error {
    Error::new(format!(
        "The state of the `{}` has version {version}, and this provider supports versions up to {}. Use a newer \
         version of this provider, or import the object instead.",
        way.source, way.newest
    ))
}
