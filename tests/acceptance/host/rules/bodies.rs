//! What stands in the blocks of schemas.

use std::collections::BTreeSet;

use codeartifact::protocol::proto::schema::nested_block::NestingMode as Nesting;
use codeartifact::protocol::proto::schema::{Attribute, Block, NestedBlock, object};
use serde_json::Value as Json;

/// What is wrong with what stands in a block.
pub(super) fn block(at: &str, body: &Block) -> Vec<String> {
    let attributes = body.attributes.iter().flat_map(|it| attribute(at, it));
    let nested = body.block_types.iter().flat_map(|it| nested_block(at, it));
    let names = body.attributes.iter().map(|it| &it.name);
    let names: Vec<_> = names.chain(body.block_types.iter().map(|it| &it.type_name)).collect();
    let different: BTreeSet<_> = names.iter().collect();
    let twice = (different.len() < names.len()).then(|| format!("{at}: has a name twice"));
    attributes.chain(nested).chain(twice).collect()
}

fn nested_block(at: &str, one: &NestedBlock) -> Vec<String> {
    let at = format!("{at}.{}", one.type_name);
    let breach = |what: &str| format!("{at}: {what}");
    let mut breaches: Vec<_> = impossible(one).map(breach).into_iter().collect();
    breaches.extend((!is_name(&one.type_name)).then(|| breach("has a name that is none")));
    let Some(inside) = &one.block else {
        breaches.push(breach("has no block"));
        return breaches;
    };
    let is_set = one.nesting() == Nesting::Set;
    let unfit = is_set && inside.attributes.iter().any(|it| it.write_only || is_dynamic(it));
    breaches.extend(unfit.then(|| breach(UNFIT)));
    breaches.extend(block(&at, inside));
    breaches
}

/// What a set cannot have in it.
const UNFIT: &str = "is a set with something write-only or dynamic in it";

/// How often a block may stand depends on what it is to the object around it.
fn impossible(one: &NestedBlock) -> Option<&'static str> {
    let (least, most) = (one.min_items, one.max_items);
    let is_possible = match one.nesting() {
        Nesting::Invalid => return Some("is nested in no way"),
        Nesting::Single => least == most && (0..=1).contains(&least),
        Nesting::Group | Nesting::Map => least == 0 && most == 0,
        Nesting::List | Nesting::Set => least >= 0 && (most == 0 || least <= most),
    };
    (!is_possible).then_some("has impossible bounds")
}

