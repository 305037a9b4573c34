//! Upgrades and imports, on a resource of our own.

use std::fmt;

use serde_json::json;

use super::*;
use crate::framework::schema::{object, replaces};

object! {
    /// A thing whose name was called title in version 0 of its state.
    struct Thing {
        ..key: ThingKey,
        /// Note.
        note: Option<String>,
    }
}

object! {
    /// What names a thing.
    struct ThingKey {
        /// Name.
        name: String = replaces(),
    }
}

impl FromStr for ThingKey {
    type Err = Error;

    fn from_str(id: &str) -> Result<Self> {
        match id {
            "" => Err(Error::new("a thing has a name")),
            name => Ok(Self { name: name.to_owned() }),
        }
    }
}

impl fmt::Display for ThingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

impl Resource for Thing {
    const NAME: &'static str = "thing";
    const OPERATIONS: &'static [&'static str] = &[];
    const VERSION: i64 = 1;
    type Key = ThingKey;
    type Client = ();

    async fn create(plan: Self, _: &()) -> Result<Self> {
        Ok(plan)
    }

    async fn read(_: ThingKey, _: &()) -> Result<Option<Self>> {
        Ok(None)
    }

    async fn delete(_: Self, _: &()) -> Result<()> {
        Ok(())
    }

    fn upgrade(version: i64, mut state: Json) -> Result<Json> {
        if version != 0 {
            return Err(Error::new("there has been no such version"));
        }
        state["name"] = state["title"].take();
        Ok(state)
    }
}

const THING: &dyn AnyResource<()> = &managed::<Thing>();

#[test]
fn an_older_state_is_upgraded_and_the_current_one_is_read() {
    let thing = Value::object([("name", "a".into()), ("note", "".into())]);
    assert_eq!(THING.upgrade(0, json!({"title": "a"})), Ok(thing.clone()));
    assert_eq!(THING.upgrade(1, json!({"name": "a", "gone": true})), Ok(thing));
    assert!(THING.upgrade(7, json!({})).is_err());
}

#[test]
fn an_import_is_a_stub_of_the_key() {
    let stub = Value::object([("name", "a".into()), ("note", "".into())]);
    assert_eq!(THING.import("a"), Ok(stub));
    assert!(THING.import("").is_err());
}
