//! Configurations of other providers, rewritten by `codeartifact-migrate`, over the states that
//! those providers have recorded: nothing changes.
//!
//! Led by the CLI alone: this is about a program beside it.

mod pairs;

use std::fs;

use codeartifact_migrate::{Input, migrate, write};
use serde_json::Value as Json;

use crate::support::estate::only_looks;
use crate::support::program::CLI;
use crate::support::world::World;

/// A configuration of another provider, and the state that this one has recorded of it.
struct Estate {
    provider: &'static str,
    state: &'static str,
    configuration: String,
}

impl Estate {
    /// What the configuration becomes, as one text.
    fn migrated(&self) -> String {
        let outcome = migrate(&Input::Text(self.configuration.clone()), true);
        let mut changes = outcome.expect("a text that can be read").changes;
        changes.pop().expect("a change").after
    }

    /// The same without the blocks that are only for the way.
    fn settled(&self) -> String {
        let ways = ["moved {", "import {", "terraform {"];
        let migrated = self.migrated();
        let blocks = migrated.split("\n\n");
        let blocks = blocks.filter(|block| !ways.iter().any(|way| block.starts_with(way)));
        blocks.collect::<Vec<_>>().join("\n\n")
    }

    /// The addresses in the state, by their types here.
    fn addresses(&self) -> Vec<String> {
        let state: Json = serde_json::from_str(self.state).expect("JSON");
        let address = |resource: &Json| {
            let (_, kind) = resource["type"].as_str()?.split_once('_')?;
            Some(format!("{kind}.{}", resource["name"].as_str()?))
        };
        state["resources"].as_array().expect("resources").iter().filter_map(address).collect()
    }

    /// Builds it, puts the recorded state beside the old configuration, migrates, and plans.
    fn moves(&self) {
        let world = World::new();
        world.stand_in_for(&format!("{}/{}", CLI.registry(), self.provider));
        world.must_apply(&self.settled());
        let state = self.state.replace("registry.terraform.io", CLI.registry());
        fs::write(world.path("terraform.tfstate"), state).expect("a state");
        fs::write(world.path("main.tf"), &self.configuration).expect("a configuration");
        let outcome = migrate(&Input::Paths(vec![world.directory().to_owned()]), true);
        write(&outcome.expect("files to read").changes).expect("files to write");
        let calls = world.requests().len();
        let plan = world.planned();
        for address in self.addresses() {
            assert_eq!(plan.actions(&address), ["no-op"], "{address}");
        }
        world.apply_planned().succeeded().says(&["0 added, 0 changed, 0 destroyed"]);
        world.must_be_settled();
        assert!(world.requests()[calls..].iter().all(only_looks), "the move changes something");
    }
}

#[test]
fn a_configuration_of_hashicorp_aws_moves() {
    Estate {
        provider: "hashicorp/aws",
        state: include_str!("../moves/aws_6.json"),
        configuration: [include_str!("aws.tf"), include_str!("package_origin.tf")].join("\n"),
    }
    .moves();
}

#[test]
fn a_configuration_of_an_old_hashicorp_aws_moves() {
    Estate {
        provider: "hashicorp/aws",
        state: include_str!("../moves/aws_3.json"),
        configuration: include_str!("aws.tf").to_owned(),
    }
    .moves();
}

/// Its policy is a resource here, which an `import` block brings in.
#[test]
fn a_configuration_of_hashicorp_awscc_moves() {
    Estate {
        provider: "hashicorp/awscc",
        state: include_str!("../moves/awscc.json"),
        configuration: include_str!("awscc.tf").to_owned(),
    }
    .moves();
}
