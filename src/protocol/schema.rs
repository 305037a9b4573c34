//! Schemas, as Terraform reads them.

use super::proto::{self, StringKind};
use crate::framework::docs::prose;
use crate::framework::function::{self, AnyFunction};
use crate::framework::json::{encode_parameter_type, encode_type};
use crate::framework::schema::{Attribute, Mode, Type};

/// The schema of an object with these attributes.
pub(super) fn schema(version: i64, doc: &str, attributes: &[Attribute]) -> proto::Schema {
    proto::Schema { version, block: Some(block(doc, attributes)) }
}

/// The schema of a resource, whose state has the empty value of what can be empty and no user has
/// set.
pub(super) fn of_resource(version: i64, doc: &str, attributes: &[Attribute]) -> proto::Schema {
    let mut schema = schema(version, doc, attributes);
    let shown = schema.block.iter_mut().flat_map(|block| &mut block.attributes);
    shown.for_each(|shown| compute_what_is_unset(shown, attributes));
    schema
}

/// Says of one of these attributes that the provider fills it where it is not set, and of those of
/// the objects inside.
fn compute_what_is_unset(shown: &mut proto::schema::Attribute, attributes: &[Attribute]) {
    let named = |attribute: &&Attribute| attribute.name == shown.name;
    let Some(attribute) = attributes.iter().find(named) else { return };
    shown.computed |= attribute.unset().is_some();
    let inside = shown.nested_type.iter_mut().flat_map(|nested| &mut nested.attributes);
    if let Some(inner) = attribute.ty.inside() {
        inside.for_each(|shown| compute_what_is_unset(shown, inner));
    }
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

/// A type as JSON.
pub(super) fn type_bytes(ty: &Type) -> Vec<u8> {
    serde_json::to_vec(&encode_type(ty)).expect("names and lists of them are JSON")
}

/// The type of a parameter, or of an argument of a variadic one, as JSON.
fn parameter_bytes(ty: &Type) -> Vec<u8> {
    serde_json::to_vec(&encode_parameter_type(ty)).expect("names and lists of them are JSON")
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
        r#type: parameter_bytes(&attribute.ty),
        allow_null_value: attribute.mode == Mode::Optional,
        allow_unknown_values: false,
        description: prose(attribute.doc),
        description_kind: StringKind::Markdown.into(),
    }
}

/// A variadic parameter has the type of one element.
fn variadic_parameter(attribute: &Attribute) -> proto::function::Parameter {
    let Type::List(element) = attribute.ty else { unreachable!("a variadic parameter is a list") };
    proto::function::Parameter { r#type: parameter_bytes(element), ..parameter(attribute) }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::framework::field::{Computed, OptionalComputed, Private, Sensitive, WriteOnly};
    use crate::framework::schema::{Block, Object, object};

    object! {
        /// One attribute of each kind.
        struct Sample {
            /// Required.
            required: String,
            /// Optional and hidden.
            optional: Option<Sensitive<String>>,
            /// Set by either.
            either: OptionalComputed<String>,
            /// Set by the service.
            computed: Computed<BTreeMap<String, String>>,
            /// Never stored.
            write_only: WriteOnly<Option<String>>,
            /// Nobody sees it.
            private: Private<Option<String>>,
            /// Objects inside.
            nested: Option<Vec<Inner>>,
            /// A block.
            block: Block<Inner>,
        }
    }

    object! {
        /// Inside.
        struct Inner {
            /// A flag.
            on: Option<bool>,
        }
    }

    /// The flags of an attribute, in the words of the protocol.
    fn flags(attribute: &proto::schema::Attribute) -> String {
        let flags = [
            ("required", attribute.required),
            ("optional", attribute.optional),
            ("computed", attribute.computed),
            ("sensitive", attribute.sensitive),
            ("write_only", attribute.write_only),
        ];
        let set: Vec<_> = flags.iter().filter(|flag| flag.1).map(|flag| flag.0).collect();
        set.join(" ")
    }

    #[test]
    fn each_kind_of_attribute_is_shown_as_such() {
        let block = schema(3, Sample::DOC, Sample::ATTRIBUTES).block.unwrap();
        let shown: Vec<_> =
            block.attributes.iter().map(|shown| (shown.name.as_str(), flags(shown))).collect();
        let expect = [
            ("required", "required"),
            ("optional", "optional sensitive"),
            ("either", "optional computed"),
            ("computed", "computed"),
            ("write_only", "optional write_only"),
            ("nested", "optional"),
        ];
        assert_eq!(shown, expect.map(|(name, flags)| (name, flags.to_owned())));
        assert_eq!(block.description, "One attribute of each kind.");
    }

    #[test]
    fn an_attribute_has_a_type_or_a_nested_type() {
        let block = schema(0, Sample::DOC, Sample::ATTRIBUTES).block.unwrap();
        for attribute in &block.attributes {
            let plain = !attribute.r#type.is_empty();
            assert_ne!(plain, attribute.nested_type.is_some(), "{}", attribute.name);
        }
        assert_eq!(block.attributes[3].r#type, br#"["map","string"]"#);
    }

    #[test]
    fn a_block_stands_beside_the_attributes() {
        let block = schema(0, Sample::DOC, Sample::ATTRIBUTES).block.unwrap();
        let [nested] = &block.block_types[..] else { panic!("one block") };
        assert_eq!((nested.type_name.as_str(), nested.max_items), ("block", 1));
        assert_eq!(nested.block.as_ref().unwrap().attributes[0].name, "on");
    }
}
