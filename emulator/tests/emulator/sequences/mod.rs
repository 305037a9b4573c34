//! Random sequences of calls: the emulator answers as small reference models of the service do.
//!
//! What is random is small: few names, so that calls meet one another. A failing sequence shrinks
//! to the calls that matter.

mod estates;
mod packages;

use aws_sdk_codeartifact::Client;
use aws_sdk_codeartifact::error::{ProvideErrorMetadata, SdkError};
use codeartifact_emulator::Options;
use proptest::test_runner::TestCaseError;

use crate::world::{start, start_with};

/// What a call answers: what it returns, in words of our own, or the code of its refusal.
type Answer = Result<Vec<String>, String>;

type Name = &'static str;

/// Calls in a sequence. A range, so that a sequence can shrink.
const CALLS: std::ops::RangeInclusive<usize> = 0..=100;

/// Makes all calls of a sequence, and holds each answer against that of the reference.
fn compare<C: std::fmt::Debug>(
    calls: &[C],
    send: impl AsyncFn(&Client, &C) -> Answer,
    answer: impl FnMut(&C) -> Answer,
) -> Result<(), TestCaseError> {
    run(async {
        let (_emulator, client) = start().await;
        hold(&client, calls, send, answer).await
    })
}

/// The same with an emulator that keeps its state, and is started anew after so many calls.
fn compare_with_restarts<C: std::fmt::Debug>(
    calls: &[C],
    between: usize,
    send: impl AsyncFn(&Client, &C) -> Answer,
    mut answer: impl FnMut(&C) -> Answer,
) -> Result<(), TestCaseError> {
    let directory = tempfile::tempdir().expect("a directory");
    run(async {
        for calls in calls.chunks(between) {
            let options = Options::default().state(directory.path().join("state"));
            let (emulator, client) = start_with(options).await;
            hold(&client, calls, &send, &mut answer).await?;
            emulator.stop().await;
        }
        Ok(())
    })
}

fn run<T>(sequence: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime").block_on(sequence)
}

async fn hold<C: std::fmt::Debug>(
    client: &Client,
    calls: &[C],
    send: impl AsyncFn(&Client, &C) -> Answer,
    mut answer: impl FnMut(&C) -> Answer,
) -> Result<(), TestCaseError> {
    for (at, call) in calls.iter().enumerate() {
        let (answered, expected) = (send(client, call).await, answer(call));
        proptest::prop_assert_eq!(answered, expected, "call {}: {:?}", at, call);
    }
    Ok(())
}

/// The result with its refusal as a code: "none" if it has none, as when a connection is closed.
fn coded<T, E: ProvideErrorMetadata>(result: Result<T, SdkError<E>>) -> Result<T, String> {
    result.map_err(|error| error.code().unwrap_or("none").to_owned())
}

fn missing() -> String {
    "ResourceNotFoundException".to_owned()
}

fn conflict() -> String {
    "ConflictException".to_owned()
}

fn invalid() -> String {
    "ValidationException".to_owned()
}
