//! What holds for everything that the provider offers.

use std::collections::BTreeMap;

use tokio_util::sync::CancellationToken;

use super::*;
use crate::framework::plan::Change;
use crate::framework::schema::{Attribute, Mode as AttributeMode, Object, Type};

/// The attributes of everything that the provider offers, with what they belong to.
fn everything() -> Vec<(&'static str, &'static [Attribute])> {
    let mut all = vec![("provider", CodeArtifact::ATTRIBUTES)];
    all.extend(resources::ALL.iter().map(|resource| (resource.name(), resource.attributes())));
    all.extend(data_sources::ALL.iter().map(|source| (source.name(), source.attributes())));
    all.extend(ephemerals::ALL.iter().map(|kind| (kind.name(), kind.attributes())));
    all.extend(lists::ALL.iter().map(|list| (list.name(), list.attributes())));
    all.extend(actions::ALL.iter().map(|action| (action.name(), action.attributes())));
    all.extend(functions::ALL.iter().map(|kind| (kind.name(), kind.parameters())));
    all
}

fn each_attribute(attributes: &'static [Attribute], visit: &mut impl FnMut(&Attribute)) {
    for attribute in attributes {
        visit(attribute);
        match attribute.ty {
            Type::Object(inner) | Type::List(&Type::Object(inner)) => {
                each_attribute(inner, visit);
            }
            _ => {}
        }
    }
}

#[test]
fn every_pattern_is_a_regular_expression() {
    for (name, attributes) in everything() {
        each_attribute(attributes, &mut |attribute| {
            let Some(pattern) = attribute.rules.pattern else {
                return;
            };
            let regex = regex_lite::Regex::new(pattern.regex);
            assert!(regex.is_ok(), "{name}.{}: {}", attribute.name, pattern.regex);
        });
    }
}

/// Texts that are part of no URL: documents, paths, what is remembered of the service, and what is
/// looked for in its answer.
const LONG: [&str; 6] =
    ["policy_document", "path", "plan_file", "publish", "upstream", "highlight"];

/// A URL has room for some 60,000 characters.
#[test]
fn every_text_that_a_user_writes_is_bounded() {
    let calls = |name: &str| {
        let is_function = functions::ALL.iter().any(|function| function.name() == name);
        name != "provider" && !is_function && !OFFLINE.contains(&name)
    };
    for (name, attributes) in everything().into_iter().filter(|(name, _)| calls(name)) {
        each_attribute(attributes, &mut |attribute| {
            let is_users =
                !matches!(attribute.mode, AttributeMode::Computed | AttributeMode::Private);
            let is_text = matches!(attribute.ty, Type::String | Type::List(&Type::String));
            let is_free = attribute.choices.is_empty() && !LONG.contains(&attribute.name);
            let unbounded = is_users && is_text && is_free && !is_bounded(attribute);
            assert!(!unbounded, "{name}.{}", attribute.name);
        });
    }
}

fn is_bounded(attribute: &Attribute) -> bool {
    let ends = |regex: &str| {
        let classes = regex_lite::Regex::new(r"\[[^\]]*\]").expect("an expression");
        !classes.replace_all(regex, "").contains(['*', '+'])
    };
    let rules = attribute.rules;
    rules.length.is_some() || rules.pattern.is_some_and(|pattern| ends(pattern.regex))
}

/// Names that Terraform keeps for itself in the body of a resource.
const RESERVED: [&str; 7] =
    ["count", "for_each", "depends_on", "provider", "lifecycle", "connection", "provisioner"];

#[test]
fn every_name_is_one_that_terraform_accepts() {
    for (name, attributes) in everything() {
        each_attribute(attributes, &mut |attribute| {
            let good = attribute
                .name
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_');
            assert!(good && !RESERVED.contains(&attribute.name), "{name}.{}", attribute.name);
        });
    }
}

#[test]
fn every_key_is_made_of_the_attributes_of_its_resource() {
    for resource in resources::ALL {
        for part in resource.key_attributes() {
            let mut attributes = resource.attributes().iter();
            let of_resource = attributes.find(|attribute| attribute.name == part.name);
            assert!(of_resource.is_some(), "{}.{}", resource.name(), part.name);
        }
    }
}

