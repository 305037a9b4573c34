//! The refresh of many repositories, over the protocol itself: memory, requests and round trips.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use codeartifact::framework::msgpack;
use codeartifact::framework::schema::{Attribute, Object, Type};
use codeartifact::framework::value::Value;
use codeartifact::protocol::proto::provider_client::ProviderClient;
use codeartifact::protocol::proto::{
    DynamicValue, configure_provider, list_resource, read_resource,
};
use codeartifact::provider::CodeArtifact;
use codeartifact::{lists, resources};
use codeartifact_emulator::{Emulator, Options};
use futures::{StreamExt, stream};
use tonic::transport::Channel;

use crate::PROVIDER;
use crate::channel::{Credential, Identity, Plugin, command};
use crate::table::Table;

/// How many reads are under way at once, as Terraform has it.
const PARALLELISM: usize = 10;

/// The latency at which round trips are counted: long beside everything else that a read costs.
const LATENCY: Duration = Duration::from_millis(100);

/// Measures a refresh of `count` repositories.
pub(crate) async fn measure(count: usize, table: &mut Table) {
    let emulator = Emulator::start(Options::default()).await.expect("the emulator starts");
    let aws = client(&emulator);
    aws.create_domain().domain("main").send().await.expect("a domain");
    for number in 0..count {
        let create = aws.create_repository().domain("main").repository(name(number));
        create.send().await.expect("a repository");
    }
    emulator.control().clear_requests().await.expect("no requests");
    let (plugin, provider) = provider(&emulator).await;
    let begin = Instant::now();
    let reads = (0..count).map(|number| read(provider.clone(), number));
    stream::iter(reads).buffer_unordered(PARALLELISM).collect::<Vec<()>>().await;
    let seconds = begin.elapsed().as_secs_f64();
    let requests =
        emulator.control().requests().await.expect("the requests").len() as f64 / count as f64;
    table.plain(&format!("refresh of {count} repositories over the protocol"), seconds, "s");
    table.bounded(
        &format!("peak memory during the refresh of {count} repositories"),
        plugin.peak_memory(),
        "MiB",
        40.0,
    );
    table.bounded("requests per repository in a refresh", requests, "", 2.0);
    table.bounded(
        "serial round trips per repository in a refresh",
        round_trips(&emulator, &provider).await,
        "",
        1.0,
    );
    list(count, &emulator, table).await;
}

/// Measures a list of the repositories, with their objects.
async fn list(count: usize, emulator: &Emulator, table: &mut Table) {
    emulator.control().set_latency(Duration::ZERO).await.expect("no latency");
    let (plugin, mut provider) = provider(emulator).await;
    let lists = lists::ALL.iter().find(|list| list.name() == "repository").expect("a list");
    let config = object(lists.attributes(), &[("domain", "main")]);
    let request = list_resource::Request {
        type_name: "codeartifact_repository".to_owned(),
        config: Some(encode(lists.attributes(), &config)),
        include_resource_object: true,
        limit: 0,
    };
    let begin = Instant::now();
    let mut events = provider.list_resource(request).await.expect("a stream").into_inner();
    let mut found = 0;
    while let Some(event) = events.message().await.expect("an event") {
        assert!(event.resource_object.is_some(), "{:?}", event.diagnostic);
        found += 1;
    }
    assert_eq!(found, count);
    let seconds = begin.elapsed().as_secs_f64();
    table.plain(&format!("list of {count} repositories with their objects"), seconds, "s");
    let memory = format!("peak memory during the list of {count} repositories");
    table.bounded(&memory, plugin.peak_memory(), "MiB", 40.0);
}

/// How many times a read waits for the service, one after the other: by so many latencies it takes
/// longer when the latency grows by one.
async fn round_trips(emulator: &Emulator, provider: &ProviderClient<Channel>) -> f64 {
    let near = read_at(emulator, provider, LATENCY).await;
    let far = read_at(emulator, provider, 2 * LATENCY).await;
    ((far - near) / LATENCY.as_secs_f64()).round()
}

/// Seconds that one read takes at a latency.
async fn read_at(
    emulator: &Emulator,
    provider: &ProviderClient<Channel>,
    latency: Duration,
) -> f64 {
    emulator.control().set_latency(latency).await.expect("a latency");
    let begin = Instant::now();
    read(provider.clone(), 0).await;
    begin.elapsed().as_secs_f64()
}

/// A provider that is configured for the emulator.
pub(crate) async fn provider(emulator: &Emulator) -> (Plugin, ProviderClient<Channel>) {
    let identity = Identity::new();
    let mut start = command(PROVIDER, Some(&identity));
    start.env("AWS_ACCESS_KEY_ID", "test").env("AWS_SECRET_ACCESS_KEY", "test");
    start.env("AWS_REGION", "eu-west-1").env("AWS_ENDPOINT_URL", emulator.url());
    let plugin = Plugin::start(start).await;
    let channel = plugin.announced.connect(Credential::Certificate(&identity));
    let mut provider = ProviderClient::new(channel);
    let config = object(CodeArtifact::ATTRIBUTES, &[]);
    let config = Some(encode(CodeArtifact::ATTRIBUTES, &config));
    let request = configure_provider::Request { config, ..Default::default() };
    let answer = provider.configure_provider(request).await.expect("an answer").into_inner();
    assert!(answer.diagnostics.is_empty(), "{:?}", answer.diagnostics);
    (plugin, provider)
}

/// Refreshes one repository.
async fn read(mut provider: ProviderClient<Channel>, number: usize) {
    let known = [
        ("domain", "main"),
        ("domain_owner", "000000000000"),
        ("repository", &name(number)),
        ("region", "eu-west-1"),
        ("arn", "arn"),
    ];
    let mut resources = resources::ALL.iter();
    let repository = resources.find(|it| it.name() == "repository").expect("a resource");
    let mut state = object(repository.attributes(), &known);
    state.set("endpoint", "http://localhost/{format}/".into());
    let request = read_resource::Request {
        type_name: "codeartifact_repository".to_owned(),
        current_state: Some(encode(repository.attributes(), &state)),
        ..Default::default()
    };
    let answer = provider.read_resource(request).await.expect("an answer").into_inner();
    assert!(answer.diagnostics.is_empty(), "{:?}", answer.diagnostics);
}

/// An object of a schema of which these texts are known.
pub(crate) fn object(attributes: &[Attribute], known: &[(&str, &str)]) -> Value {
    let known: BTreeMap<_, _> = known.iter().copied().collect();
    let value = |name| known.get(name).map_or(Value::Null, |text| (*text).into());
    let names = attributes.iter().map(|attribute| attribute.name);
    Value::Map(names.map(|name| (name.to_owned(), value(name))).collect())
}

/// A value as it travels.
pub(crate) fn encode(attributes: &'static [Attribute], value: &Value) -> DynamicValue {
    DynamicValue { msgpack: msgpack::encode(&Type::Object(attributes), value), json: Vec::new() }
}

/// The name of a repository.
pub(crate) fn name(number: usize) -> String {
    format!("repository-{number:04}")
}

/// The service's own client.
pub(crate) fn client(emulator: &Emulator) -> aws_sdk_codeartifact::Client {
    use aws_sdk_codeartifact::config::{BehaviorVersion, Builder, Credentials, Region};
    let configuration = Builder::new()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::new("eu-west-1"))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(emulator.url())
        .credentials_provider(Credentials::new("test", "test", None, None, "bench"))
        .build();
    aws_sdk_codeartifact::Client::from_conf(configuration)
}
