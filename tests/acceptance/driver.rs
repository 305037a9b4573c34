//! Who leads an object through its life: the CLI on the machine, or a host of a later version.

use serde_json::Value as Json;

use crate::{
    lifecycle::{Argument, block},
    world::World,
};

/// What a plan would do to the one object.
#[derive(Debug, PartialEq)]
pub(crate) struct Intent {
    /// `create`, `update`, `delete`, `no-op`, or two of them.
    pub(crate) actions: Vec<String>,
    /// The attributes that force a replacement.
    pub(crate) replaced_by: Vec<String>,
}

/// Leads one object through its life.
pub(crate) trait Driver {
    /// Where it lives.
    fn world(&self) -> &World;
    /// Sets the configuration of the object.
    fn configure(&mut self, arguments: &[&Argument]);
    /// Asks what would be done, after a look at what is there.
    fn plan(&mut self) -> Intent;
    /// Plans and does it.
    fn apply(&mut self);
    /// Whether a look at the object shows another one than the state has.
    fn has_drifted(&mut self) -> bool;
    /// Forgets the object, which goes on existing, and imports it.
    fn reimport(&mut self, id: &str);
    /// Destroys the object.
    fn destroy(&mut self);
    /// The attributes in the state.
    fn state(&self) -> Json;

    /// Demands that neither a plan nor a refresh finds a change.
    fn must_be_settled(&mut self) {
        assert_eq!(self.plan().actions, ["no-op"]);
        assert!(!self.has_drifted(), "a refresh finds a change");
    }
}

/// The CLI on the machine.
pub(crate) struct Cli<'world> {
    world: &'world World,
    address: String,
}

impl<'world> Cli<'world> {
    /// The CLI with an object of this type, without the provider's prefix.
    pub(crate) fn new(world: &'world World, resource: &str) -> Self {
        Self { world, address: format!("codeartifact_{resource}.it") }
    }
}

impl Driver for Cli<'_> {
    fn world(&self) -> &World {
        self.world
    }

    fn configure(&mut self, arguments: &[&Argument]) {
        self.world.write(&block(&self.address, arguments.iter().copied()));
    }

    fn plan(&mut self) -> Intent {
        let plan = self.world.planned();
        let owned = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        Intent {
            actions: owned(plan.actions(&self.address)),
            replaced_by: owned(plan.replaced_by(&self.address)),
        }
    }

    fn apply(&mut self) {
        self.world.apply().succeeded();
    }

    fn has_drifted(&mut self) -> bool {
        let refresh = self.world.plan_refresh_only();
        match refresh.code {
            Some(0) => false,
            Some(2) => true,
            _ => panic!("{}", refresh.text),
        }
    }

    fn reimport(&mut self, id: &str) {
        self.world.forget(&self.address);
        self.world.import(&self.address, id).succeeded();
    }

    fn destroy(&mut self) {
        self.world.must_destroy();
    }

    fn state(&self) -> Json {
        self.world.state(&self.address)
    }

    fn must_be_settled(&mut self) {
        self.world.must_be_settled();
    }
}
