//! The objects as they are now.

use std::collections::BTreeMap;

use super::nodes::Subject;
use super::objects::Object;
use super::plan::{Plan, Way};
use super::turn::Turn;
use super::{About, Stopped, Walk};
use crate::host::Kind;
use crate::host::language::{attribute, from_json};
use crate::host::objects::Held;

impl Walk<'_> {
    /// The object as it is now; nothing where there is none.
    pub(super) fn found(
        &self,
        turn: &Turn<'_>,
        way: Way<'_>,
        plan: &mut Plan,
    ) -> Result<Option<Held>, Stopped> {
        let stored = plan.objects.get(&turn.address).cloned();
        let Subject::Managed(kind) = &turn.node.subject else {
            let state = stored.map(|object| from_json(&object.attributes));
            return Ok(state.map(|state| Held { state, private: Vec::new(), identity: None }));
        };
        match stored {
            Some(object) => self.observed(&turn.about, *kind, (&turn.address, object), way, plan),
            None => self.imported(turn, *kind, plan),
        }
    }

    /// The object that a block imports, if there is one.
    fn imported(
        &self,
        turn: &Turn<'_>,
        kind: Kind,
        plan: &mut Plan,
    ) -> Result<Option<Held>, Stopped> {
        let core = self.configured()?;
        let Some(id) = self.import_block(&turn.address) else { return Ok(None) };
        let imported = self.answered(&turn.about, core.imported(kind, &id, None))?;
        plan.imported.insert(turn.address.clone());
        if let Some(held) = &imported {
            let object = self.object(turn.node, &turn.address).hold(Some(kind), held);
            plan.objects.insert(turn.address.clone(), object);
        }
        Ok(imported)
    }

    /// The object that is stored, as it is now.
    pub(super) fn observed(
        &self,
        about: &About<'_>,
        kind: Kind,
        (address, object): (&str, Object),
        way: Way<'_>,
        plan: &mut Plan,
    ) -> Result<Option<Held>, Stopped> {
        let core = self.configured()?;
        let state = self.answered(about, core.ask_for_upgrade(kind, &object.attributes))?;
        let identity = Some(object.identity.clone()).filter(|it| !it.is_null());
        let identity = identity.map(|identity| kind.identity(identity));
        let held = Held { state, private: object.private.clone(), identity };
        if !way.refresh {
            return Ok(Some(held));
        }
        let found = self.answered(about, core.ask_for_object(kind, &held))?;
        match &found {
            Some(found) => plan.objects.insert(address.to_owned(), object.hold(Some(kind), found)),
            None => plan.objects.remove(address),
        };
        Ok(found)
    }

    /// The ID in the block that imports an object.
    fn import_block(&self, address: &str) -> Option<String> {
        let to = |block: &&hcl::Block| {
            let to = attribute(block, "to").and_then(|it| hcl::format::to_string(it).ok());
            to.is_some_and(|to| to == address)
        };
        let block = self.module.blocks("import").find(to)?;
        let id = self.scope(BTreeMap::new()).evaluate(attribute(block, "id")?).ok()?;
        id.as_str().map(str::to_owned)
    }
}
