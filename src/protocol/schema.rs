//! Schemas, as Terraform is told of them.

use super::proto::{self, StringKind};
use crate::framework::{
    docs::prose,
    function::{self, AnyFunction},
    json::encode_type,
    schema::{Attribute, Mode, Type},
};

/// The schema of an object with these attributes.
pub(super) fn schema(version: i64, doc: &str, attributes: &[Attribute]) -> proto::Schema {
    proto::Schema { version, block: Some(block(doc, attributes)) }
}

fn block(doc: &str, attributes: &[Attribute]) -> proto::schema::Block {
    let (blocks, plain): (Vec<_>, Vec<_>) = attributes
        .iter()
        .filter(|attribute| attribute.is_stored())
        .partition(|attribute| matches!(attribute.mode, Mode::Block { .. }));
    proto::schema::Block {
        attributes: plain.into_iter().map(attribute).collect(),
        block_types: blocks.into_iter().map(nested_block).collect(),
        description: prose(doc),
        description_kind: StringKind::Markdown.into(),
        ..Default::default()
    }
}

fn nested_block(attribute: &Attribute) -> proto::schema::NestedBlock {
    use proto::schema::nested_block::NestingMode;
    let Mode::Block { most } = attribute.mode else { unreachable!("only blocks are nested so") };
    let (Type::List(Type::Object(inner)), doc) = (attribute.ty, attribute.doc) else {
        unreachable!("the type of a block is a list of objects")
    };
    proto::schema::NestedBlock {
        type_name: attribute.name.to_owned(),
        block: Some(block(doc, inner)),
        nesting: NestingMode::List.into(),
        min_items: 0,
        max_items: most,
    }
}

fn attribute(attribute: &Attribute) -> proto::schema::Attribute {
    let nested_type = nested(&attribute.ty);
    let plain_type = if nested_type.is_some() { Vec::new() } else { type_bytes(&attribute.ty) };
    proto::schema::Attribute {
        name: attribute.name.to_owned(),
        r#type: plain_type,
        nested_type,
        description: prose(attribute.doc),
        description_kind: StringKind::Markdown.into(),
        required: attribute.mode == Mode::Required,
        optional: matches!(
            attribute.mode,
            Mode::Optional | Mode::OptionalComputed | Mode::WriteOnly
        ),
        computed: attribute.is_computed(),
        sensitive: attribute.sensitive,
        write_only: attribute.mode == Mode::WriteOnly,
        ..Default::default()
    }
}

fn nested(ty: &Type) -> Option<proto::schema::Object> {
    use proto::schema::object::NestingMode;
    let (nesting, attributes) = match ty {
        Type::Object(attributes) => (NestingMode::Single, attributes),
        Type::List(Type::Object(attributes)) => (NestingMode::List, attributes),
        Type::Set(Type::Object(attributes)) => (NestingMode::Set, attributes),
        Type::Map(Type::Object(attributes)) => (NestingMode::Map, attributes),
        _ => return None,
    };
    let attributes = attributes.iter().map(attribute).collect();
    Some(proto::schema::Object { attributes, nesting: nesting.into(), ..Default::default() })
}

fn type_bytes(ty: &Type) -> Vec<u8> {
    encode_type(ty).to_string().into()
}

/// The signature of a function.
pub(super) fn signature(function: &dyn AnyFunction) -> proto::Function {
    let variadic = function::variadic(function.parameters());
    let fixed = function.parameters().len() - usize::from(variadic.is_some());
    let doc = prose(function.doc());
    proto::Function {
        parameters: function.parameters()[..fixed].iter().map(parameter).collect(),
        variadic_parameter: variadic.map(variadic_parameter),
        r#return: Some(proto::function::Return { r#type: type_bytes(&function.output()) }),
        summary: doc.lines().next().unwrap_or_default().to_owned(),
        description: doc,
        description_kind: StringKind::Markdown.into(),
        ..Default::default()
    }
}

fn parameter(attribute: &Attribute) -> proto::function::Parameter {
    proto::function::Parameter {
        name: attribute.name.to_owned(),
        r#type: type_bytes(&attribute.ty),
        allow_null_value: attribute.mode == Mode::Optional,
        allow_unknown_values: false,
        description: prose(attribute.doc),
        description_kind: StringKind::Markdown.into(),
    }
}

/// A variadic parameter has the type of one element.
fn variadic_parameter(attribute: &Attribute) -> proto::function::Parameter {
    let Type::List(element) = attribute.ty else { unreachable!("a variadic parameter is a list") };
    proto::function::Parameter { r#type: type_bytes(element), ..parameter(attribute) }
}
