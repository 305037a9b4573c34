//! The process that Terraform starts.

use std::process::ExitCode;

use codeartifact::plugin;
use codeartifact::protocol::proto::provider_server::{Provider, ProviderServer};

/// Answers every call with Unimplemented.
struct Empty;

impl Provider for Empty {}

fn main() -> ExitCode {
    plugin::run(
        "codeartifact",
        "registry.terraform.io/seed-codeartifact/codeartifact",
        || ProviderServer::new(Empty),
    )
}
