//! The host as a driver: what a user asks for, and what a user reads.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Mutex;

use codeartifact::framework::json as codec;
use codeartifact::framework::value::Value;
use serde_json::{Value as Json, json};

use super::nodes::{Node, Subject};
use super::objects::{Objects, store, stored};
use super::plan::{Plan, Way, kind_of};
use super::{About, Stopped, Walk};
use crate::host::Action;
use crate::host::language::Module;
use crate::support::driver::{Command, Driver};
use crate::support::plan;
use crate::support::run::Run;
use crate::support::world::World;

/// A host of a later version.
#[derive(Default)]
pub(crate) struct Host {
    /// What was planned last.
    planned: Mutex<Plan>,
}

/// The exit code of a command.
type Code = Result<i32, Stopped>;

impl Driver for Host {
    fn run(&self, world: &World, command: Command<'_>) -> Run {
        let module = Module::in_directory(world.directory());
        let walk = Walk::new(world, &module);
        let code = self.carry_out(&walk, command);
        let code = code.and_then(|code| walk.ended().map(|()| code)).unwrap_or(1);
        let mut text = walk.said.take();
        for diagnostic in walk.diagnostics.take() {
            write!(text, "{diagnostic}").expect("a text");
        }
        Run { code: Some(code), text }
    }

    fn planned(&self, _: &World) -> plan::Plan {
        let planned = self.planned.lock().expect("a plan");
        let change = |(address, change): (&String, &super::plan::Change)| {
            let paths = change.planned.replaced_by.iter().map(|name| json!([name]));
            let paths: Vec<Json> = paths.collect();
            let change =
                json!({ "actions": actions(change.planned.action), "replace_paths": paths });
            json!({ "address": address, "change": change })
        };
        let changes: Vec<Json> = planned.changes.iter().map(change).collect();
        plan::Plan(json!({ "resource_changes": changes }))
    }
}

fn actions(action: Action) -> &'static [&'static str] {
    match action {
        Action::NoOp => &["no-op"],
        Action::Create => &["create"],
        Action::Update => &["update"],
        Action::Replace => &["delete", "create"],
        Action::Delete => &["delete"],
    }
}

impl Host {
    fn carry_out(&self, walk: &Walk<'_>, command: Command<'_>) -> Code {
        let look = Way { refresh: true, ..Way::default() };
        let only_look = Way { only_look: true, ..look };
        match command {
            Command::Validate => walk.validate().map(|()| 0),
            Command::Plan { refresh } => {
                let plan = walk.planned(Way { refresh, ..look })?;
                walk.say(&plan.says());
                let code = if walk.changes_nothing(&plan) { 0 } else { 2 };
                *self.planned.lock().expect("a plan") = plan;
                Ok(code)
            }
            Command::PlanRefreshOnly => {
                let plan = walk.planned(only_look)?;
                let has_changed = walk.has_changed(&plan, &walk.upgraded(stored(walk.world))?);
                Ok(if has_changed { 2 } else { 0 })
            }
            Command::ApplyRefreshOnly => {
                let plan = walk.planned(only_look)?;
                store(walk.world, &plan.objects, &plan.outputs);
                Ok(0)
            }
            Command::Apply { replace } => {
                let plan = walk.planned(Way { replace, ..look })?;
                walk.say(&plan.says());
                walk.applied(plan)
            }
            Command::ApplyPlanned => walk.applied(self.planned.lock().expect("a plan").clone()),
            Command::Destroy { refresh } => {
                walk.validate()?;
                let way = Way { refresh, ..look };
                let plan = walk.plan_destruction(way, stored(walk.world))?;
                walk.say(&plan.says());
                walk.applied(plan)
            }
            Command::Import { address, id } => walk.import(address, id),
            Command::Forget(address) => walk.edit(|objects| drop(objects.remove(address))),
            Command::Untaint(address) => walk.edit(|objects| {
                objects.get_mut(address).expect("an object").is_tainted = false;
            }),
        }
    }
}

