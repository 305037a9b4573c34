//! The Terraform and OpenTofu provider for AWS CodeArtifact.
#![recursion_limit = "256"]

pub mod framework;
