//! The Terraform and OpenTofu provider for AWS CodeArtifact.
//!
//! The layers, from the process down; imports go downwards only, and `tests/layers.rs`
//! holds that. `ARCHITECTURE.md` has the reasons.
//!
//! - `plugin`: the process. Handshake, mutual TLS, listener, logs. Knows no message of Terraform.
//! - `protocol`: the gRPC service. The only module that names generated types.
//! - `provider`: the provider's own configuration, and what it offers.
//! - `lists`: what exists of the resources. One file for each way to look for things.
//! - `resources`, `data_sources`, `ephemerals`, `functions`, `actions`: one file for each
//!   thing that a user can write.
//! - `service`: what those have in common: names, keys, tags, policies.
//! - `framework`: what Terraform expects of every resource. Knows neither gRPC nor AWS.
//! - `aws`: the client. The only module that names the SDK.

pub mod actions;
pub mod aws;
pub mod data_sources;
pub mod ephemerals;
pub mod framework;
pub mod functions;
pub mod lists;
pub mod plugin;
pub mod protocol;
pub mod provider;
pub mod resources;
mod service;
