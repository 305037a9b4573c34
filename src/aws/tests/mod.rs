//! The client against a real server: what it sends, what it tries again, and what it says when nothing helps.

mod unreachable;

use tokio_util::sync::CancellationToken;

use super::environment::Environment;
use super::{Aws, DomainId, Endpoints, Settings};

/// Settings for a server at this address, with the keys that it knows.
fn settings(endpoint: &str) -> Settings {
    Settings {
        region: Some("eu-west-1".to_owned()),
        access_key: Some("test".into()),
        secret_key: Some("test".into()),
        endpoints: Endpoints {
            codeartifact: Some(endpoint.to_owned()),
            sts: None,
        },
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
    DomainId {
        region: None,
        owner: None,
        domain: name.to_owned(),
    }
}
