//! How big an answer may be, and how long it may take: a server can send without end, fast or
//! slowly.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use aws_sdk_codeartifact::config::interceptors::BeforeTransmitInterceptorContextMut;
use aws_sdk_codeartifact::config::{ConfigBag, Intercept, RuntimeComponents};
use aws_sdk_codeartifact::error::BoxError;
use aws_sdk_codeartifact::primitives::SdkBody;
use aws_smithy_runtime_api::client::interceptors::dyn_dispatch_hint;
use aws_smithy_runtime_api::client::orchestrator::{HttpRequest, HttpResponse};
use http_body::{Body, Frame, SizeHint};
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

/// The most MiB of an answer that is held as a whole. The longest are readmes, and pages of a
/// thousand assets.
const MOST: u64 = 16;

/// How long the rest of an answer is waited for after a stop, since it may say what now exists.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What marks a request whose answer is taken in pieces, and so may be of any size.
#[derive(Clone, Copy, Debug)]
pub(in crate::aws) struct Streamed;

#[dyn_dispatch_hint]
impl Intercept for Streamed {
    fn name(&self) -> &'static str {
        "streamed answer"
    }

    fn modify_before_transmit(
        &self,
        context: &mut BeforeTransmitInterceptorContextMut<'_>,
        _components: &RuntimeComponents,
        _bag: &mut ConfigBag,
    ) -> Result<(), BoxError> {
        context.request_mut().add_extension(*self);
        Ok(())
    }
}

/// Whether the answer to a request may be of any size, where it is not a refusal.
pub(super) fn is_streamed(request: &HttpRequest) -> bool {
    request.extension::<Streamed>().is_some()
}

/// The same answer, which ends.
pub(super) fn bounded(
    answer: HttpResponse,
    streamed: bool,
    stop: &CancellationToken,
) -> HttpResponse {
    let left = match streamed && answer.status().is_success() {
        true => u64::MAX,
        false => MOST << 20,
    };
    let stop = stop.clone();
    answer.map(move |body| SdkBody::from_body_1_x(Bounded::new(body, left, stop.clone())))
}

/// Why an answer was given up before its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::aws) enum GivenUp {
    /// It is too big.
    TooBig,
    /// It was still on its way a while after the stop.
    Stopped,
}

impl fmt::Display for GivenUp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooBig => write!(f, "the response is larger than {MOST} MiB"),
            Self::Stopped => f.write_str("Terraform asked the provider to stop"),
        }
    }
}

impl StdError for GivenUp {}

struct Bounded {
    body: Pin<Box<SdkBody>>,
    left: u64,
    stopped: Pin<Box<dyn Future<Output = ()> + Send + Sync>>,
}

impl Bounded {
    fn new(body: SdkBody, left: u64, stop: CancellationToken) -> Self {
        let stopped = Box::pin(async move {
            stop.cancelled().await;
            sleep(LAST_WORDS).await;
        });
        Self { body: Box::pin(body), left, stopped }
    }

    /// Takes this many bytes off what is left.
    fn take(&mut self, bytes: u64) -> Result<(), GivenUp> {
        self.left = self.left.checked_sub(bytes).ok_or(GivenUp::TooBig)?;
        Ok(())
    }
}

impl Body for Bounded {
    type Data = <SdkBody as Body>::Data;
    type Error = BoxError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Self::Data>, BoxError>>> {
        if self.stopped.as_mut().poll(context).is_ready() {
            return Poll::Ready(Some(Err(GivenUp::Stopped.into())));
        }
        let frame = std::task::ready!(self.body.as_mut().poll_frame(context));
        let bytes = match &frame {
            Some(Ok(frame)) => frame.data_ref().map_or(0, |data| data.len() as u64),
            _ => 0,
        };
        Poll::Ready(match self.take(bytes) {
            Ok(()) => frame,
            Err(error) => Some(Err(error.into())),
        })
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        Body::size_hint(&*self.body)
    }
}
