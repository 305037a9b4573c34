//! Plans: what would change, and that to ask changes nothing.

use serde_json::{Value as Json, json};

use crate::support::driver::Command;
use crate::support::estate::only_looks;
use crate::support::run::Run;
use crate::support::world::World;

/// A plan as JSON.
#[derive(Debug)]
pub(crate) struct Plan(pub(crate) Json);

impl Plan {
    /// The actions for a resource: `["create"]`, `["update"]`, `["delete", "create"]`, `["no-op"]`.
    pub(crate) fn actions(&self, address: &str) -> Vec<&str> {
        let actions = self.change(address)["actions"].as_array();
        actions.expect("actions").iter().filter_map(Json::as_str).collect()
    }

    /// The attributes that force a replacement.
    pub(crate) fn replaced_by(&self, address: &str) -> Vec<&str> {
        let paths = self.change(address)["replace_paths"].as_array();
        paths.into_iter().flatten().filter_map(|path| path[0].as_str()).collect()
    }

    /// Whether an object or an output is another one than in the state.
    pub(crate) fn has_drift(&self) -> bool {
        let drift = self.0["resource_drift"].as_array().is_some_and(|drift| !drift.is_empty());
        let mut outputs = self.0["output_changes"].as_object().into_iter().flatten();
        drift || outputs.any(|(_, change)| change["actions"] != json!(["no-op"]))
    }

    fn change(&self, address: &str) -> &Json {
        let changes = self.0["resource_changes"].as_array();
        let mut of_resource =
            changes.into_iter().flatten().filter(|change| change["address"] == address);
        let found = of_resource.next().unwrap_or_else(|| panic!("no change of {address}"));
        &found["change"]
    }
}

impl World {
    /// Plans: exit code 0 for no change, 2 for some, 1 for an error.
    pub(crate) fn plan(&self) -> Run {
        self.look(Command::Plan { refresh: true })
    }

    /// Asks what has changed outside of Terraform, with the exit codes of [`World::plan`].
    pub(crate) fn plan_refresh_only(&self) -> Run {
        self.look(Command::PlanRefreshOnly)
    }

    /// Demands that neither a plan nor a refresh finds a change.
    pub(crate) fn must_be_settled(&self) {
        self.must_plan_nothing();
        let refresh = self.plan_refresh_only();
        assert_eq!(refresh.code, Some(0), "something has changed:\n{}", refresh.text);
    }

    /// Demands that a plan finds no change. After an import this is all that can be demanded: the
    /// next refresh enters into the state what the object depends on, and counts that as a change.
    pub(crate) fn must_plan_nothing(&self) {
        let plan = self.plan();
        assert_eq!(plan.code, Some(0), "something would change:\n{}", plan.text);
    }

    /// Plans, and returns the plan.
    pub(crate) fn planned(&self) -> Plan {
        self.kept(&self.plan())
    }

    /// Plans from the state alone, and returns the plan.
    pub(crate) fn planned_unrefreshed(&self) -> Plan {
        self.kept(&self.look(Command::Plan { refresh: false }))
    }

    fn kept(&self, run: &Run) -> Plan {
        assert_ne!(run.code, Some(1), "{}", run.text);
        self.last_plan()
    }

    /// Runs a command that only looks at the service: no call of it may change anything there.
    fn look(&self, command: Command<'_>) -> Run {
        let before = self.requests().len();
        let run = self.run(command);
        for request in &self.requests()[before..] {
            assert!(only_looks(request), "a plan calls {}", request.operation);
        }
        run
    }
}
