//! The service model as data: operations, where their inputs travel, and what each input may be.

mod check;
mod pattern;
mod read;
pub(crate) mod shapes;

pub(crate) use self::check::Check;
pub(crate) use self::pattern::matches;
pub(crate) use self::read::{check, read};
use serde_json::Value;

use crate::answer::{Download, Reply};
use crate::failure::Failure;
use crate::operations::Call;
use crate::state::World;

/// One operation of the service: a fixed method and path, its inputs, and what it does.
#[derive(Debug)]
pub(crate) struct Operation {
    /// Name in the model.
    pub(crate) name: &'static str,
    /// HTTP method.
    pub(crate) method: &'static str,
    /// Path without the query. No path of the service carries a label.
    pub(crate) path: &'static str,
    /// Inputs in the order of the model.
    pub(crate) inputs: &'static [Input],
    /// What it does once the inputs are checked.
    pub(crate) handler: Handler,
}

/// What an operation does: it reads the call, changes the world, and answers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Handler {
    /// With a JSON body.
    Body(fn(&Call<'_>, &mut World) -> Result<Value, Failure>),
    /// With the content of an asset.
    Asset(fn(&Call<'_>, &mut World) -> Result<Download, Failure>),
}

impl Handler {
    /// Does it.
    pub(crate) fn run(self, call: &Call<'_>, world: &mut World) -> Result<Reply, Failure> {
        match self {
            Handler::Body(handler) => {
                handler(call, world).map(|body| Reply::Text(body.to_string()))
            }
            Handler::Asset(handler) => handler(call, world).map(Reply::Asset),
        }
    }
}

impl Operation {
    /// Whether it changes nothing.
    pub(crate) fn only_looks(&self) -> bool {
        let looks = ["Describe", "Get", "List"].iter().any(|verb| self.name.starts_with(verb));
        // A token is made, and must be good at once.
        looks && self.name != "GetAuthorizationToken"
    }

    /// Whether it works on a repository, or on what is in one.
    pub(crate) fn works_in_a_repository(&self) -> bool {
        let named = ["repository", "sourceRepository"];
        self.inputs.iter().any(|input| named.contains(&input.member))
    }

    /// Whether the body of the request is the content of an asset.
    pub(crate) fn takes_an_asset(&self) -> bool {
        self.inputs.iter().any(|input| input.place == Place::Payload)
    }
}

/// One input of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input {
    /// Name in the model, used in messages and by handlers.
    pub(crate) member: &'static str,
    place: Place,
    required: bool,
    shape: &'static Shape,
}

/// Where an input travels, with its name on the wire when that is not the member's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Place {
    Query(&'static str),
    Header(&'static str),
    Body,
    /// The whole body, which is no JSON and is kept apart from the other inputs.
    Payload,
}

/// What a value may be.
#[derive(Debug)]
pub(crate) enum Shape {
    /// Text of `min` to `max` characters that matches the whole pattern.
    Text { pattern: &'static str, min: i64, max: i64 },
    /// A whole number from `min` to `max`.
    Number { min: i64, max: i64 },
    /// True or false.
    Flag,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// At most `max` values of one shape.
    List { of: &'static Shape, max: i64 },
    /// Values by name.
    Map { key: &'static Shape, value: &'static Shape },
    /// A structure: its members in order, each with its name and shape, and all of them required.
    Record(&'static [(&'static str, &'static Shape)]),
}

/// An optional input in the query.
pub(crate) const fn query(
    member: &'static str,
    wire: &'static str,
    shape: &'static Shape,
) -> Input {
    Input { member, place: Place::Query(wire), required: false, shape }
}

/// An optional input in a header.
pub(crate) const fn header(
    member: &'static str,
    wire: &'static str,
    shape: &'static Shape,
) -> Input {
    Input { member, place: Place::Header(wire), required: false, shape }
}

/// The body itself, where it is the content of an asset.
pub(crate) const fn payload(member: &'static str) -> Input {
    Input { member, place: Place::Payload, required: false, shape: &Shape::Flag }
}

/// An optional input in the JSON body, where the wire name is always the member's.
pub(crate) const fn body(member: &'static str, shape: &'static Shape) -> Input {
    Input { member, place: Place::Body, required: false, shape }
}

impl Input {
    /// The same input, which may not be left out.
    pub(crate) const fn required(self) -> Input {
        Input { required: true, ..self }
    }

    /// The same input where one operation carries it in the body.
    pub(crate) const fn in_body(self) -> Input {
        Input { place: Place::Body, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;

    fn compile(shape: &Shape) {
        match shape {
            Shape::Text { pattern, .. } => {
                assert_eq!(matches(pattern, "\u{7} "), *pattern == shapes::ANYTHING, "{pattern}");
            }
            Shape::Number { .. } | Shape::Choice(_) | Shape::Flag => {}
            Shape::List { of, .. } => compile(of),
            Shape::Map { key, value } => [key, value].into_iter().for_each(|shape| compile(shape)),
            Shape::Record(members) => members.iter().for_each(|(_, shape)| compile(shape)),
        }
    }

    #[test]
    fn each_pattern_compiles_and_takes_no_nonsense() {
        for operation in operations::all() {
            operation.inputs.iter().for_each(|input| compile(input.shape));
        }
    }
}
