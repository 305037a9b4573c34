//! When a call is tried again.
//!
//! The SDK decides and waits; one [`Attempts`] per call adds what the SDK does not know: the
//! service's `Retry-After`, that a refused connection is not worth an hour, that Terraform asked to
//! stop, and whether an attempt may have been carried out although the answer was not heard.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aws_sdk_codeartifact::config::interceptors::{
    BeforeTransmitInterceptorContextRef, FinalizerInterceptorContextRef, InterceptorContext,
};
use aws_sdk_codeartifact::config::retry::{ClassifyRetry, RetryAction};
use aws_sdk_codeartifact::config::{Builder, ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_codeartifact::error::BoxError;
use aws_smithy_runtime_api::client::interceptors::context::Error as AttemptError;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_runtime_api::client::orchestrator::OrchestratorError;
use aws_smithy_runtime_api::client::retries::classifiers::RetryClassifierPriority;
use aws_smithy_types::retry::ErrorKind;
use hyper_util::client::legacy::Error as ConnectionError;
use tokio_util::sync::CancellationToken;

use crate::aws::client::GivenUp;
use crate::aws::failure::causes::chain;
use crate::aws::failure::{Distrust, Seen, without_passwords};

/// A connection that is refused, or a host that is unknown, is tried this often: half a minute, as
/// the AWS provider does.
const CONNECTION_ATTEMPTS: u32 = 9;

/// The attempts of one call: a classifier that the SDK asks, and an interceptor that it tells.
#[derive(Clone, Debug)]
pub(in crate::aws) struct Attempts {
    seen: Arc<Mutex<Seen>>,
    stop: CancellationToken,
}

impl Attempts {
    pub(in crate::aws) fn new(stop: &CancellationToken) -> Self {
        Self { seen: Arc::default(), stop: stop.clone() }
    }

    /// What a call's own configuration has to override so that its attempts are watched.
    pub(in crate::aws) fn configuration(&self) -> Builder {
        aws_sdk_codeartifact::Config::builder()
            .retry_classifier(self.clone())
            .interceptor(self.clone())
    }

    /// A copy of what is known now.
    pub(in crate::aws) fn seen(&self) -> Seen {
        self.lock().clone()
    }

    /// Whether no attempt is under way, so that the call can be dropped without losing an answer.
    pub(in crate::aws) fn between(&self) -> bool {
        !self.lock().in_flight
    }

    fn lock(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The verdict on a failed attempt, after the SDK's own.
    fn judge(
        &self,
        context: &InterceptorContext,
        error: &OrchestratorError<AttemptError>,
        verdict: &RetryAction,
    ) -> RetryAction {
        let mut seen = self.lock();
        let unconnected = never_connected(error);
        seen.unconnected += u32::from(unconnected);
        seen.in_doubt |= !unconnected && outcome_unknown(context, error);
        seen.untrusted = untrusted(error).filter(|_| unconnected);
        if self.stop.is_cancelled() {
            seen.stopped |= verdict.should_retry();
            return RetryAction::RetryForbidden;
        }
        if seen.untrusted.is_some() || seen.unconnected >= CONNECTION_ATTEMPTS || too_big(error) {
            return RetryAction::RetryForbidden;
        }
        match retry_after(context) {
            Some(delay) => {
                RetryAction::retryable_error_with_explicit_delay(ErrorKind::ThrottlingError, delay)
            }
            None => RetryAction::NoActionIndicated,
        }
    }
}

impl ClassifyRetry for Attempts {
    fn classify_retry(&self, context: &InterceptorContext) -> RetryAction {
        self.classify_retry_v2(context, &RetryAction::NoActionIndicated)
    }

    fn classify_retry_v2(
        &self,
        context: &InterceptorContext,
        previous: &RetryAction,
    ) -> RetryAction {
        match context.output_or_error() {
            Some(Err(error)) => self.judge(context, error, previous),
            _ => RetryAction::NoActionIndicated,
        }
    }

    fn name(&self) -> &'static str {
        "attempts of one call"
    }

    fn priority(&self) -> RetryClassifierPriority {
        // After the SDK's last one, so that `previous` is its whole opinion.
        RetryClassifierPriority::run_after(RetryClassifierPriority::transient_error_classifier())
    }
}

#[dyn_dispatch_hint]
impl Intercept for Attempts {
    fn name(&self) -> &'static str {
        "attempts of one call"
    }

    fn read_before_attempt(
        &self,
        _context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        let mut seen = self.lock();
        seen.attempts += 1;
        seen.in_flight = true;
        Ok(())
    }

    fn read_before_transmit(
        &self,
        context: &BeforeTransmitInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.lock().endpoint = Some(endpoint(context.request().uri()));
        Ok(())
    }

    fn read_after_attempt(
        &self,
        _context: &FinalizerInterceptorContextRef<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        self.lock().in_flight = false;
        Ok(())
    }
}

/// The scheme and the authority of a URL.
fn endpoint(url: &str) -> String {
    let path = url
        .find("://")
        .and_then(|scheme| url[scheme + 3..].find('/').map(|path| scheme + 3 + path));
    without_passwords(&url[..path.unwrap_or(url.len())])
}

/// No connection came about: the request was not sent.
fn never_connected(error: &OrchestratorError<AttemptError>) -> bool {
    let Some(connector) = error.as_connector_error() else {
        return false;
    };
    chain(connector)
        .filter_map(|cause| cause.downcast_ref::<ConnectionError>())
        .any(ConnectionError::is_connect)
}

/// The server showed a certificate that no authority vouches for, which it will show again.
fn untrusted(error: &OrchestratorError<AttemptError>) -> Option<Distrust> {
    chain(error).find_map(|cause| cause.downcast_ref().and_then(Distrust::of))
}

/// The answer is too big, which it will be again.
fn too_big(error: &OrchestratorError<AttemptError>) -> bool {
    chain(error).any(|cause| cause.downcast_ref() == Some(&GivenUp::TooBig))
}

/// The request was sent, and whether it was carried out is not known: no answer, half an answer, or
/// one that says that something broke on the way.
fn outcome_unknown(context: &InterceptorContext, error: &OrchestratorError<AttemptError>) -> bool {
    match context.response() {
        Some(answer) => error.is_response_error() || answer.status().is_server_error(),
        None => error.is_timeout_error() || error.is_connector_error(),
    }
}

/// The delay that a throttled answer asks for, which the SDK does not read from the standard
/// header. It waits no longer than its own limit.
fn retry_after(context: &InterceptorContext) -> Option<Duration> {
    let answer = context.response()?;
    if answer.status().as_u16() != 429 {
        return None;
    }
    let seconds = answer.headers().get("retry-after")?.parse().ok()?;
    Some(Duration::from_secs(seconds))
}