fn is_dynamic(one: &Attribute) -> bool {
    String::from_utf8_lossy(&one.r#type).contains("\"dynamic\"")
}

fn attribute(at: &str, one: &Attribute) -> Vec<String> {
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
    let wrong_name = (!is_name(&one.name)).then_some("has a name that is none");
    let wrong_advice = (!one.deprecated && !one.deprecation_message.is_empty())
        .then_some("says what to use instead, and is not deprecated");
    let is_set =
        one.nested_type.as_ref().is_some_and(|it| it.nesting() == object::NestingMode::Set);
    let inside = || one.nested_type.iter().flat_map(|inside| &inside.attributes);
    let unfit = is_set && inside().any(|it| it.write_only || is_dynamic(it));
    let breaches = [wrong_type, wrong_mode, wrong_name, wrong_advice, unfit.then_some(UNFIT)];
    breaches
        .into_iter()
        .flatten()
        .map(|what| format!("{at}: {what}"))
        .chain(inside().flat_map(|it| attribute(&at, it)))
        .collect()
}

/// Whether this can be the name of something.
pub(super) fn is_name(name: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    !name.is_empty() && name.chars().all(is_part)
}

/// Whether this is the JSON of a type.
pub(super) fn is_type(json: &Json) -> bool {
    match json {
        Json::String(name) => ["string", "number", "bool", "dynamic"].contains(&name.as_str()),
        Json::Array(parts) => match &parts[..] {
            [Json::String(kind), of] if ["list", "set", "map"].contains(&kind.as_str()) => {
                is_type(of)
            }
            [Json::String(kind), Json::Object(of)] if kind == "object" => of.values().all(is_type),
            [Json::String(kind), Json::Object(of), Json::Array(optional)] if kind == "object" => {
                let is_there = |name: &Json| name.as_str().is_some_and(|it| of.contains_key(it));
                of.values().all(is_type) && optional.iter().all(is_there)
            }
            [Json::String(kind), Json::Array(of)] if kind == "tuple" => of.iter().all(is_type),
            _ => false,
        },
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use codeartifact::protocol::proto::schema::Object;

    use super::*;
    use crate::host::rules::sample;

    fn good() -> Attribute {
        Attribute {
            name: "name".to_owned(),
            r#type: br#""string""#.to_vec(),
            required: true,
            ..Default::default()
        }
    }

    fn check(attribute: Attribute, says: &str) {
        let body = Block { attributes: vec![attribute], ..Default::default() };
        sample::expect(&block("x", &body), says);
    }

    #[test]
    fn an_attribute_has_one_type_one_mode_and_a_name() {
        check(good(), "");
        check(Attribute { r#type: Vec::new(), ..good() }, "not one type");
        check(Attribute { nested_type: Some(Default::default()), ..good() }, "not one type");
        check(Attribute { r#type: b"[\"list\"]".to_vec(), ..good() }, "a type that is none");
        check(Attribute { r#type: b"{".to_vec(), ..good() }, "a type that is none");
        check(Attribute { required: false, ..good() }, "nobody sets it");
        check(Attribute { optional: true, ..good() }, "is required and is not");
        check(
            Attribute { required: false, computed: true, write_only: true, ..good() },
            "write-only and computed",
        );
        check(Attribute { name: "Name".to_owned(), ..good() }, "a name that is none");
        let advice = "use another".to_owned();
        check(Attribute { deprecation_message: advice.clone(), ..good() }, "is not deprecated");
        check(Attribute { deprecation_message: advice, deprecated: true, ..good() }, "");
    }

    fn nested(nesting: Nesting, bounds: (i64, i64), body: Option<Block>) -> NestedBlock {
        NestedBlock {
            type_name: "y".to_owned(),
            block: body,
            nesting: nesting.into(),
            min_items: bounds.0,
            max_items: bounds.1,
        }
    }

    #[test]
    fn a_nested_block_has_a_block_and_bounds_that_can_be() {
        let check = |nesting, bounds, says: &str| {
            sample::expect(
                &nested_block("x", &nested(nesting, bounds, Some(Block::default()))),
                says,
            );
        };
        for bounds in [(0, 0), (1, 1)] {
            check(Nesting::Single, bounds, "");
        }
        check(Nesting::Single, (0, 1), "impossible bounds");
        check(Nesting::Group, (0, 0), "");
        check(Nesting::Map, (1, 1), "impossible bounds");
        check(Nesting::List, (1, 0), "");
        check(Nesting::List, (2, 1), "impossible bounds");
        check(Nesting::Set, (-1, 0), "impossible bounds");
        check(Nesting::Invalid, (0, 0), "in no way");
        sample::expect(&nested_block("x", &nested(Nesting::List, (0, 0), None)), "has no block");
    }

    #[test]
    fn a_set_holds_nothing_write_only_or_dynamic() {
        let secret = Attribute { write_only: true, ..good() };
        let open = Attribute { r#type: br#""dynamic""#.to_vec(), ..good() };
        for unfit in [secret, open] {
            let body = Block { attributes: vec![unfit.clone()], ..Default::default() };
            let set = nested(Nesting::Set, (0, 0), Some(body.clone()));
            sample::expect(&nested_block("x", &set), "is a set");
            sample::expect(&nested_block("x", &nested(Nesting::List, (0, 0), Some(body))), "");
            let nesting = object::NestingMode::Set.into();
            let inside = Object { attributes: vec![unfit], nesting, ..Default::default() };
            check(Attribute { r#type: vec![], nested_type: Some(inside), ..good() }, "is a set");
        }
    }

    #[test]
    fn a_name_stands_once() {
        let body = Block {
            attributes: vec![Attribute { name: "y".to_owned(), ..good() }],
            block_types: vec![nested(Nesting::List, (0, 0), Some(Block::default()))],
            ..Default::default()
        };
        sample::expect(&block("x", &body), "has a name twice");
    }
}
