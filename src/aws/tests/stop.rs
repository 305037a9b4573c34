//! What a stop ends, and what it lets be.

use std::time::Duration;

use codeartifact_emulator::Fault;
use tokio::time::sleep;

use super::{World, domain, repository};
use crate::aws::{Kind, Tags};

#[tokio::test]
async fn a_call_between_two_attempts_ends_at_once() {
    let world = World::with_domain().await;
    // The SDK would pause for twenty seconds before the second attempt.
    let throttled = world.fault(Fault::on("DescribeDomain").throttle(20)).await;
    let id = domain("main");
    let stop = async {
        throttled.met(1).await.expect("the fault");
        // The answer is on its way: leave the client the time to read it and to begin its pause.
        sleep(Duration::from_millis(300)).await;
        world.stop.cancel();
    };
    let (found, ()) = tokio::join!(world.aws.describe_domain(&id), stop);
    let error = found.expect_err("a stopped call");
    assert_eq!(error.kind(), Kind::Stopped, "{error}");
    assert_eq!(world.operations().await.len(), 1);
}

#[tokio::test]
async fn an_attempt_under_way_is_waited_for() {
    let world = World::with_domain().await;
    let paused = world.fault(Fault::on("CreateRepository").pause()).await;
    let (id, tags) = (repository("main", "store"), Tags::new());
    let stop = async {
        paused.met(1).await.expect("the fault");
        world.stop.cancel();
        paused.release().await.expect("the fault");
    };
    let create = world.aws.create_repository(&id, None, &[], &tags);
    let (made, ()) = tokio::join!(create, stop);
    assert_eq!(made.expect("a repository, in spite of the stop").name, "store");
}

#[tokio::test]
async fn after_a_stop_nothing_is_tried_again() {
    let world = World::with_domain().await;
    world.stop.cancel();
    let found = world.aws.describe_domain(&domain("main")).await;
    assert!(found.expect("one attempt").is_some());
    world.fault(Fault::on("DescribeDomain").drop_connection()).await;
    let error = world.aws.describe_domain(&domain("main")).await.expect_err("a failure");
    assert_eq!(error.kind(), Kind::Stopped, "{error}");
    assert!(
        error.in_doubt() && error.to_string().contains("may have performed the operation"),
        "{error}"
    );
    assert_eq!(world.operations().await.len(), 2);
}
