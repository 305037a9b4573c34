//! Values on the wire: msgpack, directed by the type from the schema.
//!
//! The decoder is driven by the type, so its depth is that of the schema whatever the input holds,
//! and nothing is reserved before it is read. Source: the value encoding of the plugin protocol.

use std::collections::BTreeMap;

use rmp::{Marker, decode, encode};

use super::{
    number::Number,
    schema::{Attribute, Mode, Type},
    value::Value,
};

/// Why bytes are no value of the expected type.
pub type Fault = String;

/// Decodes one value of type `ty`; the whole input must be used.
///
/// # Errors
/// The bytes are cut short, go on after the value, or hold something else than `ty`.
pub fn decode(ty: &Type, mut bytes: &[u8]) -> Result<Value, Fault> {
    let value = read(ty, &mut bytes)?;
    match bytes {
        [] => Ok(value),
        rest => Err(format!("{} bytes follow the value", rest.len())),
    }
}

/// Encodes a value of type `ty`.
pub fn encode(ty: &Type, value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(ty, value, &mut bytes);
    bytes
}

type Input<'a, 'b> = &'a mut &'b [u8];

fn read(ty: &Type, input: Input) -> Result<Value, Fault> {
    match decode::read_marker(input).map_err(|_| cut())? {
        Marker::Null => Ok(Value::Null),
        marker if extension(marker) => skip_extension(marker, input),
        marker => read_known(ty, marker, input),
    }
}

fn read_known(ty: &Type, marker: Marker, input: Input) -> Result<Value, Fault> {
    match (ty, marker) {
        (Type::Bool, Marker::True) => Ok(Value::Bool(true)),
        (Type::Bool, Marker::False) => Ok(Value::Bool(false)),
        (Type::String, _) => Ok(Value::String(read_text(marker, input)?)),
        (Type::Number, _) => Ok(Value::Number(read_number(marker, input)?)),
        (Type::List(of), _) => Ok(Value::List(read_list(of, marker, input)?)),
        (Type::Set(of), _) => Ok(Value::List(as_set(read_list(of, marker, input)?))),
        (Type::Map(of), _) => read_map(marker, input, |_| Ok(**of)),
        (Type::Object(attributes), _) => {
            let mut object = read_map(marker, input, |name| attribute_type(attributes, name))?;
            complete(attributes, &mut object);
            Ok(object)
        }
        (Type::Bool, other) => Err(wrong("a boolean", other)),
    }
}

fn attribute_type(attributes: &[Attribute], name: &str) -> Result<Type, Fault> {
    let found = attributes
        .iter()
        .find(|attribute| attribute.name == name && attribute.is_stored());
    found
        .map(|attribute| attribute.ty)
        .ok_or_else(|| format!("there is no attribute {name:?}"))
}

/// Attributes that the sender left out are null.
fn complete(attributes: &[Attribute], object: &mut Value) {
    let Value::Map(values) = object else { return };
    for attribute in attributes.iter().filter(|attribute| attribute.is_stored()) {
        values.entry(attribute.name.to_owned()).or_default();
    }
}

fn as_set(mut elements: Vec<Value>) -> Vec<Value> {
    elements.sort();
    elements.dedup();
    elements
}

fn read_list(of: &Type, marker: Marker, input: Input) -> Result<Vec<Value>, Fault> {
    let count = match marker {
        Marker::FixArray(count) => count.into(),
        Marker::Array16 => read_length(2, input)?,
        Marker::Array32 => read_length(4, input)?,
        other => return Err(wrong("a list", other)),
    };
    (0..count).map(|_| read(of, input)).collect()
}

fn read_map(
    marker: Marker,
    input: Input,
    type_of: impl Fn(&str) -> Result<Type, Fault>,
) -> Result<Value, Fault> {
    let count = match marker {
        Marker::FixMap(count) => count.into(),
        Marker::Map16 => read_length(2, input)?,
        Marker::Map32 => read_length(4, input)?,
        other => return Err(wrong("a map", other)),
    };
    let mut values = BTreeMap::new();
    for _ in 0..count {
        let marker = decode::read_marker(input).map_err(|_| cut())?;
        let name = read_text(marker, input)?;
        let value = read(&type_of(&name)?, input).map_err(|fault| format!("{name}: {fault}"))?;
        values.insert(name, value);
    }
    Ok(Value::Map(values))
}

