//! The provider in the hands of a real Terraform or OpenTofu, against the emulator.
//!
//! Each test has a world of its own: an emulator in the test's process, a directory, and a CLI that
//! sees nothing of the machine's configuration. The CLI is the one that `TF_ACC_TERRAFORM_PATH`
//! names, or else `terraform` or `tofu` on the path; without one every test fails. In what CLIs
//! differ, [`support::program`] knows; what works with which, [`versions`] tries.
//!
//! What needs no later CLI plays twice, see [`support::agreement`]: once led by the CLI, and once
//! by the host in [`host`], which holds every answer against the rules of the protocol. The two
//! must agree. Led by the CLI alone are the tests of the CLI's own doing: signals, files,
//! formatting, what it hides; of programs beside it; and those of the provider block, which differ
//! in their environment alone.

mod actions;
#[path = "../channel/mod.rs"]
#[expect(dead_code, reason = "a part of the channel is for the tests of the process")]
mod channel;
mod data_sources;
mod examples;
mod framework;
mod functions;
mod host;
mod lists;
mod migrate;
mod moves;
mod permissions;
mod protocol;
mod provider;
mod registry;
mod resources;
mod support;
mod versions;
