//! Nobody is there, or nobody who may ask.

use tokio::net::TcpListener;

use super::{Aws, DomainId, aws, domain, settings};
use crate::aws::{Error, Kind, Settings};

/// An address where nothing listens.
async fn nobody() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let address = listener.local_addr().expect("an address");
    format!("http://{address}")
}

async fn failure(aws: &Aws, id: &DomainId) -> Error {
    aws.describe_domain(id).await.expect_err("no answer")
}

#[tokio::test(start_paused = true)]
async fn a_refused_connection_is_tried_nine_times_and_the_address_is_shown() {
    let endpoint = nobody().await;
    let aws = aws(settings(&endpoint)).await;
    let error = failure(&aws, &domain("main")).await;
    assert_eq!(error.kind(), Kind::Network, "{error}");
    assert!(!error.in_doubt(), "{error}");
    for part in ["DescribeDomain, 9 attempts", &endpoint, "AWS_ENDPOINT_URL_CODEARTIFACT"] {
        assert!(error.to_string().contains(part), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn fewer_attempts_are_as_many_as_asked_for() {
    let settings = Settings { max_retries: Some(2), ..settings(&nobody().await) };
    let error = failure(&aws(settings).await, &domain("main")).await;
    assert!(error.to_string().contains("2 attempts"), "{error}");
}

#[tokio::test]
async fn an_empty_name_is_refused_before_anything_is_sent() {
    let aws = aws(settings(&nobody().await)).await;
    let error = failure(&aws, &domain("")).await;
    assert_eq!(error.kind(), Kind::Validation, "{error}");
}
