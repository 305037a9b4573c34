//! The process that Terraform starts.

use std::process::ExitCode;

use codeartifact::framework::provider::Provider;
use codeartifact::plugin;
use codeartifact::protocol::Service;
use codeartifact::provider::{CodeArtifact, SOURCE};

#[cfg(target_env = "musl")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    plugin::run(CodeArtifact::NAME, SOURCE, Service::<CodeArtifact>::server)
}
