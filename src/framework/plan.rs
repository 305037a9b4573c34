//! The plan: one generic function for every resource, deterministic and without any call.
//!
//! Order, after the plugin framework that users of Terraform know: what the user wrote; the
//! spelling of the state where it means the same; write-only values out; what the service sets
//! becomes unknown if anything changes, unless it is stable; the resource's own hook; what forces
//! a replacement.

use std::collections::BTreeSet;

use super::{
    diagnostic::{Diagnostic, Error, Result},
    path::Path,
    private::Private,
    schema::{Attribute, Mode, Type},
    value::Value,
};

/// What Terraform asks to be planned. Null stands for absence before or after.
#[derive(Debug, Clone)]
pub struct Change {
    /// The configuration as the user wrote it.
    pub config: Value,
    /// The state before, with its private attributes.
    pub prior: Value,
    /// The state after, as far as it is known.
    pub planned: Value,
    /// The attributes whose change forces a replacement.
    pub replace: BTreeSet<String>,
    /// What the user should know.
    pub warnings: Vec<Diagnostic>,
}

impl Change {
    /// Whether the object does not exist yet.
    pub fn is_create(&self) -> bool {
        self.prior.is_null()
    }

    /// Whether the object is to go.
    pub fn is_destroy(&self) -> bool {
        self.planned.is_null()
    }

    /// Plans a value for an attribute that the service sets.
    pub fn plan(&mut self, name: &str, value: Value) {
        self.planned.set(name, value);
    }

    /// Whether an attribute had a value that the plan changes.
    pub fn changes(&self, name: &str) -> bool {
        !self.is_create() && self.prior.get(name) != self.planned.get(name)
    }
}

/// A plan, as Terraform is told of it.
#[derive(Debug)]
pub struct Plan {
    /// The state after, as far as it is known; null where the object is to go.
    pub state: Value,
    /// What the apply will be handed back.
    pub private: Private,
    /// What forces a replacement.
    pub replace: Vec<Path>,
    /// Errors and warnings.
    pub diagnostics: Vec<Diagnostic>,
}

/// Plans a change of an object with these `attributes`. `hook` is the resource's own part.
///
/// # Errors
/// What the hook finds wrong.
pub fn plan(
    attributes: &[Attribute],
    mut change: Change,
    hook: impl FnOnce(&mut Change) -> Result<(), Error>,
) -> Result<Change> {
    if change.is_destroy() {
        return Ok(change);
    }
    change.planned = proposal(attributes, &change.config, &change.prior, change.planned);
    if change.planned != change.prior {
        doubt(attributes, &change.config, &change.prior, &mut change.planned);
    }
    hook(&mut change)?;
    change.replace.extend(replaced(attributes, &change));
    Ok(change)
}

/// What Terraform proposed, in the spelling of the state where that means the same, and without
/// what must not be stored. Private attributes stay as they are.
fn proposal(attributes: &[Attribute], config: &Value, prior: &Value, mut proposed: Value) -> Value {
    for attribute in attributes {
        let name = attribute.name;
        let (wanted, before) = (proposed.get(name), prior.get(name));
        match attribute.mode {
            Mode::WriteOnly => proposed.set(name, Value::Null),
            Mode::Private => proposed.set(name, before.clone()),
            _ if keeps_spelling(attribute, config.get(name), wanted, before) => {
                proposed.set(name, before.clone());
            }
            _ => {}
        }
    }
    proposed
}

/// Terraform accepts the prior value for a configured one only where neither is null.
fn keeps_spelling(attribute: &Attribute, config: &Value, wanted: &Value, before: &Value) -> bool {
    let comparable = |value: &Value| !value.is_null() && value.is_known();
    comparable(config)
        && comparable(wanted)
        && comparable(before)
        && (attribute.same)(before, wanted)
}

/// Makes unknown what the service will set anew.
fn doubt(attributes: &[Attribute], config: &Value, prior: &Value, planned: &mut Value) {
    for attribute in attributes {
        let name = attribute.name;
        let config = config.get(name);
        if attribute.is_computed() && config.is_null() {
            let settled = attribute.rules.stable && !prior.get(name).is_null();
            let value = if settled { prior.get(name).clone() } else { Value::Unknown };
            planned.set(name, value);
        } else if !config.is_null() {
            doubt_within(&attribute.ty, config, planned, name);
        }
    }
}

/// The same for the objects inside a nested attribute, which are planned anew with it.
fn doubt_within(ty: &Type, config: &Value, planned: &mut Value, name: &str) {
    let Value::Map(values) = planned else { return };
    let Some(inside) = values.get_mut(name) else {
        return;
    };
    match (ty, config, inside) {
        (Type::Object(attributes), config, inside @ Value::Map(_)) => {
            doubt(attributes, config, &Value::Null, inside);
        }
        (Type::List(Type::Object(attributes)), Value::List(config), Value::List(inside)) => {
            for (config, inside) in config.iter().zip(inside) {
                doubt(attributes, config, &Value::Null, inside);
            }
        }
        (Type::Map(Type::Object(attributes)), Value::Map(config), Value::Map(inside)) => {
            for (key, inside) in inside {
                doubt(attributes, config.get(key).unwrap_or(&Value::Null), &Value::Null, inside);
            }
        }
        _ => {}
    }
}

fn replaced(attributes: &[Attribute], change: &Change) -> BTreeSet<String> {
    let forces =
        |attribute: &&Attribute| attribute.rules.replaces && change.changes(attribute.name);
    attributes.iter().filter(forces).map(|attribute| attribute.name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{
        field::{Computed, OptionalComputed, Private, WriteOnly},
        schema::{Object, object, replaces, stable},
    };

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
        let prior = sample("a", Value::Null, "me".into(), true);
        let change = planned(prior.clone(), sample("a", Value::Null, Value::Null, false));
        assert_eq!(change.planned, prior);
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
}
