//! What was applied is what was planned; only what was not known then is new.

use codeartifact::framework::schema::{Attribute, Mode, Type};
use codeartifact::framework::value::Value;

use crate::host::Action;

/// What is wrong with a state that is to be stored: nothing in it may be unknown or write-only.
pub(in crate::host) fn stored(attributes: &[Attribute], state: &Value) -> Vec<String> {
    let write_only = attributes.iter().filter(|attribute| attribute.mode == Mode::WriteOnly);
    let kept = write_only.filter(|attribute| !state.get(attribute.name).is_null());
    let kept = kept.map(|attribute| format!("{} is write-only, and kept", attribute.name));
    known(state).into_iter().chain(kept).collect()
}

/// Where the plan before an apply is for something else than the plan that was agreed to. A change
/// may turn out to be none.
pub(in crate::host) fn same_action(planned: Action, again: Action) -> Vec<String> {
    let is_same = match planned {
        Action::Replace => again == Action::Create,
        Action::Update => matches!(again, Action::Update | Action::NoOp),
        planned => again == planned,
    };
    let breach = || format!("{planned:?} was planned, and {again:?} is now");
    (!is_same).then(breach).into_iter().collect()
}

/// What is wrong with a value of which nothing may be unknown.
pub(in crate::host) fn known(state: &Value) -> Vec<String> {
    let breach = || "a part is not known".to_owned();
    (!state.is_known()).then(breach).into_iter().collect()
}

/// Where a state, or a later plan, breaks the promises of the plan before it.
pub(in crate::host) fn compatible(
    attributes: &[Attribute],
    planned: &Value,
    actual: &Value,
) -> Vec<String> {
    match (planned.is_null(), actual.is_null()) {
        (true, true) => Vec::new(),
        (false, true) => vec!["the object was planned, and is absent now".to_owned()],
        (true, false) => vec!["the object was to go, and is there".to_owned()],
        (false, false) => object("", attributes, planned, actual),
    }
}

fn object(at: &str, attributes: &[Attribute], planned: &Value, actual: &Value) -> Vec<String> {
    let check = |attribute: &Attribute| {
        let name = attribute.name;
        value(&format!("{at}.{name}"), &attribute.ty, planned.get(name), actual.get(name))
    };
    attributes.iter().filter(|attribute| attribute.is_stored()).flat_map(check).collect()
}

fn value(at: &str, ty: &Type, planned: &Value, actual: &Value) -> Vec<String> {
    match (ty, planned, actual) {
        (_, Value::Unknown, _) => Vec::new(),
        (Type::Object(inside), Value::Map(_), Value::Map(_)) => object(at, inside, planned, actual),
        (Type::List(of), Value::List(planned), Value::List(actual)) => {
            list(at, of, planned, actual)
        }
        (Type::Set(of), Value::List(planned), Value::List(actual)) => set(at, of, planned, actual),
        (Type::Map(of), Value::Map(planned), Value::Map(actual)) => {
            if !planned.keys().eq(actual.keys()) {
                return vec![format!("{at}: has other keys than planned")];
            }
            let check = |(key, planned): (&String, &Value)| {
                value(&format!("{at}[{key:?}]"), of, planned, &actual[key])
            };
            planned.iter().flat_map(check).collect()
        }
        _ if planned == actual => Vec::new(),
        _ => vec![format!("{at}: is not what was planned")],
    }
}

fn list(at: &str, of: &Type, planned: &[Value], actual: &[Value]) -> Vec<String> {
    if planned.len() != actual.len() {
        return vec![format!("{at}: has another length than planned")];
    }
    let pairs = planned.iter().zip(actual).enumerate();
    pairs.flat_map(|(index, (p, a))| value(&format!("{at}[{index}]"), of, p, a)).collect()
}

/// Each planned element needs an actual one that it can have become, and the reverse.
fn set(at: &str, of: &Type, planned: &[Value], actual: &[Value]) -> Vec<String> {
    let fits = |planned: &Value, actual: &Value| value("", of, planned, actual).is_empty();
    let lost = planned.iter().any(|planned| !actual.iter().any(|actual| fits(planned, actual)));
    let new = actual.iter().any(|actual| !planned.iter().any(|planned| fits(planned, actual)));
    let breach = |what: &str| format!("{at}: {what}");
    let lost = lost.then(|| breach("a planned element is missing"));
    let new = new.then(|| breach("an element was not planned"));
    lost.into_iter().chain(new).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::*;
    use crate::host::rules::sample;

    fn check(planned: Json, actual: Json, says: &str) {
        let breaches =
            compatible(sample::SAMPLE, &sample::value(planned), &sample::value(actual.clone()));
        sample::expect(&breaches, says);
    }

    #[test]
    fn what_was_known_is_the_same() {
        let planned = json!({ "name": "a", "set": "?" });
        check(planned.clone(), json!({ "name": "a", "set": "x" }), "");
        check(planned.clone(), json!({ "name": "b", "set": "x" }), ".name: is not what");
        check(planned.clone(), json!({ "name": "a", "note": "n" }), ".note: is not what");
        check(planned, json!(null), "is absent now");
        check(json!(null), json!({ "name": "a" }), "is there");
    }

    #[test]
    fn lists_and_maps_keep_their_shape() {
        let planned = json!({ "name": "a", "list": ["x", "?"] });
        check(planned.clone(), json!({ "name": "a", "list": ["x", "y"] }), "");
        check(planned.clone(), json!({ "name": "a", "list": ["x"] }), "another length");
        check(planned, json!({ "name": "a", "list": ["z", "y"] }), ".list[0]");
        let planned = json!({ "name": "a", "parts": { "one": { "hash": "?" } } });
        check(planned.clone(), json!({ "name": "a", "parts": { "one": { "hash": "h" } } }), "");
        check(planned, json!({ "name": "a", "parts": {} }), "other keys");
    }

    #[test]
    fn sets_lose_and_gain_nothing() {
        let planned = json!({ "name": "a", "members": ["x", "?"] });
        check(planned.clone(), json!({ "name": "a", "members": ["x", "y"] }), "");
        check(planned, json!({ "name": "a", "members": ["y"] }), "is missing");
        let planned = json!({ "name": "a", "members": ["x"] });
        check(planned, json!({ "name": "a", "members": ["x", "y"] }), "was not planned");
    }

    #[test]
    fn nothing_write_only_is_stored() {
        let check = |state: Json, says: &str| {
            sample::expect(&stored(sample::SAMPLE, &sample::value(state)), says);
        };
        check(json!({ "name": "a" }), "");
        check(json!(null), "");
        check(json!({ "name": "a", "secret": "s" }), "secret is write-only");
        check(json!({ "name": "a", "set": "?" }), "is not known");
    }

    #[test]
    fn a_final_plan_is_for_what_was_planned() {
        use Action::{Create, NoOp, Replace, Update};
        for (planned, again) in
            [(Create, Create), (Update, Update), (Update, NoOp), (Replace, Create)]
        {
            assert_eq!(same_action(planned, again), [""; 0]);
        }
        for (planned, again) in
            [(Create, Update), (Update, Replace), (Update, Create), (Replace, Update)]
        {
            assert_eq!(same_action(planned, again).len(), 1, "{planned:?} {again:?}");
        }
    }

    #[test]
    fn nothing_is_unknown_in_the_end() {
        assert_eq!(known(&sample::value(json!({ "name": "a" }))), [""; 0]);
        assert_eq!(known(&sample::value(json!({ "name": "a", "list": ["?"] }))).len(), 1);
    }
}
