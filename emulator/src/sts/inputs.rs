//! The inputs of an action, checked.

use serde_json::{Map, Value};

use super::Form;
use crate::model::failure::Failure;
use crate::model::{Check, Shape};

/// One input of an action.
pub(super) struct Input {
    name: &'static str,
    shape: &'static Shape,
    required: bool,
}

/// An input that may be left out.
pub(super) const fn input(name: &'static str, shape: &'static Shape) -> Input {
    Input { name, shape, required: false }
}

impl Input {
    /// The same input, which may not be left out.
    pub(super) const fn required(self) -> Self {
        Self { required: true, ..self }
    }
}

/// The inputs of an action, by name.
#[derive(Debug)]
pub(super) struct Inputs(Map<String, Value>);

impl Inputs {
    /// Reads the inputs from a form, and checks each against its shape. Inputs that an action does
    /// not know are ignored.
    pub(super) fn read(form: &Form, inputs: &[Input]) -> Result<Self, Failure> {
        let mut given = form.values();
        let mut values = Map::new();
        let mut check = Check::default();
        for input in inputs {
            let at = as_member(input.name);
            match given.remove(input.name).map(|value| as_number(input.shape, value)) {
                Some(value) => {
                    check
                        .value(input.shape, &value, &at)
                        .map_err(|failure| invalid(failure.message))?;
                    values.insert(input.name.to_owned(), value);
                }
                None if input.required => check.missing(&at),
                None => {}
            }
        }
        check.message().map_or(Ok(Self(values)), |message| Err(invalid(message)))
    }

    /// An input that is text.
    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name)?.as_str()
    }

    /// An input that is a number.
    pub(super) fn number(&self, name: &str) -> Option<u64> {
        self.0.get(name)?.as_u64()
    }

    /// The items of an input that is a list.
    pub(super) fn list(&self, name: &str) -> &[Value] {
        self.0.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }
}

/// A form has only texts.
fn as_number(shape: &Shape, value: Value) -> Value {
    match (shape, value.as_str().map(str::parse::<i64>)) {
        (Shape::Number { .. }, Some(Ok(number))) => number.into(),
        _ => value,
    }
}

/// Unlike the model, messages name members with a lowercase first letter.
fn as_member(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_lowercase() + rest
}

/// The refusal of an input.
pub(super) fn invalid(message: impl Into<String>) -> Failure {
    Failure::with_status("ValidationError", 400, message)
}
