//! Changes, as core plans and makes them.

use codeartifact::{
    framework::value::Value,
    protocol::proto::{ResourceIdentityData, apply_resource_change, plan_resource_change},
};

use super::{
    Core, Kind, accept, errors,
    objects::{Held, accept_identity, capabilities},
    proposal::proposed,
    rules,
};

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
        let first = self.ask_for_plan(kind, prior, config);
        if first.action != Action::Replace {
            return first;
        }
        // A replacement is planned again, as the creation that it is after the deletion.
        let gone = Held { state: Value::Null, private: first.private, identity: first.identity };
        let second = self.ask_for_plan(kind, Some(&gone), config);
        Planned { action: Action::Replace, replaced_by: first.replaced_by, ..second }
    }

    fn ask_for_plan(&self, kind: Kind, prior: Option<&Held>, config: &Value) -> Planned {
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
        assert_eq!(errors(&answer.diagnostics), [""; 0]);
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
        let known = !matches!(action, Action::Create | Action::Replace);
        accept("a planned identity", rules::identity(kind.parts(), &identity, known));
        if known {
            let stored = prior.and_then(|prior| prior.identity.as_ref());
            accept("a planned identity", rules::same(stored, answer.planned_identity.as_ref()));
        }
        Planned {
            action,
            config: config.clone(),
            state,
            private: answer.planned_private,
            identity: answer.planned_identity,
            replaced_by,
        }
    }

    /// Plans the end of an object.
    pub(crate) fn plan_destroy(&self, kind: Kind, prior: &Held) -> Planned {
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
        assert_eq!(errors(&answer.diagnostics), [""; 0]);
        let state = kind.decode(answer.planned_state.as_ref());
        assert_eq!(state, Value::Null, "the plan of a destroy is null");
        Planned {
            action: Action::Delete,
            config: Value::Null,
            state,
            private: answer.planned_private,
            identity: answer.planned_identity,
            replaced_by: Vec::new(),
        }
    }

    /// Does what was planned. Returns the object, and the errors on the way to it.
    pub(crate) fn apply(
        &self,
        kind: Kind,
        prior: Option<&Held>,
        planned: &Planned,
    ) -> (Option<Held>, Vec<String>) {
        match planned.action {
            Action::NoOp => (prior.cloned(), Vec::new()),
            Action::Delete => self.send_apply(kind, prior, planned),
            Action::Create | Action::Update => {
                self.send_apply(kind, prior, &self.plan_again(kind, prior, planned))
            }
            Action::Replace => {
                let prior = prior.expect("an object to replace");
                let (left, errors) = self.destroy(kind, prior, planned);
                match errors.is_empty() {
                    true => self.send_apply(kind, None, &self.plan_again(kind, None, planned)),
                    false => (left, errors),
                }
            }
        }
    }

    /// In a replacement the deletion is told what the plan noted.
    fn destroy(&self, kind: Kind, prior: &Held, planned: &Planned) -> (Option<Held>, Vec<String>) {
        let end = Planned {
            action: Action::Delete,
            config: Value::Null,
            state: Value::Null,
            private: planned.private.clone(),
            ..planned.clone()
        };
        self.send_apply(kind, Some(prior), &end)
    }

    /// The plan that core asks for before an apply; the first one must have kept its promises.
    fn plan_again(&self, kind: Kind, prior: Option<&Held>, planned: &Planned) -> Planned {
        let again = self.ask_for_plan(kind, prior, &planned.config);
        accept(
            "the final plan",
            rules::compatible(kind.attributes(), &planned.state, &again.state),
        );
        again
    }

    fn send_apply(
        &self,
        kind: Kind,
        prior: Option<&Held>,
        planned: &Planned,
    ) -> (Option<Held>, Vec<String>) {
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
        let errors = errors(&answer.diagnostics);
        let state = kind.decode(answer.new_state.as_ref());
        let mut breaches = rules::known(&state);
        if errors.is_empty() {
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
        (held, errors)
    }
}
