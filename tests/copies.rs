//! A key costs the key: to learn what an object is called, nothing else of it is copied.

use codeartifact::framework::schema::{Attribute, Value};
use codeartifact::resources;

/// The bytes of everything that is not part of a key.
const CONTENT: usize = 1024 * 1024;

/// The most bytes that a key may cost.
const MOST: u64 = 16 * 1024;

#[test]
fn a_key_costs_the_key() {
    for resource in resources::ALL {
        let is_key = |name| resource.key_attributes().iter().any(|part| part.name == name);
        let value = |attribute: &Attribute| match attribute.choices.first() {
            Some(choice) => (*choice).into(),
            None if is_key(attribute.name) => "some".into(),
            None => Value::String("x".repeat(CONTENT)),
        };
        let attributes = resource.attributes().iter();
        let state = Value::Map(attributes.map(|it| (it.name.to_owned(), value(it))).collect());
        let cost = allocation_counter::measure(|| {
            assert!(resource.key(&state).is_some(), "{}", resource.name());
        });
        assert!(cost.bytes_total < MOST, "{}: {cost:?}", resource.name());
    }
}
