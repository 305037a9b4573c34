//! What forces a replacement is a part that exists and changes.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::AttributePath;
use codeartifact::protocol::proto::attribute_path::Step;
use codeartifact::protocol::proto::attribute_path::step::Selector;

/// What is wrong with the paths, and the attributes that really force a replacement.
pub(in crate::host) fn replacement(
    attributes: &[Attribute],
    prior: &Value,
    planned: &Value,
    paths: &[AttributePath],
) -> (Vec<String>, Vec<String>) {
    let (mut breaches, mut replaced_by) = (Vec::new(), Vec::new());
    for path in paths {
        let Some(name) = leads_somewhere(attributes, &path.steps) else {
            breaches.push(format!("{:?} leads nowhere", path.steps));
            continue;
        };
        let is_write_only =
            attributes.iter().any(|it| it.name == name && it.mode == Mode::WriteOnly);
        let changes = is_write_only || prior.get(name) != planned.get(name);
        if !prior.is_null() && changes {
            replaced_by.push(name.to_owned());
        }
    }
    replaced_by.sort();
    (breaches, replaced_by)
}

/// The attribute in which a path begins, if the types have such a path. It cannot step into a set.
fn leads_somewhere<'path>(attributes: &[Attribute], steps: &'path [Step]) -> Option<&'path str> {
    let [Step { selector: Some(Selector::AttributeName(name)) }, rest @ ..] = steps else {
        return None;
    };
    let attribute = attributes.iter().find(|it| it.name == name && it.is_stored())?;
    exists(&attribute.ty, rest).then_some(name)
}

fn exists(ty: &Type, steps: &[Step]) -> bool {
    let Some((first, rest)) = steps.split_first() else { return true };
    match (ty, &first.selector) {
        (Type::Object(inside), Some(Selector::AttributeName(_))) => {
            leads_somewhere(inside, steps).is_some()
        }
        (Type::List(of), Some(Selector::ElementKeyInt(_)))
        | (Type::Map(of), Some(Selector::ElementKeyString(_))) => exists(of, rest),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::host::rules::sample::{SAMPLE, value};

    fn check(steps: &[Selector], breaches: usize, replaced_by: &[&str]) {
        let prior = value(json!({ "name": "a", "note": "n", "list": ["x"] }));
        let planned = value(json!({ "name": "b", "note": "n", "list": ["y"] }));
        let step = |selector: &Selector| Step { selector: Some(selector.clone()) };
        let path = AttributePath { steps: steps.iter().map(step).collect() };
        let (found, replaced) = replacement(SAMPLE, &prior, &planned, &[path]);
        assert_eq!(found.len(), breaches, "{found:?}");
        assert_eq!(replaced, replaced_by);
    }

    fn name(text: &str) -> Selector {
        Selector::AttributeName(text.to_owned())
    }

    #[test]
    fn only_a_change_replaces() {
        check(&[name("name")], 0, &["name"]);
        check(&[name("note")], 0, &[]);
        // Whether a value that is not stored has changed cannot be known.
        check(&[name("secret")], 0, &["secret"]);
        check(&[name("list"), Selector::ElementKeyInt(0)], 0, &["list"]);
    }

    #[test]
    fn a_path_leads_somewhere() {
        check(&[name("nonsense")], 1, &[]);
        check(&[], 1, &[]);
        check(&[name("name"), name("x")], 1, &[]);
        check(&[name("members"), Selector::ElementKeyString("x".to_owned())], 1, &[]);
        let into_part = [name("parts"), Selector::ElementKeyString("one".to_owned()), name("text")];
        check(&into_part, 0, &[]);
    }
}
