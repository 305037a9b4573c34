//! Operations: each one of the service is called by something, and everything calls those alone
//! that it says.

use std::collections::BTreeSet;

use codeartifact::{actions, data_sources, ephemerals, lists, resources};
use codeartifact_emulator::operation_names;

use crate::support::world::World;

/// What a user can write, as it begins its block, and the operations that it says it calls.
fn everything() -> impl Iterator<Item = (String, &'static [&'static str])> {
    let resources = resources::ALL.iter().map(|it| ("resource", it.name(), it.operations()));
    let sources = data_sources::ALL.iter().map(|it| ("data", it.name(), it.operations()));
    let ephemerals = ephemerals::ALL.iter().map(|it| ("ephemeral", it.name(), it.operations()));
    let lists = lists::ALL.iter().map(|it| ("list", it.name(), it.operations()));
    let actions = actions::ALL.iter().map(|it| ("action", it.name(), it.operations()));
    let all = resources.chain(sources).chain(ephemerals).chain(lists).chain(actions);
    all.map(|(kind, name, operations)| (format!("{kind} \"codeartifact_{name}\""), operations))
}

/// What is in a configuration.
fn blocks(configuration: &str) -> impl Iterator<Item = (String, &'static [&'static str])> {
    everything().filter(|(block, _)| configuration.contains(block))
}

#[test]
fn every_operation_of_the_service_is_called_by_something() {
    let called: BTreeSet<&str> =
        everything().flat_map(|(_, operations)| operations).copied().collect();
    let all: BTreeSet<&str> = operation_names().collect();
    assert_eq!(called, all);
    assert_eq!(all.len(), 48);
}

impl World {
    /// Demands that the provider has called nothing but what the blocks of a configuration say.
    pub(crate) fn calls_nothing_unsaid(&self, configuration: &str) {
        let said = blocks(configuration).flat_map(|(_, operations)| operations).copied().collect();
        let called = self.called_by_the_provider();
        let unsaid: Vec<_> = called.difference(&said).collect();
        assert!(unsaid.is_empty(), "calls, and does not say so: {unsaid:?}");
    }

    /// Demands that, and that it has called all that the data sources and ephemeral resources of
    /// the configuration say.
    pub(crate) fn calls_what_it_says(&self, configuration: &str) {
        self.calls_nothing_unsaid(configuration);
        let called = self.called_by_the_provider();
        for (block, operations) in
            blocks(configuration).filter(|(block, _)| !block.starts_with("resource"))
        {
            let all = operations.iter().all(|operation| called.contains(operation));
            assert!(all, "{block} says {operations:?}, and calls {called:?}");
        }
    }

    /// The operations of the service that the provider called: not those behind its back.
    pub(crate) fn called_by_the_provider(&self) -> BTreeSet<&'static str> {
        let requests = self.requests();
        let called = |name: &&str| {
            let of_provider =
                |user_agent: &str| user_agent.contains("terraform-provider-codeartifact/");
            requests.iter().any(|it| it.operation == *name && of_provider(&it.user_agent))
        };
        operation_names().filter(called).collect()
    }
}
