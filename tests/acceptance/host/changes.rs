//! Changes, as core plans and makes them.

use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::{
    Diagnostic, ResourceIdentityData, apply_resource_change, plan_resource_change,
};

use super::objects::{Held, accept_identity, capabilities};
use super::proposal::proposed;
use super::{Answer, Core, Kind, accept, errors, must, rules};

/// The object after an apply, and the errors on the way to it.
pub(super) type Outcome = (Option<Held>, Vec<Diagnostic>);

/// What a plan does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    NoOp,
    Create,
    Update,
    Replace,
    Delete,
}

/// A plan as core keeps it.
#[derive(Debug, Clone)]
pub(crate) struct Planned {
    pub(crate) action: Action,
    pub(crate) config: Value,
    pub(crate) state: Value,
    pub(crate) private: Vec<u8>,
    pub(crate) identity: Option<ResourceIdentityData>,
    /// The attributes that force a replacement.
    pub(crate) replaced_by: Vec<String>,
}

impl Core<'_> {
    /// Plans what leads from an object, or from none, to a configuration.
    pub(crate) fn plan(&self, kind: Kind, prior: Option<&Held>, config: &Value) -> Planned {
        assert_eq!(self.validate(kind, config), [""; 0]);
        let first = must(self.ask_for_plan(kind, prior, config));
        if first.action != Action::Replace {
            return first;
        }
        must(self.plan_replacement(kind, first, config))
    }

    /// A replacement is planned again, as the creation that it is after the deletion.
    pub(super) fn plan_replacement(
        &self,
        kind: Kind,
        first: Planned,
        config: &Value,
    ) -> Answer<Planned> {
        let gone = Held { state: Value::Null, private: first.private, identity: first.identity };
        let second = self.ask_for_plan(kind, Some(&gone), config)?;
        Ok(Planned { action: Action::Replace, replaced_by: first.replaced_by, ..second })
    }

    pub(super) fn ask_for_plan(
        &self,
        kind: Kind,
        prior: Option<&Held>,
        config: &Value,
    ) -> Answer<Planned> {
        let before = prior.map_or(Value::Null, |prior| prior.state.clone());
        let request = plan_resource_change::Request {
            type_name: kind.type_name(),
            prior_state: kind.encode(&before),
            proposed_new_state: kind.encode(&proposed(kind.attributes(), &before, config)),
            config: kind.encode(config),
            prior_private: prior.map_or(Vec::new(), |prior| prior.private.clone()),
            prior_identity: prior.and_then(|prior| prior.identity.clone()),
            client_capabilities: capabilities(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.plan_resource_change(request).await);
        self.heard(answer.diagnostics)?;
        assert!(!answer.legacy_type_system && answer.deferred.is_none());
        let state = kind.decode(answer.planned_state.as_ref());
        accept("a plan", rules::plan(kind.attributes(), &before, config, &state));
        let paths = &answer.requires_replace;
        let (breaches, replaced_by) = rules::replacement(kind.attributes(), &before, &state, paths);
        accept("what forces a replacement", breaches);
        let action = match (before.is_null(), replaced_by.is_empty()) {
            (true, _) => Action::Create,
            (false, false) => Action::Replace,
            (false, true) if state == before => Action::NoOp,
            (false, true) => Action::Update,
        };
        let identity = kind.decode_identity(answer.planned_identity.as_ref());
        accept("a planned identity", rules::planned_identity(kind.parts(), &identity));
        if !matches!(action, Action::Create | Action::Replace) {
            let stored = prior.and_then(|prior| prior.identity.as_ref());
            accept("a planned identity", rules::same(stored, answer.planned_identity.as_ref()));
        }
        Ok(Planned {
            action,
            config: config.clone(),
            state,
            private: answer.planned_private,
            identity: answer.planned_identity,
            replaced_by,
        })
    }

    /// Plans the end of an object.
    pub(super) fn ask_for_end(&self, kind: Kind, prior: &Held) -> Answer<Planned> {
        let null = kind.encode(&Value::Null);
        let request = plan_resource_change::Request {
            type_name: kind.type_name(),
            prior_state: kind.encode(&prior.state),
            proposed_new_state: null.clone(),
            config: null,
            prior_private: prior.private.clone(),
            prior_identity: prior.identity.clone(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.plan_resource_change(request).await);
        self.heard(answer.diagnostics)?;
        let state = kind.decode(answer.planned_state.as_ref());
        assert_eq!(state, Value::Null, "the plan of a destroy is null");
        Ok(Planned {
            action: Action::Delete,
            config: Value::Null,
            state,
            private: answer.planned_private,
            identity: answer.planned_identity,
            replaced_by: Vec::new(),
        })
    }

    /// Does what was planned. Returns the object, and the errors on the way to it.
    pub(crate) fn apply(
        &self,
        kind: Kind,
        prior: Option<&Held>,
        planned: &Planned,
    ) -> (Option<Held>, Vec<String>) {
        let (held, refusal) = match planned.action {
            Action::NoOp => (prior.cloned(), Vec::new()),
            Action::Create | Action::Update => self.make(kind, prior, planned, &planned.config),
            Action::Delete | Action::Replace => panic!("tests of one object do not end it"),
        };
        (held, errors(&refusal))
    }

    /// Ends an object. In a replacement the deletion receives what the plan noted.
    pub(super) fn end(&self, kind: Kind, prior: &Held, planned: &Planned) -> Outcome {
        let end = Planned {
            action: Action::Delete,
            config: Value::Null,
            state: Value::Null,
            ..planned.clone()
        };
        self.send_apply(kind, Some(prior), &end)
    }

    /// Makes or changes an object, after the plan that core asks for before an apply: the first one
    /// must have kept its promises.
    pub(super) fn make(
        &self,
        kind: Kind,
        prior: Option<&Held>,
        planned: &Planned,
        config: &Value,
    ) -> Outcome {
        let again = match self.ask_for_plan(kind, prior, config) {
            Ok(again) => again,
            Err(refusal) => return (prior.cloned(), refusal),
        };
        let mut breaches = rules::compatible(kind.attributes(), &planned.state, &again.state);
        breaches.extend(rules::same_action(planned.action, again.action));
        accept("the final plan", breaches);
        self.send_apply(kind, prior, &again)
    }

    fn send_apply(&self, kind: Kind, prior: Option<&Held>, planned: &Planned) -> Outcome {
        let before = prior.map_or(Value::Null, |prior| prior.state.clone());
        let request = apply_resource_change::Request {
            type_name: kind.type_name(),
            prior_state: kind.encode(&before),
            planned_state: kind.encode(&planned.state),
            config: kind.encode(&planned.config),
            planned_private: planned.private.clone(),
            planned_identity: planned.identity.clone(),
            ..Default::default()
        };
        let answer = self.call(async |mut client| client.apply_resource_change(request).await);
        let refusal = self.heard(answer.diagnostics).err().unwrap_or_default();
        let state = kind.decode(answer.new_state.as_ref());
        let mut breaches = rules::stored(kind.attributes(), &state);
        assert!(!answer.legacy_type_system, "the rules are to be applied");
        if refusal.is_empty() {
            breaches.extend(rules::compatible(kind.attributes(), &planned.state, &state));
        }
        accept("what was applied", breaches);
        let held = (!state.is_null()).then_some(Held {
            state,
            private: answer.private,
            identity: answer.new_identity,
        });
        if let Some(held) = &held {
            accept_identity(kind, held);
            if let Some(prior) = prior {
                accept("an identity", rules::same(prior.identity.as_ref(), held.identity.as_ref()));
            }
        }
        (held, refusal)
    }
}