/// A text, or the raw bytes of one: Terraform accepts both, so we do.
fn read_text(marker: Marker, input: Input) -> Result<String, Fault> {
    let length = match marker {
        Marker::FixStr(length) => length.into(),
        Marker::Str8 | Marker::Bin8 => read_length(1, input)?,
        Marker::Str16 | Marker::Bin16 => read_length(2, input)?,
        Marker::Str32 | Marker::Bin32 => read_length(4, input)?,
        other => return Err(wrong("a string", other)),
    };
    let bytes = take(length, input)?.to_vec();
    String::from_utf8(bytes).map_err(|_| "a string is not valid UTF-8".to_owned())
}

fn read_number(marker: Marker, input: Input) -> Result<Number, Fault> {
    let float = |float| Number::from_f64(float).ok_or("a number is not finite".to_owned());
    match marker {
        Marker::FixPos(small) => Ok(i64::from(small).into()),
        Marker::FixNeg(small) => Ok(i64::from(small).into()),
        Marker::U8 => Ok(read_unsigned(1, input)?.into()),
        Marker::U16 => Ok(read_unsigned(2, input)?.into()),
        Marker::U32 => Ok(read_unsigned(4, input)?.into()),
        Marker::U64 => Ok(read_unsigned(8, input)?.into()),
        Marker::I8 => Ok(i64::from(read_unsigned(1, input)? as i8).into()),
        Marker::I16 => Ok(i64::from(read_unsigned(2, input)? as i16).into()),
        Marker::I32 => Ok(i64::from(read_unsigned(4, input)? as i32).into()),
        Marker::I64 => Ok((read_unsigned(8, input)? as i64).into()),
        Marker::F32 => float(f32::from_bits(read_unsigned(4, input)? as u32).into()),
        Marker::F64 => float(f64::from_bits(read_unsigned(8, input)?)),
        text => read_text(text, input)?
            .parse()
            .map_err(|fault| format!("a number: {fault}")),
    }
}

fn extension(marker: Marker) -> bool {
    use Marker::{Ext8, Ext16, Ext32, FixExt1, FixExt2, FixExt4, FixExt8, FixExt16};
    matches!(
        marker,
        FixExt1 | FixExt2 | FixExt4 | FixExt8 | FixExt16 | Ext8 | Ext16 | Ext32
    )
}

/// The code of an unknown value whose body says something about it (that it is not null, its first
/// characters, bounds). We need none of that, so the body is read over.
const REFINED: u8 = 12;

/// The longest body that a refined unknown may have.
const LONGEST_REFINEMENT: usize = 1024;

fn skip_extension(marker: Marker, input: Input) -> Result<Value, Fault> {
    let length = match marker {
        Marker::FixExt1 => 1,
        Marker::FixExt2 => 2,
        Marker::FixExt4 => 4,
        Marker::FixExt8 => 8,
        Marker::FixExt16 => 16,
        Marker::Ext8 => read_length(1, input)?,
        Marker::Ext16 => read_length(2, input)?,
        _ => read_length(4, input)?,
    };
    let code = take(1, input)?[0];
    take(length, input)?;
    match length {
        0 | 1 => Ok(Value::Unknown),
        2..=LONGEST_REFINEMENT if code == REFINED => Ok(Value::Unknown),
        _ => Err(format!("there is no extension {code} of {length} bytes")),
    }
}

fn read_length(width: usize, input: Input) -> Result<usize, Fault> {
    read_unsigned(width, input)?.try_into().map_err(|_| cut())
}

fn read_unsigned(width: usize, input: Input) -> Result<u64, Fault> {
    let bytes = take(width, input)?;
    Ok(bytes
        .iter()
        .fold(0, |number, byte| number << 8 | u64::from(*byte)))
}

fn take<'b>(length: usize, input: Input<'_, 'b>) -> Result<&'b [u8], Fault> {
    let (taken, rest) = input.split_at_checked(length).ok_or_else(cut)?;
    *input = rest;
    Ok(taken)
}

