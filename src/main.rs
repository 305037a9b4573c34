//! The process that Terraform starts.

use std::process::ExitCode;

use codeartifact::framework::provider::Provider;
use codeartifact::plugin;
use codeartifact::protocol::Service;
use codeartifact::provider::{ADDRESS, CodeArtifact};

fn main() -> ExitCode {
    plugin::run(CodeArtifact::NAME, ADDRESS, Service::<CodeArtifact>::server)
}
