//! A plan is what the configuration says, what was there before where the two mean the same, or
//! something that only the service sets.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use codeartifact::framework::value::Value;

/// What is wrong with the plan of an object.
pub(in crate::host) fn plan(
    attributes: &[Attribute],
    prior: &Value,
    config: &Value,
    planned: &Value,
) -> Vec<String> {
    if planned.is_null() != config.is_null() {
        return vec!["absence is planned for a configuration, or the reverse".to_owned()];
    }
    object("", attributes, prior, config, planned)
}

fn object(
    at: &str,
    attributes: &[Attribute],
    prior: &Value,
    config: &Value,
    planned: &Value,
) -> Vec<String> {
    let check = |attribute: &Attribute| {
        let name = attribute.name;
        // What can be empty is computed for Terraform.
        if attribute.unset().is_some() && config.get(name).is_null() {
            return Vec::new();
        }
        let at = format!("{at}.{name}");
        value(&at, attribute, prior.get(name), config.get(name), planned.get(name))
    };
    attributes.iter().filter(|attribute| attribute.is_stored()).flat_map(check).collect()
}

fn value(
    at: &str,
    attribute: &Attribute,
    prior: &Value,
    config: &Value,
    planned: &Value,
) -> Vec<String> {
    let breach = |what: &str| vec![format!("{at}: {what}")];
    let keeps_prior = planned == prior && !prior.is_null() && !config.is_null();
    match attribute.mode {
        Mode::WriteOnly if !planned.is_null() => breach("a write-only value is planned"),
        Mode::WriteOnly | Mode::Computed => Vec::new(),
        Mode::OptionalComputed if config.is_null() => Vec::new(),
        _ if planned == config || keeps_prior => Vec::new(),
        _ if config.is_null() => breach("is planned and not configured"),
        _ => nested(at, &attribute.ty, prior, config, planned)
            .unwrap_or_else(|| breach("is planned as neither configured nor before")),
    }
}

/// Objects inside may have parts that the service sets; nothing where the value holds no objects.
fn nested(
    at: &str,
    ty: &Type,
    prior: &Value,
    config: &Value,
    planned: &Value,
) -> Option<Vec<String>> {
    let count = |what: &str| Some(vec![format!("{at}: has other {what} than configured")]);
    match (ty, config, planned) {
        (Type::Object(inside), Value::Map(_), Value::Map(_)) => {
            Some(object(at, inside, prior, config, planned))
        }
        (Type::List(Type::Object(inside)), Value::List(config), Value::List(planned)) => {
            if config.len() != planned.len() {
                return count("elements");
            }
            let pairs = config.iter().zip(planned).enumerate();
            let check = |(index, (config, planned))| {
                object(&format!("{at}[{index}]"), inside, &Value::Null, config, planned)
            };
            Some(pairs.flat_map(check).collect())
        }
        (Type::Map(Type::Object(inside)), Value::Map(config), Value::Map(planned)) => {
            if !config.keys().eq(planned.keys()) {
                return count("keys");
            }
            let check = |(key, config): (&String, &Value)| {
                object(&format!("{at}[{key:?}]"), inside, prior.get(key), config, &planned[key])
            };
            Some(config.iter().flat_map(check).collect())
        }
        (Type::Set(Type::Object(_)), Value::List(config), Value::List(planned)) => {
            if config.len() == planned.len() { Some(Vec::new()) } else { count("elements") }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::host::rules::sample::{self, SAMPLE, value};

    /// `says` is a part of the one breach; none is expected where it is empty.
    fn check(prior: Json, config: Json, planned: Json, says: &str) {
        let breaches = plan(SAMPLE, &value(prior), &value(config), &value(planned.clone()));
        sample::expect(&breaches, says);
    }

    #[test]
    fn what_is_configured_is_planned() {
        let config = json!({ "name": "a", "note": "b" });
        check(json!(null), config.clone(), config.clone(), "");
        check(
            json!(null),
            config.clone(),
            json!({ "name": "x", "note": "b" }),
            ".name: is planned",
        );
        check(json!(null), config.clone(), json!({ "name": "a" }), ".note: is planned as neither");
        check(json!(null), config, json!(null), "absence is planned");
    }

    #[test]
    fn what_is_not_configured_is_not_planned() {
        let config = json!({ "name": "a" });
        check(json!(null), config.clone(), json!({ "name": "a", "flag": true }), "not configured");
        check(
            config.clone(),
            config.clone(),
            json!({ "name": "a", "flag": true }),
            "not configured",
        );
        check(json!(null), config, json!({ "name": "a", "either": "x", "set": "y" }), "");
    }

    #[test]
    fn what_can_be_empty_is_planned_as_such() {
        let config = json!({ "name": "a" });
        check(json!(null), config, json!({ "name": "a", "note": "", "list": [] }), "");
    }

    #[test]
    fn the_spelling_of_before_may_stay() {
        let prior = json!({ "name": "A", "flag": true });
        check(prior.clone(), json!({ "name": "a", "flag": true }), prior.clone(), "");
        check(prior.clone(), json!({ "name": "a" }), prior, ".flag: is planned and not");
    }

    #[test]
    fn objects_inside_keep_their_number_and_their_parts() {
        let config = json!({ "name": "a", "parts": { "one": { "text": "x" } } });
        let planned = json!({ "name": "a", "parts": { "one": { "text": "x", "hash": "h" } } });
        check(json!(null), config.clone(), planned, "");
        let other = json!({ "name": "a", "parts": { "two": { "text": "x" } } });
        check(json!(null), config.clone(), other, "other keys");
        let other = json!({ "name": "a", "parts": { "one": { "text": "y" } } });
        check(json!(null), config, other, ".parts[\"one\"].text");
    }

    #[test]
    fn write_only_values_are_not_planned() {
        let config = json!({ "name": "a", "secret": "s" });
        check(json!(null), config.clone(), json!({ "name": "a" }), "");
        check(json!(null), config.clone(), config, "a write-only value is planned");
    }
}
