//! What a user can ask for in a world, and what is there afterwards.

use serde_json::Value as Json;

use crate::support::agreement::{Record, Step};
use crate::support::driver::Command;
use crate::support::plan::Plan;
use crate::support::run::Run;
use crate::support::state_file::StateFile;
use crate::support::world::World;

impl World {
    /// Carries out a command, and records what it came to.
    pub(crate) fn run(&self, command: Command<'_>) -> Run {
        let before = self.requests().len();
        let run = self.driver.run(self, command);
        let step = Step::new(self, command, &run, &self.requests()[before..]);
        self.record.lock().expect("a record").push(step);
        run
    }

    /// What was planned last.
    pub(crate) fn last_plan(&self) -> Plan {
        self.driver.planned(self)
    }

    /// What every command came to.
    pub(crate) fn record(&self) -> Record {
        self.record.clone()
    }

    /// Looks at the configuration alone.
    pub(crate) fn validate(&self) -> Run {
        self.run(Command::Validate)
    }

    /// Applies the configuration.
    pub(crate) fn apply(&self) -> Run {
        self.run(Command::Apply { replace: None })
    }

    /// Applies what was planned last.
    pub(crate) fn apply_planned(&self) -> Run {
        self.run(Command::ApplyPlanned)
    }

    /// Takes note of what has changed outside.
    pub(crate) fn apply_refresh_only(&self) -> Run {
        self.run(Command::ApplyRefreshOnly)
    }

    /// Applies the configuration, and replaces one resource.
    pub(crate) fn apply_replacing(&self, address: &str) -> Run {
        self.run(Command::Apply { replace: Some(address) })
    }

    /// Applies the configuration, which must succeed.
    pub(crate) fn must_apply(&self, configuration: &str) -> Run {
        self.write(configuration);
        self.apply().succeeded()
    }

    /// The state as it is kept.
    pub(crate) fn state_file(&self) -> StateFile {
        StateFile::read(&self.path("terraform.tfstate"))
    }

    /// The attributes of a resource or data source in the state; null where it is not there.
    pub(crate) fn state(&self, address: &str) -> Json {
        self.state_file().attributes(address)
    }

    /// The value of an output in the state.
    pub(crate) fn output(&self, name: &str) -> Json {
        self.state_file().output(name)
    }

    /// Forgets a resource, which goes on existing.
    pub(crate) fn forget(&self, address: &str) {
        self.run(Command::Forget(address)).succeeded();
    }

    /// Trusts in a resource that was not finished.
    pub(crate) fn untaint(&self, address: &str) {
        self.run(Command::Untaint(address)).succeeded();
    }

    /// Imports a resource.
    pub(crate) fn import(&self, address: &str, id: &str) -> Run {
        self.run(Command::Import { address, id })
    }

    /// Destroys everything, which must succeed.
    pub(crate) fn must_destroy(&self) {
        self.destroy().succeeded();
    }

    /// Destroys everything.
    pub(crate) fn destroy(&self) -> Run {
        self.run(Command::Destroy { refresh: true })
    }

    /// Destroys everything without a look at what has changed since.
    pub(crate) fn destroy_unrefreshed(&self) -> Run {
        self.run(Command::Destroy { refresh: false })
    }
}
