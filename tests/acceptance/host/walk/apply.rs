//! What was planned is done: what goes first, then what comes and changes, then what the rest had
//! depended on.

use std::collections::{BTreeMap, BTreeSet};

use codeartifact::framework::schema::Type;
use codeartifact::framework::value::Value;
use serde_json::Value as Json;

use super::nodes::{Node, Subject};
use super::objects::Object;
use super::plan::{Change, Plan, ignoring, kind_of};
use super::turn::Turn;
use super::{About, Stopped, Walk, builtin};
use crate::host::Action;
use crate::support::program::CLI;

impl Walk<'_> {
    /// Does what was planned. The objects in the plan become what is there afterwards.
    pub(super) fn apply(&self, plan: &mut Plan) -> Result<(), Stopped> {
        self.values.borrow_mut().clear();
        let (late, early): (Vec<_>, Vec<_>) =
            self.ends(plan).into_iter().partition(|address| self.is_needed(address, plan));
        let mut stuck = BTreeSet::new();
        let mut outcome = self.end_all(&early, plan, &mut stuck);
        let mut failed = stuck.clone();
        let nodes = if plan.is_the_end { &[] } else { &self.nodes[..] };
        for node in nodes {
            let depends_on = &self.depends_on[&node.address];
            let is_stopped = !failed.is_disjoint(depends_on) || failed.contains(&node.address);
            if is_stopped || self.apply_node(node, plan).is_err() {
                failed.insert(node.address.clone());
                outcome = Err(Stopped);
            }
        }
        outcome = outcome.and(self.end_all(&late, plan, &mut failed));
        plan.outputs = if plan.is_the_end { BTreeMap::new() } else { self.outputs() };
        plan.outputs.retain(|_, value| value.is_known());
        outcome
    }

    /// The objects that end, each before what it depends on.
    fn ends(&self, plan: &Plan) -> Vec<String> {
        let ends =
            |change: &&Change| matches!(change.planned.action, Action::Delete | Action::Replace);
        let changes = plan.changes.iter().filter(|(_, change)| ends(change));
        let mut left: Vec<String> = changes.map(|(address, _)| address.clone()).collect();
        let mut ordered = Vec::new();
        while !left.is_empty() {
            let is_free = |address: &String| {
                let resource = plan.objects[address].resource();
                left.iter().all(|other| !plan.objects[other].depends_on.contains(&resource))
            };
            let position =
                left.iter().position(is_free).expect("objects do not depend in a circle");
            ordered.push(left.remove(position));
        }
        ordered
    }

    /// Whether an object that goes is still used by one that stays.
    fn is_needed(&self, address: &str, plan: &Plan) -> bool {
        if plan.changes[address].planned.action != Action::Delete {
            return false;
        }
        let resource = plan.objects[address].resource();
        let stays = |address: &String| {
            plan.changes
                .get(address)
                .is_some_and(|it| matches!(it.planned.action, Action::Update | Action::NoOp))
        };
        plan.objects.iter().any(|(other, it)| stays(other) && it.depends_on.contains(&resource))
    }

    /// Ends objects. One that cannot be ended keeps what it depends on.
    fn end_all(
        &self,
        all: &[String],
        plan: &mut Plan,
        stuck: &mut BTreeSet<String>,
    ) -> Result<(), Stopped> {
        let mut kept: BTreeSet<String> = BTreeSet::new();
        let mut outcome = Ok(());
        for address in all {
            let object = plan.objects[address].clone();
            if kept.contains(&object.resource()) || self.end_one(address, &object, plan).is_err() {
                kept.extend(object.depends_on.iter().cloned());
                stuck.insert(object.resource());
                outcome = Err(Stopped);
            }
        }
        outcome
    }

    /// Where an end fails, core does not say of which object.
    fn end_one(&self, address: &str, object: &Object, plan: &mut Plan) -> Result<(), Stopped> {
        let about = About { address: None, block: None };
        let change = plan.changes[address].clone();
        let (Some(kind), Some(prior)) = (kind_of(object), &change.prior) else {
            plan.objects.remove(address);
            return Ok(());
        };
        let (left, refusal) = self.configured()?.end(kind, prior, &change.planned);
        match (&left, refusal.is_empty()) {
            (Some(left), false) => {
                plan.objects.insert(address.to_owned(), object.clone().hold(Some(kind), left));
            }
            (None, false) => {}
            (_, true) => drop(plan.objects.remove(address)),
        }
        let answer = if refusal.is_empty() { Ok(()) } else { Err(refusal) };
        self.answered(&about, answer)
    }

    fn apply_node(&self, node: &Node<'_>, plan: &mut Plan) -> Result<(), Stopped> {
        let about = About { address: Some(node.address.clone()), block: Some(node.block) };
        let instances = self.evaluated(&about, self.instances(node))?;
        self.turns(node, instances, |turn| match &turn.node.subject {
            Subject::Data(name) => self.apply_data(turn, name, plan),
            Subject::Ephemeral(_) if !self.is_opened_in_apply(node) => Ok(Value::Unknown),
            Subject::Ephemeral(name) => self.opened(turn, name),
            Subject::Managed(_) | Subject::Builtin => self.apply_object(turn, plan),
        })
    }

    fn is_opened_in_apply(&self, ephemeral: &Node<'_>) -> bool {
        let is_used = self.depends_on.values().any(|others| others.contains(&ephemeral.address));
        is_used || CLI.opens_in_apply_what_nothing_uses()
    }

    /// The value of an object after what was done.
    fn apply_object(&self, turn: &Turn<'_>, plan: &mut Plan) -> Result<Value, Stopped> {
        let change = plan.changes[&turn.address].clone();
        if change.planned.action == Action::NoOp {
            return Ok(change.planned.state);
        }
        let prior = change.prior.as_ref().filter(|_| change.planned.action == Action::Update);
        let given = self.given(turn)?;
        let (kind, (held, refusal)) = match &turn.node.subject {
            Subject::Managed(kind) => {
                let config = self.conformed(turn, &Type::Object(kind.attributes()), given)?;
                let config = ignoring(&config, prior, &turn.node.ignored());
                (Some(*kind), self.configured()?.make(*kind, prior, &change.planned, &config))
            }
            _ => (None, (Some(builtin::made(&given)), Vec::new())),
        };
        if let Some(held) = &held {
            let is_tainted = prior.is_none() && !refusal.is_empty();
            let object = self.object(turn.node, &turn.address).hold(kind, held);
            plan.objects.insert(turn.address.clone(), Object { is_tainted, ..object });
        }
        self.answered(&turn.about, if refusal.is_empty() { Ok(()) } else { Err(refusal) })?;
        Ok(held.map_or(Value::Null, |held| held.state))
    }

    /// An object of a node, of which nothing is known yet.
    pub(super) fn object(&self, node: &Node<'_>, address: &str) -> Object {
        let (type_name, name) = node.labels();
        let is_data = matches!(node.subject, Subject::Data(_));
        let key = address.strip_prefix(&node.address).unwrap_or_default();
        let key = key.trim_start_matches('[').trim_end_matches(']');
        Object {
            mode: if is_data { "data" } else { "managed" }.to_owned(),
            type_name: type_name.to_owned(),
            name: name.to_owned(),
            provider: super::our_provider(),
            version: 0,
            key: serde_json::from_str(key).unwrap_or(Json::Null),
            attributes: Json::Null,
            private: Vec::new(),
            identity: Json::Null,
            is_tainted: false,
            depends_on: self.depends_on_all(&node.address).into_iter().collect(),
        }
    }

    /// The resources that a node depends on, however far.
    fn depends_on_all(&self, address: &str) -> BTreeSet<String> {
        let direct = &self.depends_on[address];
        let further = direct.iter().flat_map(|it| self.depends_on_all(it));
        direct.iter().cloned().chain(further).filter(|it| !it.starts_with("data.")).collect()
    }
}
