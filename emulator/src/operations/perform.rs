//! What a call goes through before it works on what exists.

use super::demands::demands;
use super::{Call, Operation, Reply};
use crate::authorization::{Demand, authorize};
use crate::model::failure::Failure;
use crate::names::resource::Resource;
use crate::state::World;

/// What a caller is about to do.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Action<'a> {
    /// An operation of the service.
    Operation(&'a Operation),
    /// What a package manager does to a repository, or to what is in it: the action's name, and the
    /// resource. Whether the key is there has been looked at before.
    Visit(&'a str, &'a Resource),
}

impl Action<'_> {
    fn demands(self, call: &Call<'_>) -> Vec<Demand> {
        match self {
            Action::Operation(operation) => demands(operation, call),
            Action::Visit(name, resource) => vec![Demand::on(name, resource.clone())],
        }
    }

    fn needs_key(self) -> bool {
        matches!(self, Action::Operation(operation) if operation.terms.needs_key())
    }
}

impl Call<'_> {
    /// Acts, unless the policies (if they are enforced) do not allow it, or the required key is
    /// lost.
    pub(crate) fn perform<T>(
        &self,
        action: Action<'_>,
        world: &mut World,
        act: impl FnOnce(&mut World) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let settings = self.settings;
        if let Some(identities) = &settings.identities {
            authorize(identities, &self.asked(), &action.demands(self), world)?;
        }
        if action.needs_key() {
            world.check_key(&self.domain(), &settings.unknown_keys)?;
        }
        act(world)
    }
}

impl Operation {
    /// Performs it.
    pub(crate) fn perform(&self, call: &Call<'_>, world: &mut World) -> Result<Reply, Failure> {
        call.perform(Action::Operation(self), world, |world| self.handler.run(call, world))
    }
}
