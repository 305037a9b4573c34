//! From bytes to values.

use std::collections::BTreeMap;

use rmp::{Marker, decode};

use crate::framework::number::Number;
use crate::framework::schema::{Attribute, Type};
use crate::framework::value::Value;

/// Why bytes are not a value of the expected type.
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
    let found = attributes.iter().find(|attribute| attribute.name == name && attribute.is_stored());
    found.map(|attribute| attribute.ty).ok_or_else(|| format!("there is no attribute {name:?}"))
}

/// Attributes that the sender left out are null.
fn complete(attributes: &[Attribute], object: &mut Value) {
    let Value::Map(values) = object else { return };
    for attribute in attributes.iter().filter(|attribute| attribute.is_stored()) {
        values.entry(attribute.name.to_owned()).or_default();
    }
}

/// The elements in one order, each once; two that are not known may turn out to differ.
fn as_set(mut elements: Vec<Value>) -> Vec<Value> {
    elements.sort();
    elements.dedup_by(|one, other| one == other && one.is_known());
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
        text => read_text(text, input)?.parse().map_err(|fault| format!("a number: {fault}")),
    }
}

fn extension(marker: Marker) -> bool {
    use Marker::{Ext8, Ext16, Ext32, FixExt1, FixExt2, FixExt4, FixExt8, FixExt16};
    matches!(marker, FixExt1 | FixExt2 | FixExt4 | FixExt8 | FixExt16 | Ext8 | Ext16 | Ext32)
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
    Ok(bytes.iter().fold(0, |number, byte| number << 8 | u64::from(*byte)))
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