/// What a user sets and the service keeps apart by is part of what forces a replacement.
#[test]
fn every_required_part_of_a_key_forces_a_replacement() {
    for resource in resources::ALL {
        for part in resource.key_attributes() {
            let mut attributes = resource.attributes().iter();
            let of_resource = attributes.find(|attribute| attribute.name == part.name);
            let of_resource = of_resource.expect("it is there");
            if of_resource.mode == AttributeMode::Required {
                assert!(of_resource.rules.replaces, "{}.{}", resource.name(), part.name);
            }
        }
    }
}

/// What never calls the service, and so is in no Region.
const OFFLINE: [&str; 2] = ["external_connections", "policy_document"];

#[test]
fn everything_that_calls_the_service_has_a_region() {
    let is_function = |name| functions::ALL.iter().any(|function| function.name() == name);
    for (name, attributes) in everything() {
        let calls = !OFFLINE.contains(&name) && !is_function(name);
        let in_region = attributes.iter().any(|attribute| attribute.name == "region");
        assert!(in_region || !calls, "{name}");
    }
}

/// A client whose own Region this is, which is not called.
async fn client_in(region: &str) -> Aws {
    let settings = Settings { region: Some(region.to_owned()), ..Settings::default() };
    Aws::new(settings, CancellationToken::new()).await.expect("a client")
}

/// What an object with nothing but what must be set looks like.
fn minimal(attributes: &[Attribute], region: Value) -> Value {
    let required = |attribute: &Attribute| match (attribute.name, attribute.mode) {
        ("region", _) => region.clone(),
        (_, AttributeMode::Required) => sample(attribute),
        _ => Value::Null,
    };
    Value::Map(attributes.iter().map(|it| (it.name.to_owned(), required(it))).collect())
}

fn sample(attribute: &Attribute) -> Value {
    match attribute.ty {
        Type::List(_) | Type::Set(_) => Value::List(Vec::new()),
        Type::Map(_) | Type::Object(_) => Value::Map(BTreeMap::new()),
        _ => (*attribute.choices.first().unwrap_or(&"some")).into(),
    }
}

/// Demands whether an object is replaced that is in the Region `prior`, is configured to be in
/// `own`, and has a provider in `of_provider`, where that is known.
async fn is_replaced(prior: Value, own: Value, of_provider: Option<&str>, expected: bool) {
    let client = match of_provider {
        Some(region) => Some(client_in(region).await),
        None => None,
    };
    for resource in resources::ALL {
        let attributes = resource.attributes();
        let prior_state = minimal(attributes, prior.clone());
        let config = minimal(attributes, own.clone());
        let planned = minimal(attributes, if own.is_null() { prior.clone() } else { own.clone() });
        let change = Change { config, prior: prior_state, planned, ..Change::default() };
        let planned = resource.plan(change, client.as_ref()).expect("a plan");
        let replaced = planned.replace.contains("region");
        assert_eq!(replaced, expected, "{} {prior:?} {own:?} {of_provider:?}", resource.name());
    }
}

/// Only a change of the Region that counts replaces: the object's own, or else the provider's.
#[tokio::test]
async fn every_resource_is_replaced_where_the_region_in_effect_changes_and_only_there() {
    let region = |name: &str| Value::from(name);
    let (europe, america) = ("eu-west-1", "us-east-1");
    for (prior, own, of_provider, expected) in [
        (region(europe), Value::Null, Some(europe), false),
        (region(europe), Value::Null, Some(america), true),
        (region(europe), region(europe), Some(america), false),
        (region(europe), region(america), Some(europe), true),
        (region(europe), Value::Unknown, Some(europe), true),
        (region(europe), Value::Null, None, false),
        (region(europe), region(america), None, true),
        (Value::Null, Value::Null, Some(europe), false),
        (Value::Null, region(america), Some(europe), false),
    ] {
        is_replaced(prior, own, of_provider, expected).await;
    }
}
