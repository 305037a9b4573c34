//! What would be done.

use std::collections::{BTreeMap, BTreeSet};

use codeartifact::framework::schema::Type;
use codeartifact::framework::value::Value;

use super::nodes::{Node, Subject};
use super::objects::{Object, Objects, instance};
use super::turn::Turn;
use super::{About, Stopped, Walk, builtin};
use crate::host::changes::Planned;
use crate::host::language::attribute;
use crate::host::objects::Held;
use crate::host::{Action, Kind};
use crate::support::program::CLI;

/// How to plan.
#[derive(Clone, Copy, Default)]
pub(super) struct Way<'a> {
    /// Whether to look at the objects first.
    pub(super) refresh: bool,
    /// Whether to look alone.
    pub(super) only_look: bool,
    /// Whether everything is to end after the look.
    pub(super) ends: bool,
    /// What to replace in any case.
    pub(super) replace: Option<&'a str>,
}

/// What a walk has found and would do.
#[derive(Debug, Clone, Default)]
pub(super) struct Plan {
    /// The objects as they are now.
    pub(super) objects: Objects,
    /// What would be done to which, by address.
    pub(super) changes: BTreeMap<String, Change>,
    /// The data sources that can be read only when things have been done.
    pub(super) reads: BTreeSet<String>,
    pub(super) outputs: BTreeMap<String, Value>,
    pub(super) imported: BTreeSet<String>,
    /// Whether it ends everything.
    pub(super) is_the_end: bool,
}

/// What would be done to an object.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) prior: Option<Held>,
    pub(super) planned: Planned,
    /// What is said of it.
    pub(super) intent: &'static str,
}

impl Walk<'_> {
    /// Plans everything, beginning with these objects. If an object fails, so does what depends on
    /// it.
    pub(super) fn plan(&self, way: Way<'_>, objects: Objects) -> Result<Plan, Stopped> {
        let mut plan = Plan { objects, ..Plan::default() };
        let mut failed = BTreeSet::new();
        for node in &self.nodes {
            let depends_on = &self.depends_on[&node.address];
            if !failed.is_disjoint(depends_on) || self.plan_node(node, way, &mut plan).is_err() {
                failed.insert(node.address.clone());
            }
        }
        let orphans: Vec<_> =
            plan.objects.values().filter(|it| self.is_orphan(it)).cloned().collect();
        for orphan in orphans {
            if self.plan_end(&orphan, way, &mut plan).is_err() {
                failed.insert(orphan.resource());
            }
        }
        plan.outputs = self.outputs();
        if failed.is_empty() { Ok(plan) } else { Err(Stopped) }
    }

    fn is_orphan(&self, object: &Object) -> bool {
        self.nodes.iter().all(|node| node.address != object.resource())
    }

    fn plan_node(&self, node: &Node<'_>, way: Way<'_>, plan: &mut Plan) -> Result<(), Stopped> {
        let about = About { address: Some(node.address.clone()), block: Some(node.block) };
        let instances = self.evaluated(&about, self.instances(node))?;
        let addresses: BTreeSet<String> =
            instances.iter().map(|(key, _)| instance(&node.address, key)).collect();
        let outcome = self.turns(node, instances, |turn| self.plan_turn(turn, way, plan));
        let left = plan.objects.iter().filter(|(address, object)| {
            object.resource() == node.address && !addresses.contains(*address)
        });
        let left: Vec<_> = left.map(|(_, object)| object.clone()).collect();
        left.iter().map(|object| self.plan_end(object, way, plan)).fold(outcome, Result::and)
    }

    /// The value of an instance after what is planned.
    fn plan_turn(&self, turn: &Turn<'_>, way: Way<'_>, plan: &mut Plan) -> Result<Value, Stopped> {
        match &turn.node.subject {
            Subject::Data(name) => self.plan_data(turn, name, plan),
            // Nothing needs it any more.
            Subject::Ephemeral(_) if way.ends => Ok(Value::Unknown),
            Subject::Ephemeral(name) => self.opened(turn, name),
            Subject::Managed(_) | Subject::Builtin => self.plan_object(turn, way, plan),
        }
    }

    fn plan_object(
        &self,
        turn: &Turn<'_>,
        way: Way<'_>,
        plan: &mut Plan,
    ) -> Result<Value, Stopped> {
        let prior = self.found(turn, way, plan)?;
        if way.only_look {
            return Ok(prior.map_or(Value::Null, |prior| prior.state));
        }
        let is_tainted = plan.objects.get(&turn.address).is_some_and(|object| object.is_tainted);
        let given = self.given(turn)?;
        let planned = match &turn.node.subject {
            Subject::Managed(kind) => {
                let config = self.conformed(turn, &Type::Object(kind.attributes()), given)?;
                let is_forced = way.replace == Some(&turn.address);
                let prior = prior.as_ref();
                self.plan_managed(turn, *kind, prior, &config, (is_tainted, is_forced))?
            }
            _ => builtin::planned(prior.as_ref(), &given),
        };
        let intent = intent(&planned, is_tainted, plan.imported.contains(&turn.address));
        let value = planned.state.clone();
        plan.changes.insert(turn.address.clone(), Change { prior, planned, intent });
        Ok(value)
    }

    fn plan_managed(
        &self,
        turn: &Turn<'_>,
        kind: Kind,
        prior: Option<&Held>,
        config: &Value,
        (is_tainted, is_forced): (bool, bool),
    ) -> Result<Planned, Stopped> {
        let (core, about) = (self.configured()?, &turn.about);
        self.answered(about, core.ask_for_validation(kind, config))?;
        if is_tainted && prior.is_some() {
            let planned = self.answered(about, core.ask_for_plan(kind, None, config))?;
            return Ok(Planned { action: Action::Replace, ..planned });
        }
        let ignoring = ignoring(config, prior, &turn.node.ignored());
        let first = self.answered(about, core.ask_for_plan(kind, prior, &ignoring))?;
        let replaces = first.action == Action::Replace || is_forced && prior.is_some();
        match replaces {
            true => self.answered(about, core.plan_replacement(kind, first, config)),
            false => Ok(first),
        }
    }

    /// The values of the outputs, as far as they are known.
    pub(super) fn outputs(&self) -> BTreeMap<String, Value> {
        let value = |block: &hcl::Block| {
            let value = self.scope(BTreeMap::new()).evaluate(attribute(block, "value")?).ok()?;
            Some((block.labels()[0].as_str().to_owned(), value))
        };
        self.module.blocks("output").filter_map(value).collect()
    }
}

/// The type of an object; none for core's own.
pub(super) fn kind_of(object: &Object) -> Option<Kind> {
    object.type_name.strip_prefix("codeartifact_").map(Kind::named)
}

/// The configuration, with what is there in the place of what is ignored.
pub(super) fn ignoring(config: &Value, prior: Option<&Held>, ignored: &[String]) -> Value {
    let mut config = config.clone();
    if let Some(prior) = prior {
        for name in ignored {
            config.set(name, prior.state.get(name).clone());
        }
    }
    config
}

/// What is said about an object that stays or is created.
fn intent(planned: &Planned, is_tainted: bool, is_imported: bool) -> &'static str {
    match planned.action {
        Action::Create => "will be created",
        Action::Update => "will be updated in-place",
        Action::Replace if is_tainted => CLI.says_of_what_is_tainted(),
        Action::Replace if planned.replaced_by.is_empty() => "will be replaced, as requested",
        Action::Replace => "must be replaced",
        Action::NoOp if is_imported => "will be imported",
        Action::NoOp | Action::Delete => "",
    }
}
