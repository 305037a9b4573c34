//! An apply and a destroy of a real Terraform with a state file, which it writes anew after each
//! object: so what they take grows with the calls and with the bytes of an object.

use std::fs;
use std::time::{Duration, Instant};

use codeartifact_emulator::{Emulator, Options};
use tokio::runtime::Runtime;

use crate::table::Table;
use crate::terraform::{LATENCY, Root, floor, ours};

/// How many repositories are made far away.
const FAR: usize = 250;

/// What the life of an estate takes.
struct Life {
    apply: f64,
    destroy: f64,
    bytes: f64,
    calls: f64,
}

/// Measures the lives of `count` repositories beside those of as many `terraform_data`.
pub(crate) fn measure(runtime: &Runtime, count: usize, table: &mut Table) {
    let life = |configuration: &str| life(runtime, configuration, count, Duration::ZERO);
    let light = life(&floor(count, 0));
    let ours_ = life(&ours(count));
    let padding = (ours_.bytes - light.bytes).max(0.0) as usize / 2;
    let heavy = life(&floor(count, padding));
    table.bounded("bytes of the state for each repository", ours_.bytes, "B", 1_000.0);
    table.bounded("calls for each repository that is created", ours_.calls, "", 1.01);
    table.plain(&format!("terraform apply of {count} repositories"), ours_.apply, "s");
    table.bounded("as a multiple of terraform_data", ours_.apply / light.apply, "x", 2.7);
    table.plain("as a multiple of as many bytes", ours_.apply / heavy.apply, "x");
    table.plain(&format!("terraform destroy of {count} repositories"), ours_.destroy, "s");
    table.bounded("as a multiple of terraform_data", ours_.destroy / light.destroy, "x", 2.2);
    table.plain("as a multiple of as many bytes", ours_.destroy / heavy.destroy, "x");
    far(runtime, padding, table);
}

/// Measures an apply far away beside one of objects with as many bytes that nothing is asked for.
/// Terraform waits for one answer per object, ten at a time.
fn far(runtime: &Runtime, padding: usize, table: &mut Table) {
    let far = life(runtime, &ours(FAR), FAR, LATENCY).apply;
    let heavy = life(runtime, &floor(FAR, padding), FAR, LATENCY).apply;
    let waiting = FAR as f64 / 10.0 * LATENCY.as_secs_f64();
    table.bounded(&format!("terraform apply of {FAR}, 30 ms of latency"), far, "s", 2.0);
    table.plain(&format!("terraform apply of {FAR} terraform_data of as many bytes"), heavy, "s");
    // What depends less on the machine.
    table.plain("the one as a multiple of the other and waiting", far / (heavy + waiting), "x");
}

/// Applies and destroys a configuration of `count` objects.
fn life(runtime: &Runtime, configuration: &str, count: usize, latency: Duration) -> Life {
    let emulator = runtime.block_on(Emulator::start(Options::default()));
    let emulator = emulator.expect("the emulator starts");
    runtime.block_on(emulator.control().set_latency(latency)).expect("a latency");
    let root = Root::written(configuration, &emulator);
    let apply = seconds(|| root.apply());
    let state = fs::metadata(root.path().join("terraform.tfstate")).expect("a state").len();
    let calls = runtime.block_on(emulator.control().requests()).expect("the requests").len();
    let destroy = seconds(|| root.destroy());
    Life { apply, destroy, bytes: state as f64 / count as f64, calls: calls as f64 / count as f64 }
}

fn seconds(what: impl FnOnce()) -> f64 {
    let begin = Instant::now();
    what();
    begin.elapsed().as_secs_f64()
}
