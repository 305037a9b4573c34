//! A big asset: published by a real Terraform from a file that is never in memory as a whole.

use std::fs::File;

use codeartifact::provider::SOURCE;
use codeartifact_emulator::{Emulator, Options};
use tokio::runtime::Runtime;

use crate::processes;
use crate::table::Table;
use crate::terraform::Root;

/// The size of the asset, in bytes.
const SIZE: u64 = 2 * 1024 * 1024 * 1024;

/// Measures the memory of the provider while it publishes.
pub(crate) fn measure(runtime: &Runtime, table: &mut Table) {
    let emulator = runtime.block_on(Emulator::start(Options::default()));
    let emulator = emulator.expect("the emulator starts");
    let root = Root::written(&configuration(), &emulator);
    // A hole takes no room on the disk, and is read as zeros.
    let file = File::create(root.path().join("big.bin")).expect("a file");
    file.set_len(SIZE).expect("a hole");
    let usages = processes::of_providers(|| root.apply());
    let peak = usages.iter().fold(0.0_f64, |peak, usage| peak.max(usage.peak_memory));
    table.bounded("peak memory while a 2 GiB asset is published", peak, "MiB", 60.0);
}

fn configuration() -> String {
    format!(
        r#"
        terraform {{
          required_providers {{
            codeartifact = {{ source = {SOURCE:?} }}
          }}
        }}
        resource "codeartifact_domain" "main" {{
          domain = "main"
        }}
        resource "codeartifact_repository" "files" {{
          domain     = codeartifact_domain.main.domain
          repository = "files"
        }}
        resource "codeartifact_package_version" "big" {{
          domain     = codeartifact_domain.main.domain
          repository = codeartifact_repository.files.repository
          namespace  = "space"
          package    = "big"
          version    = "1.0.0"
          assets     = {{ "big.bin" = {{ source = "big.bin" }} }}
        }}
        "#
    )
}
