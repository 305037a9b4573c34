//! The Terraform and OpenTofu provider for AWS CodeArtifact.

pub mod framework;
pub mod plugin;
pub mod protocol;
