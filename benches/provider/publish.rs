//! A big asset: published by a real Terraform from a file that is never in memory as a whole.

use std::{
    fs::{self, File},
    path::Path,
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use codeartifact::provider::ADDRESS;
use codeartifact_emulator::{Emulator, Options};
use tokio::runtime::Runtime;

use crate::{PROVIDER, host::peak_memory_of, table::Table, terraform::Root};

/// The size of the asset, in bytes.
const SIZE: u64 = 2 * 1024 * 1024 * 1024;

/// How often the processes are looked at; the system itself keeps the peak of each.
const LOOK: Duration = Duration::from_millis(20);

/// Measures the memory of the provider while it publishes.
pub(crate) fn measure(runtime: &Runtime, table: &mut Table) {
    let emulator = runtime.block_on(Emulator::start(Options::default()));
    let emulator = emulator.expect("the emulator starts");
    let root = Root::written(&configuration(), &emulator);
    // A hole takes no room on the disk, and is read as zeros.
    let file = File::create(root.path().join("big.bin")).expect("a file");
    file.set_len(SIZE).expect("a hole");
    let peak = while_watched(|| root.apply());
    table.bounded("peak memory while a 2 GiB asset is published", peak, "MiB", 60.0);
}

fn configuration() -> String {
    format!(
        r#"
        terraform {{
          required_providers {{
            codeartifact = {{ source = {ADDRESS:?} }}
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

/// The largest memory, in MiB, that a process of the provider had while `work` was done.
fn while_watched(work: impl FnOnce()) -> f64 {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut peak = 0.0_f64;
            while !done.load(Ordering::Relaxed) {
                peak = providers().fold(peak, |peak, process| peak.max(peak_memory_of(process)));
                thread::sleep(LOOK);
            }
            peak
        });
        work();
        done.store(true, Ordering::Relaxed);
        watch.join().expect("the watch ends")
    })
}

/// The processes that run the provider.
fn providers() -> impl Iterator<Item = u32> {
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id| {
        let program = fs::read_link(format!("/proc/{id}/exe"));
        program.is_ok_and(|program| program == Path::new(PROVIDER))
    })
}
