//! Schemas that core can work with: a breach of these stops everything, and some of them end the
//! host itself.

use std::collections::BTreeSet;

use codeartifact::protocol::proto::{
    Function, ResourceIdentitySchema, Schema, get_metadata, get_provider_schema,
    get_resource_identity_schemas, resource_identity_schema::IdentityAttribute, schema,
};
use serde_json::Value as Json;

/// Names that mean something else in a resource block.
const RESERVED: [&str; 7] =
    ["count", "for_each", "depends_on", "provider", "lifecycle", "connection", "provisioner"];

/// What is wrong with the schemas, the names of everything, and the identities.
pub(in crate::core) fn schemas(
    all: &get_provider_schema::Response,
    names: &get_metadata::Response,
    identities: &get_resource_identity_schemas::Response,
) -> Vec<String> {
    let mut breaches = provider(all);
    for (name, one) in schemas_of(all) {
        breaches.extend(of(name, one));
    }
    breaches.extend(all.functions.iter().flat_map(|(name, one)| function(name, one)));
    breaches.extend(identities.identity_schemas.iter().flat_map(|(name, one)| identity(name, one)));
    let unknown = |name: &&String| !identities.identity_schemas.contains_key(*name);
    let lists = all.list_resource_schemas.keys().filter(unknown);
    breaches.extend(lists.map(|name| format!("the list {name} has no resource with an identity")));
    breaches.extend(other_names(all, names));
    breaches
}

fn provider(all: &get_provider_schema::Response) -> Vec<String> {
    let Some(own) = &all.provider else { return vec!["the provider has no schema".to_owned()] };
    of("provider", own)
}

/// Every schema but the provider's, by the name of its type. An action without one has an empty one.
fn schemas_of(all: &get_provider_schema::Response) -> Vec<(&str, &Schema)> {
    static NONE: Schema = Schema { version: 0, block: None };
    let maps = [
        &all.resource_schemas,
        &all.data_source_schemas,
        &all.ephemeral_resource_schemas,
        &all.list_resource_schemas,
    ];
    let plain = maps.into_iter().flatten().map(|(name, one)| (name.as_str(), one));
    let actions = all.action_schemas.iter();
    let actions = actions.map(|(name, one)| (name.as_str(), one.schema.as_ref().unwrap_or(&NONE)));
    plain.chain(actions).collect()
}

fn of(name: &str, one: &Schema) -> Vec<String> {
    let breach = |what: &str| format!("{name}: {what}");
    let Some(body) = &one.block else { return vec![breach("has no block")] };
    let mut breaches = block(name, body);
    breaches.extend((one.version < 0).then(|| breach("has a negative version")));
    let reserved = body.attributes.iter().filter(|it| RESERVED.contains(&it.name.as_str()));
    breaches.extend(reserved.map(|it| breach(&format!("{} is reserved", it.name))));
    breaches
}

fn block(at: &str, block_: &schema::Block) -> Vec<String> {
    let attributes = block_.attributes.iter().flat_map(|it| attribute(at, it));
    let nested = block_.block_types.iter().flat_map(|it| nested_block(at, it));
    attributes.chain(nested).collect()
}

fn nested_block(at: &str, one: &schema::NestedBlock) -> Vec<String> {
    let at = format!("{at}.{}", one.type_name);
    let bounds = one.min_items < 0 || (one.max_items > 0 && one.min_items > one.max_items);
    let mut breaches: Vec<_> =
        bounds.then(|| format!("{at}: has impossible bounds")).into_iter().collect();
    match &one.block {
        Some(inside) => breaches.extend(block(&at, inside)),
        None => breaches.push(format!("{at}: has no block")),
    }
    breaches
}

