//! The Terraform and OpenTofu provider for AWS CodeArtifact.

pub mod aws;
