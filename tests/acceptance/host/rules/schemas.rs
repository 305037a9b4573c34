//! Schemas that core can work with: a breach of these stops everything, and some of them end the
//! host itself.

use std::collections::BTreeSet;

use codeartifact::protocol::proto::resource_identity_schema::IdentityAttribute;
use codeartifact::protocol::proto::{
    Function, ResourceIdentitySchema, Schema, get_metadata, get_provider_schema,
    get_resource_identity_schemas,
};
use serde_json::Value as Json;

use super::bodies::{block, is_name, is_type};

/// Names that mean something else in a resource block.
const RESERVED: [&str; 7] =
    ["count", "for_each", "depends_on", "provider", "lifecycle", "connection", "provisioner"];

/// What is wrong with the schemas, the names of everything, and the identities.
pub(in crate::host) fn schemas(
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

/// Every schema but the provider's, by the name of its type. An action without one has an empty
/// one.
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

fn function(name: &str, one: &Function) -> Vec<String> {
    let parameters = one.parameters.iter().chain(&one.variadic_parameter);
    let names: Vec<_> = parameters.map(|it| it.name.as_str()).collect();
    let different: BTreeSet<_> = names.iter().collect();
    let repeated = (different.len() < names.len()).then_some("repeats a parameter");
    let result = one.r#return.is_none().then_some("returns nothing");
    let nameless = !is_name(name) || names.iter().any(|name| !is_name(name));
    let nameless = nameless.then_some("has a name that is none, or a parameter has");
    [repeated, result, nameless]
        .into_iter()
        .flatten()
        .map(|what| format!("{name}: {what}"))
        .collect()
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
    let set = |names: Vec<&String>| names.into_iter().cloned().collect::<BTreeSet<_>>();
    let pairs = [
        (
            "resources",
            set(all.resource_schemas.keys().collect()),
            set(names.resources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "data sources",
            set(all.data_source_schemas.keys().collect()),
            set(names.data_sources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "ephemeral resources",
            set(all.ephemeral_resource_schemas.keys().collect()),
            set(names.ephemeral_resources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "lists",
            set(all.list_resource_schemas.keys().collect()),
            set(names.list_resources.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "actions",
            set(all.action_schemas.keys().collect()),
            set(names.actions.iter().map(|it| &it.type_name).collect()),
        ),
        (
            "functions",
            set(all.functions.keys().collect()),
            set(names.functions.iter().map(|it| &it.name).collect()),
        ),
    ];
    let differ = pairs.into_iter().filter(|(_, schemas, names)| schemas != names);
    differ.map(|(kind, ..)| format!("the metadata names other {kind} than the schemas")).collect()
}

#[cfg(test)]
mod tests {
    use codeartifact::protocol::proto::function::Parameter;
    use codeartifact::protocol::proto::schema::{Attribute, Block};

    use super::*;

    #[test]
    fn a_schema_has_a_block_and_no_reserved_names() {
        assert_eq!(of("x", &Schema { version: 0, block: None }), ["x: has no block"]);
        let negative = Schema { version: -1, block: Some(Default::default()) };
        assert_eq!(of("x", &negative), ["x: has a negative version"]);
        let count = Attribute { name: "count".to_owned(), ..Default::default() };
        let block = Block { attributes: vec![count], ..Default::default() };
        let breaches = of("x", &Schema { version: 0, block: Some(block) });
        assert!(breaches.contains(&"x: count is reserved".to_owned()), "{breaches:?}");
    }

    #[test]
    fn a_function_returns_something_and_names_its_parameters_apart() {
        let returns = Function { r#return: Some(Default::default()), ..Default::default() };
        assert_eq!(function("f", &returns), [""; 0]);
        assert_eq!(function("f", &Function::default()), ["f: returns nothing"]);
        let parameter = Parameter { name: "p".to_owned(), ..Default::default() };
        let twice = Function { parameters: vec![parameter; 2], ..returns.clone() };
        assert_eq!(function("f", &twice), ["f: repeats a parameter"]);
        let nameless = Function { parameters: vec![Parameter::default()], ..returns.clone() };
        assert_eq!(function("f", &nameless).len(), 1);
        assert_eq!(function("f-g", &returns).len(), 1);
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
