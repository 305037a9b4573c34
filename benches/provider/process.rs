//! One process of the provider: its start, its schema, its size.

use std::fs;
use std::time::{Duration, Instant};

use codeartifact::protocol::proto::provider_client::ProviderClient;
use codeartifact::protocol::proto::{get_provider_schema, stop_provider};

use crate::PROVIDER;
use crate::channel::{Credential, Identity, Plugin, command};
use crate::table::Table;

/// How often a start is measured; the median counts.
const STARTS: usize = 31;

/// How many MB the static binary may have. Of the 12.2 that it has, AWS's clients take 2.1, texts and
/// constants 2.0, the provider itself 1.9, the tables by which a panic becomes a diagnostic 1.9,
/// cryptography 1.4, the standard library 1.1, the protocols 0.9 and the C library 0.9.
const SIZE: f64 = 12.5;

/// Measures start, schema, memory and size.
pub(crate) async fn measure(table: &mut Table) {
    let (mut handshakes, mut answers, mut schemas) = (Vec::new(), Vec::new(), Vec::new());
    let mut memory = 0.0_f64;
    let identity = Identity::new();
    for _ in 0..STARTS {
        let begin = Instant::now();
        let plugin = Plugin::start(command(PROVIDER, Some(&identity))).await;
        handshakes.push(begin.elapsed());
        let (answer, schema) = schema(&plugin, &identity).await;
        answers.push(answer);
        schemas.push(schema);
        memory = memory.max(plugin.peak_memory());
        let credential = Credential::Certificate(&identity);
        let ended = plugin.shut_down(credential).await;
        ended.expect("it ends when asked");
    }
    let start = "start of the process to the handshake line, median of 31";
    table.bounded(start, median(handshakes), "ms", 5.0);
    let answer = "handshake line to the answer of GetProviderSchema, median of 31";
    table.bounded(answer, median(answers), "ms", 3.0);
    let schema = "of that the rpc itself, once both sides have done the TLS";
    table.plain(schema, median(schemas), "ms");
    table.bounded("peak memory after the schema", memory, "MiB", 15.0);
    let size = fs::metadata(PROVIDER).expect("the binary is there").len();
    table.bounded("size of the stripped binary", size as f64 / 1e6, "MB", SIZE);
}

/// Connects, with mutual TLS, and asks for the schema. Returns how long it all took, and how long
/// the rpc alone.
///
/// What the client prepares before it connects is the host's affair, and before the clock.
async fn schema(plugin: &Plugin, identity: &Identity) -> (Duration, Duration) {
    let channel = plugin.announced.connect(Credential::Certificate(identity));
    let mut client = ProviderClient::new(channel);
    let begin = Instant::now();
    let stop = client.stop_provider(stop_provider::Request::default());
    stop.await.expect("an answer");
    let connected = begin.elapsed();
    let request = get_provider_schema::Request::default();
    let answer = client.get_provider_schema(request).await;
    let answer = answer.expect("a schema").into_inner();
    assert!(!answer.resource_schemas.is_empty());
    (begin.elapsed(), begin.elapsed() - connected)
}

/// The middle one, in milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort();
    times[times.len() / 2].as_secs_f64() * 1e3
}
