//! The inputs of operations as data: what each may be, and where it travels.

/// One input of an operation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Input {
    /// Name in the model, used in messages and by handlers.
    pub(crate) member: &'static str,
    pub(crate) place: Place,
    pub(crate) required: bool,
    pub(crate) shape: &'static Shape,
}

/// Where an input travels, with its name on the wire when that is not the member's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Query(&'static str),
    Header(&'static str),
    Body,
    /// The whole body, which is not JSON and is kept apart from the other inputs.
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
    List { of: &'static Self, max: i64 },
    /// Values by name.
    Map { key: &'static Self, value: &'static Self },
    /// A structure: its members in order, each with its name and shape, and all of them required.
    Record(&'static [(&'static str, &'static Self)]),
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
    pub(crate) const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// The same input where one operation carries it in the body.
    pub(crate) const fn in_body(self) -> Self {
        Self { place: Place::Body, ..self }
    }
}
