//! The resource that core has itself, which hands on what it is given: `terraform_data`.

use codeartifact::framework::value::Value;

use super::super::Action;
use super::super::changes::Planned;
use super::super::objects::Held;

/// The plan for what is configured. What it hands on is new with every change.
pub(super) fn planned(prior: Option<&Held>, config: &Value) -> Planned {
    let input = config.get("input").clone();
    let kept = prior.filter(|prior| *prior.state.get("input") == input);
    let action = match (prior, kept) {
        (None, _) => Action::Create,
        (Some(_), None) => Action::Update,
        (Some(_), Some(_)) => Action::NoOp,
    };
    let output = kept.map_or(Value::Unknown, |kept| kept.state.get("output").clone());
    let state = Value::object([("input", input), ("output", output)]);
    let (private, identity) = (Vec::new(), None);
    Planned { action, config: config.clone(), state, private, identity, replaced_by: Vec::new() }
}

/// What is there once it was made.
pub(super) fn made(config: &Value) -> Held {
    let input = config.get("input").clone();
    let state = Value::object([("input", input.clone()), ("output", input)]);
    Held { state, private: Vec::new(), identity: None }
}