fn cut() -> Fault {
    "the value is cut short".into()
}

fn wrong(expected: &str, marker: Marker) -> Fault {
    format!("expected {expected}, got {marker:?}")
}

/// Writing to memory cannot fail.
const INFALLIBLE: &str = "a vector takes every byte";

fn write(ty: &Type, value: &Value, bytes: &mut Vec<u8>) {
    match value {
        Value::Null => encode::write_nil(bytes).expect(INFALLIBLE),
        Value::Unknown => bytes.extend([0xd4, 0, 0]),
        Value::Bool(flag) => encode::write_bool(bytes, *flag).expect(INFALLIBLE),
        Value::Number(number) => write_number(number, bytes),
        Value::String(text) => encode::write_str(bytes, text).expect(INFALLIBLE),
        Value::List(elements) => write_list(ty, elements, bytes),
        Value::Map(values) => write_map(ty, values, bytes),
    }
}

/// Whole numbers as such; everything else as its text, which loses nothing.
fn write_number(number: &Number, bytes: &mut Vec<u8>) {
    match number.as_i64() {
        Some(integer) => drop(encode::write_sint(bytes, integer).expect(INFALLIBLE)),
        None => encode::write_str(bytes, &number.to_string()).expect(INFALLIBLE),
    }
}

fn write_list(ty: &Type, elements: &[Value], bytes: &mut Vec<u8>) {
    let (Type::List(of) | Type::Set(of)) = ty else {
        unreachable!("only lists and sets hold lists")
    };
    encode::write_array_len(bytes, length(elements.len())).expect(INFALLIBLE);
    elements
        .iter()
        .for_each(|element| write(of, element, bytes));
}

fn write_map(ty: &Type, values: &BTreeMap<String, Value>, bytes: &mut Vec<u8>) {
    match ty {
        Type::Object(attributes) => write_object(attributes, values, bytes),
        Type::Map(of) => {
            encode::write_map_len(bytes, length(values.len())).expect(INFALLIBLE);
            for (key, value) in values {
                encode::write_str(bytes, key).expect(INFALLIBLE);
                write(of, value, bytes);
            }
        }
        _ => unreachable!("only maps and objects hold maps"),
    }
}

/// An object has exactly the attributes of its type.
fn write_object(attributes: &[Attribute], values: &BTreeMap<String, Value>, bytes: &mut Vec<u8>) {
    let stored = || attributes.iter().filter(|attribute| attribute.is_stored());
    encode::write_map_len(bytes, length(stored().count())).expect(INFALLIBLE);
    for attribute in stored() {
        encode::write_str(bytes, attribute.name).expect(INFALLIBLE);
        match values.get(attribute.name) {
            None if matches!(attribute.mode, Mode::Block { .. }) => bytes.push(0x90),
            value => write(&attribute.ty, value.unwrap_or(&Value::Null), bytes),
        }
    }
}

fn length(count: usize) -> u32 {
    count
        .try_into()
        .expect("a message of the protocol is shorter than 4 GiB")
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::prelude::*;

    use super::*;
    use crate::framework::{
        field::{Blocks, Computed, Field, Private},
        schema::object,
    };

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
        digits
            .iter()
            .map(|byte| u8::from_str_radix(byte, 16).unwrap())
            .collect()
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
        check_both(&Type::Number, "05", number("5"));
        check_both(&Type::Number, "ff", number("-1"));
        check_both(&Type::Number, "cc 80", number("128"));
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
        assert!(
            decode(&Sample::TYPE, &hex("81 a1 78 c0")).is_err(),
            "an attribute that is not there"
        );
    }

    #[test]
    fn sets_have_one_order() {
        let ty = Type::Set(&Type::String);
        let sorted = Value::List(vec!["a".into(), "b".into()]);
        check_decode(&ty, "93 a1 62 a1 61 a1 62", sorted);
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
        prop_oneof![
            Just(Value::Null),
            Just(Value::Unknown),
            ".{0,40}".prop_map(Value::String)
        ]
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
}
