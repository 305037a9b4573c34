//! The process that Terraform starts.

use std::process::ExitCode;

use codeartifact::{
    framework::provider::Provider,
    plugin,
    protocol::Service,
    provider::{ADDRESS, CodeArtifact},
};

fn main() -> ExitCode {
    plugin::run(CodeArtifact::NAME, ADDRESS, Service::<CodeArtifact>::server)
}
