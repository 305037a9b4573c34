//! What is read and kept by nobody: data sources, and ephemeral resources.

use codeartifact::framework::json;
use codeartifact::framework::schema::{Mode, Type};
use codeartifact::framework::value::Value;

use super::nodes::Node;
use super::objects::Object;
use super::plan::Plan;
use super::turn::Turn;
use super::{Stopped, Walk};
use crate::host::Action;
use crate::host::language::from_json;
use crate::host::reads::{data_type, ephemeral_type};

impl Walk<'_> {
    /// Reads a data source, or plans to read it.
    pub(super) fn plan_data(
        &self,
        turn: &Turn<'_>,
        name: &str,
        plan: &mut Plan,
    ) -> Result<Value, Stopped> {
        let config = self.data_config(turn, name)?;
        if !config.is_known() || self.waits(turn.node, plan) {
            plan.reads.insert(turn.address.clone());
            return Ok(not_read_yet(name, config));
        }
        self.read_data(turn, (name, &config), plan)
    }

    /// Reads a data source that could not be read before.
    pub(super) fn apply_data(
        &self,
        turn: &Turn<'_>,
        name: &str,
        plan: &mut Plan,
    ) -> Result<Value, Stopped> {
        if !plan.reads.contains(&turn.address) {
            return Ok(from_json(&plan.objects[&turn.address].attributes));
        }
        let config = self.data_config(turn, name)?;
        self.read_data(turn, (name, &config), plan)
    }

    fn data_config(&self, turn: &Turn<'_>, name: &str) -> Result<Value, Stopped> {
        let config = self.conformed(turn, &data_type(name), self.given(turn)?)?;
        let valid = self.configured()?.ask_for_validation_of_data(name, &config);
        self.answered(&turn.about, valid).map(|()| config)
    }

    fn read_data(
        &self,
        turn: &Turn<'_>,
        (name, config): (&str, &Value),
        plan: &mut Plan,
    ) -> Result<Value, Stopped> {
        let found = self.answered(&turn.about, self.configured()?.ask_for_data(name, config))?;
        let attributes = json::encode(&found);
        let object = Object { attributes, ..self.object(turn.node, &turn.address) };
        plan.objects.insert(turn.address.clone(), object);
        Ok(found)
    }

    /// What an ephemeral resource gives; unknown where its configuration is.
    pub(super) fn opened(&self, turn: &Turn<'_>, name: &str) -> Result<Value, Stopped> {
        let core = self.configured()?;
        let config = self.conformed(turn, &ephemeral_type(name), self.given(turn)?)?;
        self.answered(&turn.about, core.ask_for_validation_of_ephemeral(name, &config))?;
        match config.is_known() {
            true => self.answered(&turn.about, core.ask_for_opening(name, &config)),
            false => Ok(Value::Unknown),
        }
    }

    /// Whether a data source itself names what will be changed: then it is read afterwards.
    fn waits(&self, node: &Node<'_>, plan: &Plan) -> bool {
        self.sees_through_locals.set(false);
        let named = self.references(node.block, Self::any_instance(node));
        self.sees_through_locals.set(true);
        let changes = plan.changes.iter().filter(|(_, it)| it.planned.action != Action::NoOp);
        let mut changed = changes.map(|(address, _)| address.split('[').next().unwrap_or_default());
        changed.any(|resource| named.contains(resource))
    }
}

/// What is known of a data source before it is read.
fn not_read_yet(name: &str, config: Value) -> Value {
    let Type::Object(attributes) = data_type(name) else { return config };
    let mut value = config;
    for attribute in attributes {
        let open = matches!(attribute.mode, Mode::Computed | Mode::OptionalComputed);
        if open && value.get(attribute.name).is_null() {
            value.set(attribute.name, Value::Unknown);
        }
    }
    value
}
