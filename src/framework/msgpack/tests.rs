//! What goes over the wire, from known vectors to hostile bytes.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;

use super::*;
use crate::framework::field::{Computed, Field, Private};
use crate::framework::schema::{Blocks, Type, object};
use crate::framework::value::Value;

object! {
    /// One of each type.
    struct Sample {
        /// A text.
        id: Computed<String>,
        /// A number.
        n: Option<i64>,
        /// Names.
        names: Option<Vec<String>>,
        /// Nested objects.
        nested: Blocks<Inner>,
        /// Never on the wire.
        secret: Private<Option<String>>,
        /// Tags.
        tags: Option<BTreeMap<String, String>>,
        /// Without order.
        unordered: Option<BTreeSet<String>>,
    }
}

object! {
    /// An inner object.
    struct Inner {
        /// A flag.
        on: Option<bool>,
    }
}

fn hex(text: &str) -> Vec<u8> {
    let digits: Vec<_> = text.split_whitespace().collect();
    digits.iter().map(|byte| u8::from_str_radix(byte, 16).unwrap()).collect()
}

fn check_decode(ty: &Type, bytes: &str, value: Value) {
    assert_eq!(decode(ty, &hex(bytes)), Ok(value), "{bytes}");
}

fn check_both(ty: &Type, bytes: &str, value: Value) {
    assert_eq!(encode(ty, &value), hex(bytes), "{value:?}");
    check_decode(ty, bytes, value);
}

fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

/// The vectors that were seen on the wire of a real Terraform.
#[test]
fn known_vectors() {
    check_both(&Type::String, "c0", Value::Null);
    check_both(&Type::String, "d4 00 00", Value::Unknown);
    check_both(&Type::Bool, "c3", Value::Bool(true));
    check_both(&Type::Number, "a1 35", number("5"));
    check_decode(&Type::Number, "05", number("5"));
    check_decode(&Type::Number, "ff", number("-1"));
    check_decode(&Type::Number, "cc 80", number("128"));
    check_both(&Type::Number, "a3 30 2e 31", number("0.1"));
    check_decode(&Type::Number, "cb bf e0 00 00 00 00 00 00", number("-0.5"));
}

#[test]
fn refined_unknowns_are_unknown() {
    let refined = [
        "c7 03 0c 81 01 c2",
        "c7 08 0c 82 01 c2 02 a3 61 62 63",
        "d7 0c 82 01 c2 02 a3 61 62 63",
        "c7 00 00",
        "d4 05 00",
    ];
    for bytes in refined {
        check_decode(&Type::String, bytes, Value::Unknown);
    }
}

#[test]
fn an_object_has_exactly_its_attributes() {
    let mut value = Value::object([("id", Value::Unknown), ("n", number("5"))]);
    let bytes = encode(&Sample::TYPE, &value);
    value.set("names", Value::Null);
    value.set("nested", Value::List(vec![]));
    value.set("tags", Value::Null);
    value.set("unordered", Value::Null);
    assert_eq!(decode(&Sample::TYPE, &bytes), Ok(value));
    assert!(decode(&Sample::TYPE, &hex("81 a1 78 c0")).is_err(), "an attribute that is not there");
}

#[test]
fn sets_have_one_order() {
    let ty = Type::Set(&Type::String);
    let sorted = Value::List(vec!["a".into(), "b".into()]);
    check_decode(&ty, "93 a1 62 a1 61 a1 62", sorted);
    let unknown = Value::List(vec![Value::Unknown, Value::Unknown]);
    check_decode(&ty, "92 d4 00 00 d4 00 00", unknown);
}

#[test]
fn hostile_bytes_are_refused() {
    let list = Type::List(&Type::String);
    for (ty, bytes) in [
        (&Type::String, ""),
        (&Type::String, "a1 ff"),
        (&Type::String, "05"),
        (&Type::String, "a1 61 c0"),
        (&Type::String, "db ff ff ff ff"),
        (&Type::Number, "cb 7f f8 00 00 00 00 00 00"),
        (&Type::Number, "ab 31 65 39 39 39 39 39 39 39 39 39"),
        (&Type::Bool, "01"),
        (&list, "dd ff ff ff ff"),
        (&list, "c9 ff ff ff ff 0c"),
        (&list, "c7 02 05 00 00"),
        (&Sample::TYPE, "df ff ff ff ff"),
    ] {
        assert!(decode(ty, &hex(bytes)).is_err(), "{bytes}");
    }
}

fn text() -> impl Strategy<Value = Value> {
    prop_oneof![Just(Value::Null), Just(Value::Unknown), ".{0,40}".prop_map(Value::String)]
}

prop_compose! {
    fn sample()(
        id in text(),
        n in prop_oneof![any::<i64>().prop_map(|n| n.to_string()), "-?[1-9][0-9]{0,30}\\.[0-9]{1,30}"],
        names in prop::collection::vec(text(), 0..40),
        on in any::<bool>(),
        tags in prop::collection::btree_map(".{0,20}", text(), 0..20),
        unordered in prop::collection::btree_set("[a-z]{1,300}", 0..5),
    ) -> Value {
        Value::object([
            ("id", id),
            ("n", number(&n)),
            ("names", Value::List(names)),
            ("nested", Value::List(vec![Value::object([("on", Value::Bool(on))])])),
            ("tags", Value::Map(tags)),
            ("unordered", Value::List(unordered.into_iter().map(Value::String).collect())),
        ])
    }
}

proptest! {
    #[test]
    fn what_is_encoded_decodes_to_the_same(value in sample()) {
        let bytes = encode(&Sample::TYPE, &value);
        prop_assert_eq!(decode(&Sample::TYPE, &bytes), Ok(value));
    }

    #[test]
    fn no_bytes_do_harm(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = decode(&Sample::TYPE, &bytes);
    }

    #[test]
    fn no_damage_does_harm(value in sample(), at in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut bytes = encode(&Sample::TYPE, &value);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = decode(&Sample::TYPE, &bytes);
        let _ = decode(&Sample::TYPE, &bytes[..at]);
    }
}
