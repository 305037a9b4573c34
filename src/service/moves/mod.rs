//! The states of other providers in the names and shapes of ours, for `moved` blocks.
//!
//! What a user left out is empty in our states, however the other provider stores that: the
//! framework fills it in.

pub(crate) mod aws;
pub(crate) mod awscc;
#[cfg(test)]
mod tests;

use serde_json::{Map, Value as Json};

use super::region;

/// A stored state, by the names of its attributes.
type State = Map<String, Json>;

/// Takes an attribute out; null if it is absent or empty.
fn take(state: &mut State, name: &str) -> Json {
    let taken = state.remove(name).unwrap_or_default();
    let empty = match &taken {
        Json::String(text) => text.is_empty(),
        Json::Array(elements) => elements.is_empty(),
        Json::Object(elements) => elements.is_empty(),
        _ => false,
    };
    if empty { Json::Null } else { taken }
}

fn rename(state: &mut State, old: &str, new: &str) {
    let value = take(state, old);
    state.insert(new.to_owned(), value);
}

/// The values of one attribute in a list of blocks; null if there is no block.
fn column(blocks: Json, name: &str) -> Json {
    match blocks {
        Json::Array(blocks) => blocks.into_iter().map(|block| part(block, name)).collect(),
        other => other,
    }
}

/// An attribute of an object; null if there is no such attribute or object.
fn part(object: Json, name: &str) -> Json {
    match object {
        Json::Object(mut attributes) => attributes.remove(name).unwrap_or_default(),
        _ => Json::Null,
    }
}

/// The first element of a list; null if there is none.
fn first(list: Json) -> Json {
    match list {
        Json::Array(elements) => elements.into_iter().next().unwrap_or_default(),
        other => other,
    }
}

/// Fills in from an ARN where the object is: its Region, which older versions do not store, and the
/// account that owns the domain, as `owner`.
fn place(state: &mut State, arn: &str, owner: &str) {
    let arn = state.get(arn).and_then(Json::as_str).unwrap_or_default().to_owned();
    let parts = [("region", region::of_arn(&arn)), (owner, region::owner_of_arn(&arn))];
    for (name, part) in parts {
        let known = take(state, name);
        let part = if part.is_empty() { Json::Null } else { part.into() };
        state.insert(name.to_owned(), if known.is_null() { part } else { known });
    }
}
