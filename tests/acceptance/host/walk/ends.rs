//! The ends of objects, as they are planned.

use codeartifact::framework::value::Value;

use super::objects::{Object, Objects, instance};
use super::plan::{Change, Plan, Way, kind_of};
use super::{About, Stopped, Walk, builtin};
use crate::host::Action;
use crate::host::changes::Planned;
use crate::host::language::from_json;
use crate::host::objects::Held;

/// What is said about an object that is destroyed.
const DESTROYED: &str = "will be destroyed";

impl Walk<'_> {
    /// Objects that were in the configuration, and no longer are.
    pub(super) fn plan_end(
        &self,
        object: &Object,
        way: Way<'_>,
        plan: &mut Plan,
    ) -> Result<(), Stopped> {
        let address = instance(&object.resource(), &object.key);
        if object.mode == "data" {
            plan.objects.remove(&address);
            return Ok(());
        }
        let about = About { address: Some(address.clone()), block: None };
        let Some(kind) = kind_of(object) else {
            let held =
                Held { state: from_json(&object.attributes), private: vec![], identity: None };
            let planned =
                Planned { action: Action::Delete, ..builtin::planned(None, &Value::Null) };
            plan.changes.insert(address, Change { prior: Some(held), planned, intent: DESTROYED });
            return Ok(());
        };
        let found = self.observed(&about, kind, (&address, object.clone()), way, plan)?;
        let Some(prior) = found.filter(|_| !way.only_look) else { return Ok(()) };
        let core = self.configured()?;
        let planned = self.answered(&about, core.ask_for_end(kind, &prior))?;
        plan.changes.insert(address, Change { prior: Some(prior), planned, intent: DESTROYED });
        Ok(())
    }

    /// Plans the end of everything.
    pub(super) fn plan_destruction(&self, way: Way<'_>, objects: Objects) -> Result<Plan, Stopped> {
        let looked = match way.refresh {
            true => self.plan(Way { only_look: true, ends: true, ..way }, objects)?.objects,
            false => objects,
        };
        let mut plan = Plan { objects: looked.clone(), is_the_end: true, ..Plan::default() };
        let way = Way { refresh: false, ..way };
        let ends = looked.values().map(|object| self.plan_end(object, way, &mut plan));
        ends.fold(Ok(()), Result::and).map(|()| plan)
    }
}
