//! Private data: what lives beside the state and no user sees.
//!
//! It is one JSON object with sorted keys. Terraform compares its bytes to tell whether anything
//! has changed, so the same content always has the same bytes, and no content has none.

use serde_json::{Map, Value as Json};

use super::schema::{Attribute, Mode, Type};
use super::value::Value;
use super::{json, unset};

/// Private data, decoded.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Private(Map<String, Json>);

/// A state as Terraform keeps it: what users see of it, and the private data beside it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Kept {
    /// The state without its private attributes; null if there is no object.
    pub(crate) state: Value,
    /// The private data.
    pub(crate) private: Private,
}

impl Kept {
    /// Takes the private attributes out of a whole state.
    pub(crate) fn of(attributes: &[Attribute], whole: Value) -> Self {
        let (mut state, behind) = unset::folded(whole);
        let mut private = Private::split(attributes, &mut state);
        private.stand_behind(&behind);
        Self { state: unset::filled(attributes, state), private }
    }

    /// A state without private data.
    pub(crate) fn bare(state: Value) -> Self {
        Self { state, private: Private::default() }
    }

    /// The state with its private attributes.
    pub(crate) fn whole(self, attributes: &[Attribute]) -> Value {
        self.private.join(attributes, self.state)
    }
}

/// The mark of an object that was made but never finished; no attribute can have this name.
pub(crate) const UNFINISHED: &str = ".unfinished";

/// What a plan notes for the apply that follows, under names that no attribute can have: the key of
/// what it creates, and that it knew the object in whose place that comes and means to remove it.
const CREATES: &str = ".creates";
const REPLACES: &str = ".replaces";

/// What stands behind the empty texts of an object that the plan creates; those of one that goes
/// are beside it.
const PLANNED: &str = ".planned";

impl Private {
    /// Decodes what Terraform kept. What is not private data of ours counts as none.
    pub(crate) fn decode(bytes: &[u8]) -> Self {
        match serde_json::from_slice(bytes) {
            Ok(Json::Object(entries)) => Self(entries),
            _ => Self::default(),
        }
    }

    /// The bytes to keep.
    pub(crate) fn encode(&self) -> Vec<u8> {
        if self.0.is_empty() { Vec::new() } else { Json::Object(self.0.clone()).to_string().into() }
    }

    /// Moves the private attributes out of an object, which then is the state that Terraform sees.
    fn split(attributes: &[Attribute], object: &mut Value) -> Self {
        let Value::Map(values) = object else {
            return Self::default();
        };
        let mut entries = Map::new();
        let names = attributes.iter().filter(|attribute| attribute.mode == Mode::Private);
        let names = names.map(|attribute| attribute.name).chain([UNFINISHED]);
        for name in names {
            match values.remove(name).as_ref().map(json::encode) {
                None | Some(Json::Null) => {}
                Some(value) => drop(entries.insert(name.to_owned(), value)),
            }
        }
        Self(entries)
    }

    /// Keeps what stands behind empty texts of the state.
    fn stand_behind(&mut self, behind: &Value) {
        if !behind.is_null() {
            self.0.insert(unset::LEFT.to_owned(), json::encode(behind));
        }
    }

    /// What stands behind empty texts of the state.
    pub(crate) fn behind(&self) -> Value {
        let behind = self.0.get(unset::LEFT).cloned().unwrap_or(Json::Null);
        json::decode(&Type::Map(&Type::String), behind).unwrap_or_default()
    }

    /// Puts the private attributes back into the state that Terraform sent. An entry that does not
    /// have the type of its attribute counts as absent.
    pub(super) fn join(&self, attributes: &[Attribute], mut state: Value) -> Value {
        for attribute in attributes.iter().filter(|attribute| attribute.mode == Mode::Private) {
            let entry = self.0.get(attribute.name).cloned().unwrap_or(Json::Null);
            state.set(attribute.name, json::decode(&attribute.ty, entry).unwrap_or_default());
        }
        if self.marks_unfinished() {
            state.set(UNFINISHED, Value::Bool(true));
        }
        unset::unfolded(attributes, state, &self.behind())
    }

    /// These data, and the note of a plan that `key` will be created.
    pub(crate) fn creating(mut self, key: &str) -> Self {
        self.0.insert(CREATES.to_owned(), key.into());
        self
    }

    /// These data, and the note of what the `planned` ones of a creation have behind empty texts.
    pub(crate) fn planning(mut self, planned: &Self) -> Self {
        if let Some(behind) = planned.0.get(unset::LEFT) {
            self.0.insert(PLANNED.to_owned(), behind.clone());
        }
        self
    }

    /// What the plan noted of the object that it creates, which has no private attributes yet.
    pub(crate) fn of_creation(&self) -> Self {
        let behind = self.0.get(PLANNED).cloned();
        Self(behind.into_iter().map(|behind| (unset::LEFT.to_owned(), behind)).collect())
    }

    /// Whether the plan noted that `key` will be created.
    pub(crate) fn notes_creation_of(&self, key: &str) -> bool {
        self.0.get(CREATES).and_then(Json::as_str) == Some(key)
    }

    /// These data, and the note of a plan that knows the object which goes, should it be replaced.
    pub(crate) fn replacing(mut self) -> Self {
        self.0.insert(REPLACES.to_owned(), true.into());
        self
    }

    /// Whether the plan noted that it knows the object which goes.
    pub(crate) fn notes_replacement(&self) -> bool {
        self.0.contains_key(REPLACES)
    }

    /// Whether the object was made but never finished.
    pub(crate) fn marks_unfinished(&self) -> bool {
        self.0.contains_key(UNFINISHED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::field;
    use crate::framework::schema::{Object, object};

    object! {
        /// A state with something to hide.
        struct Sample {
            /// Shown.
            shown: String,
            /// Hidden.
            hidden: field::Private<Option<String>>,
        }
    }

    #[test]
    fn private_attributes_leave_the_state_and_come_back() {
        let whole = Value::object([("shown", "a".into()), ("hidden", "b".into())]);
        let Kept { state, private } = Kept::of(Sample::ATTRIBUTES, whole.clone());
        assert_eq!(state, Value::object([("shown", "a".into())]));
        let kept = Kept { state, private: Private::decode(&private.encode()) };
        assert_eq!(kept.whole(Sample::ATTRIBUTES), whole);
    }

    #[test]
    fn nothing_to_keep_has_no_bytes_and_bad_bytes_keep_nothing() {
        let state = Value::object([("shown", "a".into()), ("hidden", Value::Null)]);
        assert_eq!(Kept::of(Sample::ATTRIBUTES, state).private.encode(), b"");
        for bytes in ["", "x", "[]", "\u{0}"] {
            assert_eq!(Private::decode(bytes.as_bytes()), Private::default());
        }
    }

    #[test]
    fn a_note_is_of_one_key() {
        let note = Private::decode(&Private::default().creating("main/npm").encode());
        assert!(note.notes_creation_of("main/npm"));
        assert!(!note.notes_creation_of("main/pypi"));
        assert!(!Private::default().notes_creation_of("main/npm"));
    }
}