fn attribute(at: &str, one: &schema::Attribute) -> Vec<String> {
    let at = format!("{at}.{}", one.name);
    let is_type = |bytes: &[u8]| serde_json::from_slice(bytes).is_ok_and(|json| is_type(&json));
    let wrong_type = match (one.r#type.is_empty(), &one.nested_type) {
        (true, None) | (false, Some(_)) => Some("has not one type"),
        (false, None) if !is_type(&one.r#type) => Some("has a type that is none"),
        _ => None,
    };
    let modes = (one.required, one.optional, one.computed);
    let wrong_mode = match modes {
        (false, false, false) => Some("nobody sets it"),
        (true, true, _) | (true, _, true) => Some("is required and is not"),
        _ if one.write_only && one.computed => Some("is write-only and computed"),
        _ => None,
    };
    let named = one.name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
    let wrong_name = (!named || one.name.is_empty()).then_some("has a name that is none");
    let breaches = [wrong_type, wrong_mode, wrong_name].into_iter().flatten();
    let inside = one.nested_type.iter().flat_map(|inside| &inside.attributes);
    breaches
        .map(|what| format!("{at}: {what}"))
        .chain(inside.flat_map(|it| attribute(&at, it)))
        .collect()
}

/// Whether this is the JSON of a type.
fn is_type(json: &Json) -> bool {
    match json {
        Json::String(name) => ["string", "number", "bool", "dynamic"].contains(&name.as_str()),
        Json::Array(parts) => match &parts[..] {
            [Json::String(kind), of] if ["list", "set", "map"].contains(&kind.as_str()) => {
                is_type(of)
            }
            [Json::String(kind), Json::Object(of)] if kind == "object" => of.values().all(is_type),
            [Json::String(kind), Json::Array(of)] if kind == "tuple" => of.iter().all(is_type),
            _ => false,
        },
        _ => false,
    }
}

fn function(name: &str, one: &Function) -> Vec<String> {
    let parameters = one.parameters.iter().chain(&one.variadic_parameter);
    let names: Vec<_> = parameters.map(|it| it.name.as_str()).collect();
    let different: BTreeSet<_> = names.iter().collect();
    let repeated = (different.len() < names.len()).then_some("repeats a parameter");
    let result = one.r#return.is_none().then_some("returns nothing");
    [repeated, result].into_iter().flatten().map(|what| format!("{name}: {what}")).collect()
}

fn identity(name: &str, one: &ResourceIdentitySchema) -> Vec<String> {
    let wrong = |part: &&IdentityAttribute| {
        let primitive = |json: &Json| json.is_string() && is_type(json) && json != "dynamic";
        let fits = |json: Json| match &json {
            Json::Array(parts) => parts.len() == 2 && parts[0] == "list" && primitive(&parts[1]),
            json => primitive(json),
        };
        let is_simple = serde_json::from_slice(&part.r#type).is_ok_and(fits);
        !is_simple || part.required_for_import == part.optional_for_import
    };
    let parts = one.identity_attributes.iter().filter(wrong);
    parts.map(|part| format!("{name}: {} cannot be part of an identity", part.name)).collect()
}

/// The names in the metadata are those of the schemas.
fn other_names(all: &get_provider_schema::Response, names: &get_metadata::Response) -> Vec<String> {
    let told = |names: Vec<&String>| names.into_iter().cloned().collect::<BTreeSet<_>>();
    let pairs = [
        (
            "resources",
            told(all.resource_schemas.keys().collect()),
            told(names.resources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "data sources",
            told(all.data_source_schemas.keys().collect()),
            told(names.data_sources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "ephemeral resources",
            told(all.ephemeral_resource_schemas.keys().collect()),
            told(names.ephemeral_resources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "lists",
            told(all.list_resource_schemas.keys().collect()),
            told(names.list_resources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "actions",
            told(all.action_schemas.keys().collect()),
            told(names.actions.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "functions",
            told(all.functions.keys().collect()),
            told(names.functions.iter().map(|it| &it.name).collect()),
        ),
    ];
    let differ = pairs.into_iter().filter(|(_, schemas, names)| schemas != names);
    differ.map(|(kind, ..)| format!("the metadata names other {kind} than the schemas")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::core::rules::sample;

    fn good() -> schema::Attribute {
        schema::Attribute {
            name: "name".to_owned(),
            r#type: br#""string""#.to_vec(),
            required: true,
            ..Default::default()
        }
    }

    fn check(attribute: schema::Attribute, says: &str) {
        let block = schema::Block { attributes: vec![attribute], ..Default::default() };
        let breaches = of("x", &Schema { version: 0, block: Some(block) });
        sample::expect(&breaches, says);
    }

    #[test]
    fn an_attribute_has_one_type_one_mode_and_a_name() {
        check(good(), "");
        check(schema::Attribute { r#type: Vec::new(), ..good() }, "not one type");
        check(
            schema::Attribute { nested_type: Some(Default::default()), ..good() },
            "not one type",
        );
        check(
            schema::Attribute { r#type: b"[\"list\"]".to_vec(), ..good() },
            "a type that is none",
        );
        check(schema::Attribute { r#type: b"{".to_vec(), ..good() }, "a type that is none");
        check(schema::Attribute { required: false, ..good() }, "nobody sets it");
        check(schema::Attribute { optional: true, ..good() }, "is required and is not");
        check(
            schema::Attribute { required: false, computed: true, write_only: true, ..good() },
            "write-only and computed",
        );
        check(schema::Attribute { name: "Name".to_owned(), ..good() }, "a name that is none");
        check(schema::Attribute { name: "count".to_owned(), ..good() }, "is reserved");
    }

    #[test]
    fn a_schema_has_a_block_and_so_has_a_block_in_it() {
        assert_eq!(of("x", &Schema { version: 0, block: None }), ["x: has no block"]);
        let negative = Schema { version: -1, block: Some(Default::default()) };
        assert_eq!(of("x", &negative), ["x: has a negative version"]);
        let nested = schema::NestedBlock { type_name: "y".to_owned(), ..Default::default() };
        let bounded = schema::NestedBlock { min_items: 2, max_items: 1, ..nested.clone() };
        assert_eq!(nested_block("x", &nested), ["x.y: has no block"]);
        assert_eq!(nested_block("x", &bounded).len(), 2);
    }

    #[test]
    fn a_function_returns_something_and_names_its_parameters_apart() {
        let returns = Function { r#return: Some(Default::default()), ..Default::default() };
        assert_eq!(function("f", &returns), [""; 0]);
        assert_eq!(function("f", &Function::default()), ["f: returns nothing"]);
        let twice = Function { parameters: vec![Default::default(); 2], ..returns };
        assert_eq!(function("f", &twice), ["f: repeats a parameter"]);
    }

    #[test]
    fn an_identity_is_made_of_simple_parts() {
        let part = |ty: &str, required, optional| IdentityAttribute {
            name: "p".to_owned(),
            r#type: ty.as_bytes().to_vec(),
            required_for_import: required,
            optional_for_import: optional,
            ..Default::default()
        };
        for (part, breaches) in [
            (part("\"string\"", true, false), 0),
            (part("[\"list\",\"string\"]", false, true), 0),
            (part("[\"map\",\"string\"]", true, false), 1),
            (part("\"string\"", false, false), 1),
            (part("\"string\"", true, true), 1),
        ] {
            let schema = ResourceIdentitySchema { version: 0, identity_attributes: vec![part] };
            assert_eq!(identity("x", &schema).len(), breaches, "{schema:?}");
        }
    }

    #[test]
    fn the_names_of_everything_are_those_of_the_schemas() {
        let mut all = get_provider_schema::Response::default();
        let names = get_metadata::Response::default();
        assert_eq!(other_names(&all, &names), [""; 0]);
        all.action_schemas.insert("x".to_owned(), Default::default());
        assert_eq!(
            other_names(&all, &names),
            ["the metadata names other actions than the schemas"]
        );
    }
}
