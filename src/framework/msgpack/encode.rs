//! From values to bytes.

use std::collections::BTreeMap;

use rmp::encode;

use crate::framework::number::Number;
use crate::framework::schema::{Attribute, Mode, Type};
use crate::framework::value::Value;

/// Encodes a value of type `ty`.
pub fn encode(ty: &Type, value: &Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    write(ty, value, &mut bytes);
    bytes
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

/// A number goes as its decimal text, which loses nothing, whole numbers included. Terraform reads
/// numbers in its state from text too, and a refresh compares outputs by their representation: the
/// same number as an integer would be a change in every refresh.
fn write_number(number: &Number, bytes: &mut Vec<u8>) {
    encode::write_str(bytes, &number.to_string()).expect(INFALLIBLE);
}

fn write_list(ty: &Type, elements: &[Value], bytes: &mut Vec<u8>) {
    let (Type::List(of) | Type::Set(of)) = ty else {
        unreachable!("only lists and sets hold lists")
    };
    encode::write_array_len(bytes, length(elements.len())).expect(INFALLIBLE);
    elements.iter().for_each(|element| write(of, element, bytes));
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
    count.try_into().expect("a message of the protocol is shorter than 4 GiB")
}
