//! What needs the KMS key of a domain.

use super::Call;
use crate::model::failure::Failure;
use crate::model::unverified;
use crate::operations::Operation;
use crate::state::World;

/// What the user guide says is not possible without the key.
const CLOSED: &[&str] =
    &["DeletePackage", "DeletePackageVersions", "DeleteRepository", "ListRepositoriesInDomain"];

/// Refuses an operation on what is in a domain whose key is lost.
pub(crate) fn check_key(
    operation: &Operation,
    call: &Call<'_>,
    world: &World,
) -> Result<(), Failure> {
    let is_within = operation.works_in_a_repository() && unverified::LOST_KEY_CLOSES_REPOSITORIES;
    if is_within || CLOSED.contains(&operation.name) {
        world.check_key(&call.domain(), &call.settings.unknown_keys)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operations;

    #[test]
    fn each_is_an_operation() {
        for name in CLOSED {
            assert!(operations::named(name).is_some(), "{name}");
        }
    }
}
