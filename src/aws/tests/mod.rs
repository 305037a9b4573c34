//! The client against a real server: what it sends, what it tries again, and what it says when
//! nothing helps.

mod addresses;
mod configuration;
mod everyday;
mod hostile;
mod logs;
mod lost_answers;
mod new_objects;
mod refusals;
mod retries;
mod stop;
mod unreachable;

use codeartifact_emulator::{Armed, Emulator, Fault, Options, Request};
use tokio_util::sync::CancellationToken;

use crate::aws::configuration::environment::Environment;
use crate::aws::{Aws, DomainId, Endpoints, RepositoryId, Settings, Tags};

/// Settings for a server at this address, with the keys that it knows.
fn settings(endpoint: &str) -> Settings {
    Settings {
        region: Some("eu-west-1".to_owned()),
        access_key: Some("test".into()),
        secret_key: Some("test".into()),
        endpoints: Endpoints { codeartifact: Some(endpoint.to_owned()), sts: None },
        ..Settings::default()
    }
}

async fn aws(settings: Settings) -> Aws {
    aws_with_stop(settings, CancellationToken::new()).await
}

async fn aws_with_stop(settings: Settings, stop: CancellationToken) -> Aws {
    let environment = Environment::new();
    let aws = Aws::with_environment(settings, &environment, stop).await;
    aws.expect("settings that are complete")
}

fn domain(name: &str) -> DomainId {
    DomainId { region: None, owner: None, domain: name.to_owned() }
}

fn repository(domain_name: &str, name: &str) -> RepositoryId {
    RepositoryId { domain: domain(domain_name), repository: name.to_owned() }
}

fn tags(pairs: &[(&str, &str)]) -> Tags {
    let owned = |(key, value): &(&str, &str)| ((*key).to_owned(), (*value).to_owned());
    pairs.iter().map(owned).collect()
}

/// A service of one's own and a client of it, which can be stopped.
struct World {
    emulator: Emulator,
    aws: Aws,
    stop: CancellationToken,
}

impl World {
    async fn new() -> Self {
        Self::with(Options::default(), |_| {}).await
    }

    async fn with(options: Options, change: impl FnOnce(&mut Settings)) -> Self {
        let emulator = Emulator::start(options).await.expect("a free port");
        let stop = CancellationToken::new();
        let mut settings = settings(emulator.url());
        change(&mut settings);
        let aws = aws_with_stop(settings, stop.clone()).await;
        Self { emulator, aws, stop }
    }

    /// The same with a domain `main`, and no request on record.
    async fn with_domain() -> Self {
        let world = Self::new().await;
        let id = domain("main");
        let made = world.aws.create_domain(&id, None, &Tags::new()).await;
        made.expect("a new domain");
        world.clear_requests().await;
        world
    }

    /// Orders a fault of the service.
    async fn fault(&self, fault: Fault) -> Armed {
        self.emulator.control().fault(fault).await.expect("a fault")
    }

    /// The requests that the service has seen.
    async fn requests(&self) -> Vec<Request> {
        self.emulator.control().requests().await.expect("the requests")
    }

    /// Forgets the requests so far.
    async fn clear_requests(&self) {
        self.emulator.control().clear_requests().await.expect("no requests");
    }

    /// The operations that the service was asked for, in order.
    async fn operations(&self) -> Vec<String> {
        let requests = self.requests().await.into_iter();
        requests.map(|request| request.operation).collect()
    }
}
