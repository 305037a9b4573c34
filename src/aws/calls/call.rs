//! Every call goes through here: one span, one log line, the retries, the stop, and the mapping of errors.

use std::error::Error as StdError;
use std::future::Future;
use std::pin::pin;

use aws_sdk_codeartifact::config::Builder;
use aws_sdk_codeartifact::config::http::HttpResponse;
use aws_sdk_codeartifact::error::SdkError;
use aws_sdk_codeartifact::{Client, Error as ServiceError};
use tracing::{Instrument, debug, debug_span};

use super::retry::Attempts;
use crate::aws::client::Aws;
use crate::aws::failure::Seen;
use crate::aws::failure::{Error, Result};

/// What a call is about.
#[derive(Clone, Copy, Debug)]
pub(in crate::aws) struct Call<'a> {
    operation: &'static str,
    key: &'a str,
    region: Option<&'a str>,
}

impl<'a> Call<'a> {
    /// A call of `operation` about the object that `key` names.
    pub(in crate::aws) fn new(operation: &'static str, key: &'a str) -> Call<'a> {
        Call { operation, key, region: None }
    }

    /// The same call in another Region than the provider's.
    pub(in crate::aws) fn in_region(self, region: Option<&'a str>) -> Call<'a> {
        Call { region, ..self }
    }
}

impl Aws {
    /// Sends what `send` builds, with the client of the call's Region and the configuration that watches its attempts.
    ///
    /// After a stop a call is still attempted once, so that what is half done can be put on record, and it is not
    /// tried again. A call between two attempts ends at once; an attempt under way is never dropped, because its
    /// answer says what now exists.
    pub(in crate::aws) async fn call<T, E, F, Sent>(&self, call: &Call<'_>, send: F) -> Result<T>
    where
        E: StdError + Send + Sync + Into<ServiceError> + 'static,
        F: FnOnce(&Client, Builder) -> Sent,
        Sent: Future<Output = std::result::Result<T, SdkError<E, HttpResponse>>>,
    {
        let region = self.region_of(call.region);
        self.check_partition(region)?;
        let attempts = Attempts::new(self.stop());
        let mut configuration = attempts.configuration();
        if let Some(module) = self.module() {
            configuration = configuration.interceptor(module.clone());
        }
        let sending = send(&self.client(region), configuration);
        let span = debug_span!("aws", operation = call.operation, key = call.key, region);
        let answer = self.answer(sending, &attempts).instrument(span.clone());
        let answer = answer.await;
        let seen = attempts.seen();
        let result = conclude(call.operation, region, answer, &seen);
        span.in_scope(|| log(&result, &seen));
        result
    }

    /// The answer, or nothing where the stop came between two attempts.
    async fn answer<Sent: Future>(
        &self,
        sending: Sent,
        attempts: &Attempts,
    ) -> Option<Sent::Output> {
        let mut sending = pin!(sending);
        tokio::select! {
            // The first poll begins the first attempt, so that a stop before it does not prevent it.
            biased;
            answer = &mut sending => Some(answer),
            () = self.stop().cancelled() => match attempts.between() {
                true => None,
                false => Some(sending.await),
            },
        }
    }
}

fn conclude<T, E>(
    operation: &str,
    region: &str,
    answer: Option<std::result::Result<T, SdkError<E, HttpResponse>>>,
    seen: &Seen,
) -> Result<T>
where
    E: StdError + Send + Sync + Into<ServiceError> + 'static,
{
    match answer {
        Some(Ok(answer)) => Ok(answer),
        Some(Err(error)) if !seen.stopped => Err(Error::from_sdk(operation, region, error, seen)),
        _ => Err(Error::stopped(operation, seen)),
    }
}

fn log<T>(result: &Result<T>, seen: &Seen) {
    let attempts = seen.attempts;
    match result {
        Ok(_) => debug!(attempts, "answered"),
        Err(error) => debug!(attempts, kind = ?error.kind(), "failed"),
    }
}