impl Walk<'_> {
    fn planned(&self, way: Way<'_>) -> Result<Plan, Stopped> {
        self.validate()?;
        let objects = self.moved(stored(self.world))?;
        self.plan(way, objects)
    }

    /// Stored objects as the provider of today has them: what that makes of them is no drift.
    fn upgraded(&self, mut objects: Objects) -> Result<Objects, Stopped> {
        let about = About { address: None, block: None };
        for object in objects.values_mut().filter(|object| object.mode == "managed") {
            if let Some(kind) = kind_of(object) {
                let upgraded = self.configured()?.ask_for_upgrade(kind, &object.attributes);
                object.attributes = codec::encode(&self.answered(&about, upgraded)?);
            }
        }
        Ok(objects)
    }

    fn changes_nothing(&self, plan: &Plan) -> bool {
        let nothing = plan.changes.values().all(|it| it.planned.action == Action::NoOp);
        let is_same = plan.outputs == stored_outputs(self.world);
        let stays = |address: &String| plan.objects.contains_key(address);
        let nothing_moves = stored(self.world).keys().all(stays);
        nothing && nothing_moves && is_same && plan.reads.is_empty() && plan.imported.is_empty()
    }

    /// Whether objects or outputs are others than are stored. What is read counts with each
    /// reading.
    fn has_changed(&self, plan: &Plan, stored: &Objects) -> bool {
        let managed = |objects: &Objects| {
            let managed = objects.iter().filter(|(_, object)| object.mode == "managed");
            managed.map(|(address, object)| (address.clone(), object.clone())).collect::<Objects>()
        };
        managed(&plan.objects) != managed(stored) || plan.outputs != stored_outputs(self.world)
    }

    /// Does what was planned, with a provider of its own, and keeps what came of it.
    fn applied(&self, mut plan: Plan) -> Code {
        let [added, changed, destroyed] = plan.counts();
        let walk = Walk::new(self.world, self.module);
        let outcome = walk.apply(&mut plan).and(walk.ended());
        self.diagnostics.borrow_mut().extend(walk.diagnostics.take());
        store(self.world, &plan.objects, &plan.outputs);
        let imported = match plan.imported.len() {
            0 => String::new(),
            count => format!("{count} imported, "),
        };
        outcome?;
        let done = format!("{added} added, {changed} changed, {destroyed} destroyed");
        self.say(&format!("Apply complete! Resources: {imported}{done}.\n"));
        Ok(0)
    }

    fn say(&self, text: &str) {
        self.said.borrow_mut().push_str(text);
    }

    fn import(&self, address: &str, id: &str) -> Code {
        let mut nodes = self.nodes.iter();
        let is_it =
            |node: &&Node<'_>| node.address == address.split('[').next().unwrap_or_default();
        let node = nodes.find(is_it).expect("what is imported is declared");
        let Subject::Managed(kind) = node.subject else { panic!("a resource is imported") };
        let about = About { address: None, block: None };
        let core = self.configured()?;
        let found = self.answered(&about, core.imported(kind, id, None))?;
        let Some(held) = found else {
            self.says_itself("Cannot import non-existent remote object");
            return Err(Stopped);
        };
        let object = self.object(node, address).hold(Some(kind), &held);
        self.edit(|objects| drop(objects.insert(address.to_owned(), object)))
    }

    fn edit(&self, edit: impl FnOnce(&mut Objects)) -> Code {
        let mut objects = stored(self.world);
        edit(&mut objects);
        store(self.world, &objects, &stored_outputs(self.world));
        Ok(0)
    }
}

fn stored_outputs(world: &World) -> BTreeMap<String, Value> {
    let file = world.state_file();
    let outputs = file.0["outputs"].as_object().into_iter().flatten();
    outputs
        .map(|(name, it)| (name.clone(), crate::host::language::from_json(&it["value"])))
        .collect()
}

impl Plan {
    /// How many objects come, change and go.
    fn counts(&self) -> [usize; 3] {
        let count = |wanted: &[Action]| {
            self.changes.values().filter(|it| wanted.contains(&it.planned.action)).count()
        };
        [
            count(&[Action::Create, Action::Replace]),
            count(&[Action::Update]),
            count(&[Action::Delete, Action::Replace]),
        ]
    }

    /// The plan as a user reads it.
    fn says(&self) -> String {
        let changes = self.changes.iter().filter(|(_, change)| !change.intent.is_empty());
        let changes = changes.map(|(address, change)| format!("  # {address} {}\n", change.intent));
        let reads = self.reads.iter().map(|it| format!("  # {it} will be read during apply\n"));
        let [add, change, destroy] = self.counts();
        let counts = format!("Plan: {add} to add, {change} to change, {destroy} to destroy.\n");
        changes.chain(reads).chain([counts]).collect()
    }
}
