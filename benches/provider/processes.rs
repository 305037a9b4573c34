//! What processes take, as Linux shows it below `/proc`; elsewhere every figure is 0.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{fs, thread};

use crate::PROVIDER;
use crate::channel::peak_memory_of;

/// How often the processes are looked at; the system itself keeps the peak and the sum of each.
const LOOK: Duration = Duration::from_millis(20);

/// The unit in which Linux counts the time of processes.
const TICKS_PER_SECOND: f64 = 100.0;

/// The fields of `/proc/…/stat` after the name: the time of the process, in user and system mode.
const OWN: Range<usize> = 11..13;

/// The same of its children that have ended.
const CHILDREN: Range<usize> = 13..15;

/// What a process took.
#[derive(Clone, Copy, Default)]
pub(crate) struct Usage {
    /// Its largest memory, in MiB.
    pub(crate) peak_memory: f64,
    /// How long it computed, in seconds.
    pub(crate) cpu: f64,
}

/// What each process of the provider took while `work` was done.
pub(crate) fn of_providers(work: impl FnOnce()) -> Vec<Usage> {
    let done = AtomicBool::new(false);
    thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let mut usages = BTreeMap::new();
            while !done.load(Ordering::Relaxed) {
                providers().for_each(|id| look(id, usages.entry(id).or_default()));
                thread::sleep(LOOK);
            }
            usages.into_values().collect()
        });
        work();
        done.store(true, Ordering::Relaxed);
        watch.join().expect("the watch ends")
    })
}

/// How long the processes computed that this one started and that have ended, and theirs, in
/// seconds.
pub(crate) fn cpu_of_children() -> f64 {
    cpu("self", CHILDREN)
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

/// A process that ends meanwhile has no figures any more.
fn look(id: u32, usage: &mut Usage) {
    usage.peak_memory = usage.peak_memory.max(peak_memory_of(id));
    usage.cpu = usage.cpu.max(cpu(&id.to_string(), OWN));
}

fn cpu(process: &str, fields: Range<usize>) -> f64 {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks = after_name.skip(fields.start).take(fields.len());
    ticks.filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() / TICKS_PER_SECOND
}
