//! What each step in the life of a resource costs in calls, held against the table in
//! `ARCHITECTURE.md`.

use codeartifact_emulator::Request;

use crate::support::world::World;

/// The page that has the table.
const PAGE: &str = include_str!("../../../ARCHITECTURE.md");

/// Demands that the table has this row: a creation, a refresh, the dearest update and a
/// destruction, each without the refresh that goes before it.
pub(crate) fn must_be_written(
    resource: &str,
    create: usize,
    refresh: usize,
    update: Option<usize>,
    destroy: usize,
) {
    let update = update.map_or("-".to_owned(), |calls| calls.to_string());
    let row = format!("| `{resource}` | {create} | {refresh} | {update} | {destroy} |");
    assert!(PAGE.contains(&row), "ARCHITECTURE.md lacks the row\n{row}");
}

/// How many calls the provider makes on the way.
pub(crate) fn calls(world: &World, step: impl FnOnce(&World)) -> usize {
    world.clear_requests();
    step(world);
    world.requests().iter().filter(|call| counts(call)).count()
}

/// The tests' own calls do not count, and at AWS no address of a repository is asked for.
fn counts(call: &Request) -> bool {
    call.user_agent.contains("terraform-provider-") && call.operation != "GetRepositoryEndpoint"
}
