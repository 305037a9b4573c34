//! The host as a driver of an object's life.

use codeartifact::framework::{json, value::Value};
use serde_json::{Map, Value as Json};

use super::{Action, Core, Kind, changes::Planned, objects::Held};
use crate::{
    driver::{Driver, Intent},
    lifecycle::Argument,
    world::World,
};

/// A host with one object.
pub(crate) struct Life<'world> {
    core: Core<'world>,
    kind: Kind,
    config: Value,
    held: Option<Held>,
}

impl<'world> Life<'world> {
    /// A host with an object of this type, without the provider's prefix.
    pub(crate) fn new(world: &'world World, resource: &str) -> Self {
        let (core, kind) = (Core::new(world), Kind::named(resource));
        Self { core, kind, config: Value::Null, held: None }
    }

    /// The object as it is now, and what would be done to it.
    fn look(&self) -> (Option<Held>, Planned) {
        let found = self.held.as_ref().and_then(|held| self.core.read(self.kind, held));
        let planned = self.core.plan(self.kind, found.as_ref(), &self.config);
        (found, planned)
    }

    fn carry_out(&mut self, found: Option<&Held>, planned: &Planned) {
        let (held, errors) = self.core.apply(self.kind, found, planned);
        assert_eq!(errors, [""; 0]);
        self.held = held;
    }
}

impl Driver for Life<'_> {
    fn world(&self) -> &World {
        self.core.world
    }

    fn configure(&mut self, arguments: &[&Argument]) {
        let arguments = arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
        self.config = self.kind.value(Json::Object(arguments.collect::<Map<_, _>>()));
    }

    fn plan(&mut self) -> Intent {
        let (_, planned) = self.look();
        let actions: &[&str] = match planned.action {
            Action::NoOp => &["no-op"],
            Action::Create => &["create"],
            Action::Update => &["update"],
            Action::Replace => &["delete", "create"],
            Action::Delete => &["delete"],
        };
        let actions = actions.iter().map(|action| (*action).to_owned()).collect();
        Intent { actions, replaced_by: planned.replaced_by }
    }

    fn apply(&mut self) {
        let (found, planned) = self.look();
        self.carry_out(found.as_ref(), &planned);
    }

    fn has_drifted(&mut self) -> bool {
        let held = self.held.as_ref().expect("an object");
        self.core.read(self.kind, held).as_ref() != Some(held)
    }

    fn reimport(&mut self, id: &str) {
        self.held = Some(self.core.import(self.kind, id));
    }

    fn destroy(&mut self) {
        let held = self.held.take().expect("an object");
        if let Some(found) = self.core.read(self.kind, &held) {
            let planned = self.core.plan_destroy(self.kind, &found);
            self.carry_out(Some(&found), &planned);
        }
        assert_eq!(self.held, None, "a destroyed object leaves nothing");
    }

    fn state(&self) -> Json {
        self.held.as_ref().map_or(Json::Null, |held| json::encode(&held.state))
    }
}
