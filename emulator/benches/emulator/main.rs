//! What the emulator costs: its start, its memory, and the calls that it answers, each beside its
//! bound.
//!
//! Every call is signed, and its signature is verified. The load comes from this process, on the
//! same cores.

mod large;
mod load;
#[path = "../../tests/emulator/raw.rs"]
#[expect(dead_code, reason = "the benchmark only writes requests down")]
mod raw;
#[path = "../../../benches/provider/table.rs"]
mod table;

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use tokio::runtime::Runtime;

use crate::load::{CONNECTIONS, send_all};
use crate::raw::Raw;
use crate::table::Table;

/// How often a start is measured; the median counts.
const STARTS: usize = 21;

/// Repositories of the estate.
const REPOSITORIES: usize = 1_000;

/// What the system calls the memory that a process has, and what it had at most.
const NOW: &str = "VmRSS:";
const AT_MOST: &str = "VmHWM:";

/// Calls that measure the rate.
const CALLS: usize = 40_000;

fn main() -> ExitCode {
    let mut table = Table::default();
    starts(&mut table);
    let (mut emulator, host, _) = start(&[]);
    let runtime = Runtime::new().expect("a runtime");
    runtime.block_on(estate(&mut table, &host));
    runtime.block_on(rate(&mut table, &host));
    table.plain("memory with that estate", memory(&emulator, NOW), "MiB");
    stop(&mut emulator);
    runtime.block_on(carried(&mut table));
    runtime.block_on(kept(&mut table));
    seeded(&mut table);
    table.print()
}

/// A running emulator, its address, and how long it took to be ready.
fn start(arguments: &[&str]) -> (Child, String, Duration) {
    let begin = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_codeartifact-emulator"));
    let child = command.args(["--port", "0"]).args(arguments).stdout(Stdio::piped()).spawn();
    let mut child = child.expect("the emulator runs");
    let mut line = String::new();
    let output = child.stdout.take().expect("a pipe");
    BufReader::new(output).read_line(&mut line).expect("a line");
    let ready = begin.elapsed();
    let host = line.trim().rsplit_once("http://").expect("an address").1.to_owned();
    (child, host, ready)
}

fn stop(emulator: &mut Child) {
    emulator.kill().expect("it runs");
    emulator.wait().expect("it ends");
}

fn starts(table: &mut Table) {
    let (mut times, mut most) = (Vec::new(), 0.0_f64);
    for _ in 0..STARTS {
        let (mut emulator, _, ready) = start(&[]);
        times.push(ready);
        most = most.max(memory(&emulator, NOW));
        stop(&mut emulator);
    }
    times.sort();
    let median = times[STARTS / 2].as_secs_f64() * 1e3;
    table.bounded("start of the process to ready, median of 21", median, "ms", 20.0);
    table.bounded("idle memory", most, "MiB", 15.0);
}

/// Resident memory in MiB, of now or at most; 0 where the system does not say.
fn memory(emulator: &Child, when: &str) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", emulator.id())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(when));
    let kibibytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
    kibibytes.unwrap_or_default() / 1024.0
}

const POLICY: &str = r#"{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"codeartifact:ReadFromRepository\",\"Resource\":\"*\"}]}"#;

/// A domain and its repositories, each with a description, tags and a policy.
async fn estate(table: &mut Table, host: &str) {
    let seconds = make(host).await;
    table.bounded("1,000 repositories made, with tags and policies", seconds, "s", 2.0);
}

/// A body of a gibibyte, which never sits in memory.
async fn carried(table: &mut Table) {
    let (mut emulator, host, _) = start(&[]);
    large::carry(&host).await;
    let most = memory(&emulator, AT_MOST);
    table.bounded("memory at most, with a body of 1 GiB in and out", most, "MiB", 32.0);
    stop(&mut emulator);
}

/// The same under `--state`, where each of the 2,001 calls is on the disk before its answer.
async fn kept(table: &mut Table) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("state");
    let (mut emulator, host, _) = start(&["--state", file.to_str().expect("a path in UTF-8")]);
    let seconds = make(&host).await;
    stop(&mut emulator);
    table.bounded("the same, kept by --state", seconds, "s", 5.0);
}

/// The same described in a file.
fn seeded(table: &mut Table) {
    let directory = tempfile::tempdir().expect("a directory");
    let file = directory.path().join("seed.yaml");
    let mut seed = "domains:\n- name: main\n  repositories:\n".to_owned();
    for number in 0..REPOSITORIES {
        let policy = POLICY.replace("\\\"", "\"");
        let tags = "{team: platform}";
        seed.push_str(&format!(
            "  - {{name: store-{number}, description: one of many, tags: {tags}, policy: {policy}}}\n"
        ));
    }
    fs::write(&file, seed).expect("a file");
    let (mut emulator, _, ready) = start(&["--seed", file.to_str().expect("a path in UTF-8")]);
    stop(&mut emulator);
    let what = "the same described by --seed, start to ready";
    table.bounded(what, ready.as_secs_f64(), "s", 2.0);
}

/// Makes the domain and its repositories, and says how many seconds that took.
async fn make(host: &str) -> f64 {
    let begin = Instant::now();
    send_all(host, vec![signed(host, Raw::new("POST", "/v1/domain?domain=main", "{}"))]).await;
    let body = r#"{"description":"one of many","tags":[{"key":"team","value":"platform"}]}"#;
    send_all(host, for_each_repository(host, "POST", "/v1/repository", body)).await;
    let body = format!(r#"{{"policyDocument":"{POLICY}"}}"#);
    let path = "/v1/repository/permissions/policy";
    send_all(host, for_each_repository(host, "PUT", path, &body)).await;
    begin.elapsed().as_secs_f64()
}

fn for_each_repository(host: &str, method: &'static str, path: &str, body: &str) -> Vec<Vec<u8>> {
    let uri = |number| format!("{path}?domain=main&repository=store-{number}");
    (0..REPOSITORIES).map(|number| signed(host, Raw::new(method, uri(number), body))).collect()
}

fn signed(host: &str, mut request: Raw) -> Vec<u8> {
    request.sign(&format!("http://{host}"));
    request.bytes(host)
}

async fn rate(table: &mut Table, host: &str) {
    let some = for_each_repository(host, "GET", "/v1/repository", "");
    let calls = some.into_iter().cycle().take(CALLS).collect();
    let begin = Instant::now();
    send_all(host, calls).await;
    let seconds = begin.elapsed().as_secs_f64();
    let each = seconds * 1e6 / CALLS as f64;
    let what = format!("a DescribeRepository, over {CONNECTIONS} connections");
    table.bounded(&what, each, "µs", 200.0);
    table.plain("that is, calls a second", CALLS as f64 / seconds, "");
}
