//! The provider in the hands of a real Terraform or OpenTofu, against the emulator.
//!
//! Each test has a world of its own: an emulator in the test's process, a directory, and a CLI that
//! sees nothing of the machine's configuration. The CLI is the one that `TF_ACC_TERRAFORM_PATH`
//! names, or else `terraform` or `tofu` on the path; without one every test fails. In what CLIs differ,
//! [`program`] knows; what works with which, [`versions`] tries.
//!
//! What needs no later CLI plays twice, see [`agreement`]: once led by the CLI, and once by the host in
//! [`core`], which holds every answer against the rules of the protocol. The two must agree. Led by the
//! CLI alone are the tests of the CLI's own doing: signals, files, formatting, what it hides; of
//! programs beside it; and those of the provider block, which differ in their environment alone.

mod accounts;
mod actions;
mod agreement;
mod audit;
mod clients;
mod commands;
mod core;
mod data_lists;
mod data_sources;
mod deferral;
mod domain;
mod domain_permissions_policy;
mod drift_detection;
mod driver;
mod encryption_key;
mod estate;
mod example_imports;
mod examples;
mod faults;
mod functions;
mod groups;
mod half_done;
mod halted_actions;
#[path = "../host/mod.rs"]
#[expect(dead_code, reason = "a part of the host is for the tests of the process")]
mod host;
mod identity;
mod importing;
mod later_examples;
mod lifecycle;
mod lists;
mod long_lists;
mod moves;
mod operations;
mod package_group;
mod package_group_sources;
mod package_origin_configuration;
mod package_reads;
mod package_version;
mod package_version_copy;
mod package_version_status;
mod packages;
mod pages;
mod permissions_policies;
mod plan;
mod program;
mod provider_block;
mod provider_roles;
mod provider_table;
mod refusals;
mod regions;
mod repository;
mod repository_external_connection;
mod repository_permissions_policy;
mod repository_sources;
mod repository_upstreams;
mod run;
mod schemas;
mod secrecy;
mod state_file;
mod tags;
mod told;
mod unknowns;
mod versions;
mod world;
