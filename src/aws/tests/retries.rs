//! What is tried again, and what is not.

use std::time::Duration;

use codeartifact_emulator::{Fault, Options};
use futures::future::join_all;

use super::{World, domain};
use crate::aws::calls::Look;
use crate::aws::{Error, Kind, Tags};

/// The fault at DescribeDomain is overcome with this many requests.
async fn overcome(fault: Fault, requests: usize) {
    let world = World::with_domain().await;
    world.fault(fault).await;
    let found = world.aws.describe_domain(&domain("main")).await;
    assert!(found.expect("an answer at last").is_some());
    assert_eq!(world.operations().await.len(), requests);
}

#[tokio::test]
async fn what_may_pass_is_tried_again() {
    let twice = || Fault::on("DescribeDomain").times(2);
    overcome(twice().throttle(0), 3).await;
    overcome(twice().error(500, "InternalServerException", "broken"), 3).await;
    overcome(twice().error(503, "ServiceUnavailable", "busy"), 3).await;
    overcome(twice().drop_connection(), 3).await;
}

#[tokio::test]
async fn a_crowd_has_no_common_budget_of_retries() {
    let world = World::with_domain().await;
    // The SDK's own budget is used up after a hundred retries.
    world.fault(Fault::on("*").times(200).throttle(0)).await;
    let id = domain("main");
    let crowd = join_all((0..50).map(|_| world.aws.describe_domain(&id))).await;
    for found in crowd {
        found.expect("an answer at last");
    }
    assert_eq!(world.operations().await.len(), 250);
}

/// The error that DescribeDomain fails with, and the number of requests.
async fn fails(fault: Fault) -> (crate::aws::Error, usize) {
    let world = World::with(Options::default(), |settings| settings.max_retries = Some(2)).await;
    world.fault(fault).await;
    let found = world.aws.describe_domain(&domain("main")).await;
    (found.expect_err("a failure"), world.operations().await.len())
}

#[tokio::test]
async fn what_cannot_pass_is_not_tried_again() {
    for (status, code, kind) in [
        (400, "ValidationException", Kind::Validation),
        (402, "ServiceQuotaExceededException", Kind::Quota),
        (403, "AccessDeniedException", Kind::AccessDenied),
        (403, "ExpiredTokenException", Kind::Credentials),
        (404, "UnknownOperationException", Kind::Configuration),
        (409, "ConflictException", Kind::Conflict),
        (418, "TeapotException", Kind::Unexpected),
    ] {
        let (error, requests) = fails(Fault::on("*").error(status, code, "no")).await;
        assert_eq!((error.kind(), requests), (kind, 1), "{error}");
        assert!(!error.in_doubt(), "{error}");
    }
}

#[tokio::test]
async fn what_never_passes_fails_with_the_number_of_attempts() {
    let (error, requests) = fails(Fault::on("*").throttle(0)).await;
    assert_eq!((error.kind(), requests), (Kind::Throttled, 2), "{error}");
    assert!(error.to_string().contains("each of 2 attempts"), "{error}");
    assert!(!error.in_doubt(), "a throttled call was not carried out");
    let (error, requests) = fails(Fault::on("*").drop_connection()).await;
    assert_eq!((error.kind(), requests), (Kind::Network, 2), "{error}");
    assert!(error.in_doubt(), "{error}");
    let (error, requests) = fails(Fault::on("*").error(500, "InternalServerException", "no")).await;
    assert_eq!((error.kind(), requests), (Kind::Server, 2), "{error}");
    assert!(error.in_doubt(), "{error}");
}

#[tokio::test]
async fn a_key_that_is_not_yet_known_is_waited_for() {
    let world = World::new().await;
    let unknown = "KMS key not found: alias/new";
    let fault = Fault::on("CreateDomain").times(2).error(400, "ValidationException", unknown);
    world.fault(fault).await;
    let id = domain("main");
    let made = world.aws.create_domain(&id, Some("alias/new"), &Tags::new()).await;
    made.expect("a domain at last");
    let creates = world.operations().await.into_iter().filter(|name| name == "CreateDomain");
    assert_eq!(creates.count(), 3);
}

#[tokio::test]
async fn an_error_says_how_long_was_waited_and_for_what() {
    let world = World::new().await;
    let missing = || Error::new(Kind::Validation, "KMS key not found: alias/new".to_owned());
    let look = || async { Ok::<_, Error>(Look::<()>::NotYet(missing())) };
    let waited = world.aws.eventually(Duration::from_secs(2), look).await;
    let text = waited.expect_err("it never comes").to_string();
    assert!(text.starts_with("KMS key not found: alias/new"), "{text}");
    assert!(text.contains("has waited 2 seconds for a different response"), "{text}");
}
