//! What the provider costs: time, memory, round trips and size, each beside its bound.
//!
//! `cargo bench` prints one table. A figure outside its bound is marked and ends the run with an
//! error, after everything was measured. The estate of the Terraform figures has 1,000 repositories
//! unless `BENCH_REPOSITORIES` says otherwise.

#[path = "../../tests/channel/mod.rs"]
#[expect(dead_code, reason = "the benchmark needs a part of the host's side")]
mod channel;
mod estate;
mod life;
mod process;
mod processes;
mod publish;
mod resolution;
mod table;
mod terraform;

use std::process::ExitCode;

use table::Table;
use tokio::runtime::Runtime;

/// The provider, built as it is released.
const PROVIDER: &str = env!("CARGO_BIN_EXE_terraform-provider-codeartifact");

fn main() -> ExitCode {
    let runtime = Runtime::new().expect("a runtime");
    let count = std::env::var("BENCH_REPOSITORIES").ok().and_then(|count| count.parse().ok());
    let count = count.unwrap_or(1_000);
    let mut table = Table::default();
    runtime.block_on(process::measure(&mut table));
    runtime.block_on(estate::measure(count, &mut table));
    runtime.block_on(resolution::measure(&mut table));
    terraform::measure(&runtime, count, &mut table);
    life::measure(&runtime, count, &mut table);
    publish::measure(&runtime, &mut table);
    table.print()
}
