//! Where a package comes from, and a picture of it all, in a large domain: calls, round trips and
//! time.

use std::time::{Duration, Instant};

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::types::{
    AllowPublish, AllowUpstream, PackageFormat, PackageOriginRestrictions, UpstreamRepository,
};
use codeartifact::data_sources;
use codeartifact::protocol::proto::provider_client::ProviderClient;
use codeartifact::protocol::proto::read_data_source;
use codeartifact_emulator::{Emulator, Options};
use tonic::transport::Channel;

use crate::estate::{client, encode, name, object, provider};
use crate::table::Table;
use crate::terraform::LATENCY;

/// The repositories of the domain.
const REPOSITORIES: usize = 500;

/// The latency at which round trips are counted: long beside everything else that a read costs.
const FAR: Duration = Duration::from_millis(100);

/// What a read took.
struct Read {
    calls: f64,
    seconds: f64,
}

/// Measures one resolution that comes to as many repositories as a search can, and one picture.
pub(crate) async fn measure(table: &mut Table) {
    let emulator = Emulator::start(Options::default()).await.expect("the emulator starts");
    fill(&client(&emulator)).await;
    let (_plugin, provider) = provider(&emulator).await;
    let first = name(0);
    let package =
        [("domain", "main"), ("repository", first.as_str()), ("format", "npm"), ("package", "pad")];
    let resolution = async || read(&emulator, &provider, "package_resolution", &package).await;
    let near = resolution().await;
    // Repositories and packages, the versions in one of them, and the group.
    table.bounded("calls of a resolution, 25 of 500 repositories", near.calls, "", 52.0);
    table.plain("time of a resolution, 25 of 500 repositories", near.seconds, "s");
    set_latency(&emulator, LATENCY).await;
    let far = resolution().await.seconds;
    table.bounded("the same, 30 ms of latency", far, "s", 0.3);
    set_latency(&emulator, FAR).await;
    let far = resolution().await.seconds;
    set_latency(&emulator, 2 * FAR).await;
    let farther = resolution().await.seconds;
    let trips = ((farther - far) / FAR.as_secs_f64()).round();
    table.bounded("its serial round trips", trips, "", 4.0);
    set_latency(&emulator, Duration::ZERO).await;
    let graph = read(&emulator, &provider, "domain_graph", &package[..1]).await;
    // Each repository, the pages of their list, and the domain.
    table.bounded("calls of a graph of 500 repositories", graph.calls, "", 511.0);
    table.plain("time of a graph of 500 repositories", graph.seconds, "s");
}

/// The first repository searches ten; the first of these ten more, and the second four. All others
/// search the first of the ten too.
async fn fill(aws: &Client) {
    aws.create_domain().domain("main").send().await.expect("a domain");
    let upstreams = |number: usize| match number {
        0 => 1..11,
        1 => 11..21,
        2 => 21..25,
        3..25 => 0..0,
        _ => 1..2,
    };
    for number in 0..REPOSITORIES {
        let create = aws.create_repository().domain("main").repository(name(number));
        create.send().await.expect("a repository");
    }
    for number in 0..REPOSITORIES {
        let upstream = |number| UpstreamRepository::builder().repository_name(name(number)).build();
        let list = upstreams(number).map(|number| upstream(number).expect("a name")).collect();
        let update = aws.update_repository().domain("main").repository(name(number));
        update.set_upstreams(Some(list)).send().await.expect("the repository");
    }
    let restrictions = PackageOriginRestrictions::builder()
        .publish(AllowPublish::Allow)
        .upstream(AllowUpstream::Allow)
        .build()
        .expect("both restrictions");
    let put = aws.put_package_origin_configuration().domain("main").repository(name(24));
    let put = put.format(PackageFormat::Npm).package("pad").restrictions(restrictions);
    put.send().await.expect("a package");
}

async fn set_latency(emulator: &Emulator, latency: Duration) {
    emulator.control().set_latency(latency).await.expect("a latency");
}

/// Reads a data source.
async fn read(
    emulator: &Emulator,
    provider: &ProviderClient<Channel>,
    name: &str,
    known: &[(&str, &str)],
) -> Read {
    emulator.control().clear_requests().await.expect("no requests");
    let source = data_sources::ALL.iter().find(|source| source.name() == name);
    let attributes = source.expect("a data source").attributes();
    let request = read_data_source::Request {
        type_name: format!("codeartifact_{name}"),
        config: Some(encode(attributes, &object(attributes, known))),
        ..Default::default()
    };
    let begin = Instant::now();
    let answer = provider.clone().read_data_source(request).await.expect("an answer").into_inner();
    let seconds = begin.elapsed().as_secs_f64();
    assert!(answer.diagnostics.is_empty(), "{:?}", answer.diagnostics);
    let calls = emulator.control().requests().await.expect("the requests").len() as f64;
    Read { calls, seconds }
}
