//! What is planned for each kind of change.

use super::*;
use crate::framework::field::{Computed, OptionalComputed, Private, WriteOnly};
use crate::framework::schema::{Object, object, replaces, stable};

object! {
    /// One attribute of each mode.
    struct Sample {
        /// Forces a replacement.
        name: String = replaces(),
        /// Plain.
        note: Option<Vec<String>>,
        /// Set by the user or the service.
        owner: OptionalComputed<String> = replaces().stable(),
        /// Set anew with each change.
        revision: Computed<String>,
        /// Set once.
        arn: Computed<String> = stable(),
        /// Never stored.
        password: WriteOnly<Option<String>>,
        /// Hidden.
        hidden: Private<Option<String>>,
    }
}

/// A state or configuration of name, note and owner; the service's part where it has been made.
fn sample(name: &str, note: Value, owner: Value, made: bool) -> Value {
    let set = |text: &str| if made { text.into() } else { Value::Null };
    Value::object([
        ("name", name.into()),
        ("note", note),
        ("owner", owner),
        ("revision", set("r1")),
        ("arn", set("arn")),
        ("password", Value::Null),
        ("hidden", set("h")),
    ])
}

/// Plans as Terraform asks for it: what the user leaves out of what the service sets comes from
/// the prior state.
fn planned(prior: Value, config: Value) -> Change {
    let mut proposed = config.clone();
    for attribute in Sample::ATTRIBUTES.iter().filter(|attribute| attribute.is_computed()) {
        if config.get(attribute.name).is_null() {
            proposed.set(attribute.name, prior.get(attribute.name).clone());
        }
    }
    let change =
        Change { config, prior, planned: proposed, replace: BTreeSet::new(), warnings: vec![] };
    plan(Sample::ATTRIBUTES, change, |_| Ok(())).unwrap()
}

#[test]
fn a_creation_leaves_to_the_service_what_the_user_does() {
    let change = planned(Value::Null, sample("a", Value::Null, Value::Null, false));
    for name in ["owner", "revision", "arn"] {
        assert_eq!(*change.planned.get(name), Value::Unknown, "{name}");
    }
    assert!(change.replace.is_empty());
}

#[test]
fn no_change_is_no_change() {
    let prior = sample("a", Value::List(Vec::new()), "me".into(), true);
    for note in [Value::Null, Value::List(Vec::new())] {
        let change = planned(prior.clone(), sample("a", note, Value::Null, false));
        assert_eq!(change.planned, prior);
    }
}

/// Terraform sees an empty text, behind which the value stays known.
#[test]
fn what_an_empty_text_leaves_to_the_service_stays_as_it_is() {
    let config = sample("a", Value::Null, "".into(), false);
    let made = planned(Value::Null, config.clone());
    assert_eq!(*made.planned.get("owner"), Value::Unknown);
    let of_before = sample("a", Value::List(Vec::new()), "me".into(), true);
    let marked = unset::carried_over(&made.planned, of_before.clone());
    for (prior, owner) in [(&marked, ""), (&marked, "me"), (&of_before, ""), (&of_before, "me")] {
        let config = sample("a", Value::Null, owner.into(), false);
        assert_eq!(planned(prior.clone(), config).planned, *prior, "{owner:?}");
    }
    let change = planned(marked, sample("a", Value::Null, "you".into(), false));
    assert_eq!(unset::folded(change.planned).1, Value::Null);
    assert_eq!(change.replace, BTreeSet::from(["owner".to_owned()]));
}

/// Terraform may propose a change that the resource's own part sees to be none.
#[test]
fn what_the_state_lacks_is_no_change() {
    let mut prior = sample("a", Value::Null, "me".into(), true);
    prior.set("arn", Value::Null);
    let mut planned = prior.clone();
    planned.set("note", Value::List(vec!["n".into()]));
    let config = sample("a", Value::Null, Value::Null, false);
    let change = Change { config, prior: prior.clone(), planned, ..Change::default() };
    let same = |change: &mut Change| {
        change.plan("note", Value::Null);
        change.plan("revision", "r1".into());
        Ok(())
    };
    assert_eq!(plan(Sample::ATTRIBUTES, change, same).unwrap().planned, prior);
}

#[test]
fn an_update_doubts_only_what_may_move() {
    let prior = sample("a", Value::Null, "me".into(), true);
    let note = Value::List(vec!["n".into()]);
    let change = planned(prior, sample("a", note.clone(), Value::Null, false));
    assert_eq!(*change.planned.get("note"), note);
    assert_eq!(*change.planned.get("revision"), Value::Unknown);
    assert_eq!(*change.planned.get("arn"), "arn".into());
    assert_eq!(*change.planned.get("owner"), "me".into());
    assert_eq!(*change.planned.get("hidden"), "h".into());
    assert!(change.replace.is_empty());
}

#[test]
fn a_new_name_forces_a_replacement() {
    let prior = sample("a", Value::Null, "me".into(), true);
    let change = planned(prior, sample("b", Value::Null, "you".into(), false));
    assert_eq!(change.replace, BTreeSet::from(["name".to_owned(), "owner".to_owned()]));
}

#[test]
fn what_must_not_be_stored_is_not_planned() {
    let mut config = sample("a", Value::Null, Value::Null, false);
    config.set("password", "secret".into());
    assert!(planned(Value::Null, config).planned.get("password").is_null());
}

#[test]
fn unknown_stays_unknown() {
    let prior = sample("a", Value::Null, "me".into(), true);
    let mut config = sample("a", Value::Unknown, Value::Unknown, false);
    config.set("name", Value::Unknown);
    let change = planned(prior, config);
    for name in ["name", "note", "owner"] {
        assert_eq!(*change.planned.get(name), Value::Unknown, "{name}");
    }
}

#[test]
fn a_destruction_is_planned_as_such() {
    let prior = sample("a", Value::Null, "me".into(), true);
    let change = Change {
        config: Value::Null,
        prior,
        planned: Value::Null,
        replace: BTreeSet::new(),
        warnings: vec![],
    };
    assert!(plan(Sample::ATTRIBUTES, change, |_| Ok(())).unwrap().planned.is_null());
}

object! {
    /// A state with objects inside.
    struct Outer {
        /// One object.
        one: Option<Inner>,
        /// Several objects.
        many: Option<Vec<Inner>>,
    }
}

object! {
    /// What the user and the service share.
    struct Inner {
        /// Set by the user.
        given: String,
        /// Set by the service.
        made: Computed<String>,
    }
}

#[test]
fn what_the_service_sets_inside_an_object_is_unknown_too() {
    let inner = |made| Value::object([("given", "a".into()), ("made", made)]);
    let outer = |made: Value| {
        Value::object([("one", inner(made.clone())), ("many", Value::List(vec![inner(made)]))])
    };
    let change = Change {
        config: outer(Value::Null),
        prior: Value::Null,
        planned: outer(Value::Null),
        replace: BTreeSet::new(),
        warnings: vec![],
    };
    let change = plan(Outer::ATTRIBUTES, change, |_| Ok(())).unwrap();
    assert_eq!(change.planned, outer(Value::Unknown));
}
