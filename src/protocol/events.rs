//! What every streaming rpc has in common: events that are made no faster than Terraform takes
//! them, and a last word whatever happens.

use std::panic::AssertUnwindSafe;

use futures::stream::{self, BoxStream};
use futures::{FutureExt, StreamExt};
use tokio::sync::mpsc;
use tonic::{Request, Response, Status};
use tracing::Instrument;

use super::answer::{Asks, Failure, crash, encode_diagnostics};
use super::proto;

/// The answer of a streaming rpc.
pub(super) type Events<E> = BoxStream<'static, Result<E, Status>>;

/// One message of a streaming rpc.
pub(super) trait Event: Send + Sized + 'static {
    /// What is said at the end, if anything is.
    fn end(diagnostics: Vec<proto::Diagnostic>) -> Option<Self>;
}

/// Where the events go to. One is held until Terraform takes it.
pub(super) struct Sender<E>(mpsc::Sender<Result<E, Status>>);

impl<E> Sender<E> {
    /// Sends an event, if the host still listens.
    pub(super) async fn send(&self, event: E) {
        // A host that has disconnected gets nothing; the work sees it by `gone`.
        let _ = self.0.send(Ok(event)).await;
    }

    /// Returns when no host listens any more.
    pub(super) async fn gone(&self) {
        self.0.closed().await;
    }
}

impl<E> Clone for Sender<E> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

/// Does the `work` that the streaming rpc `name` asks for, in a task of its own.
pub(super) fn events<Q: Asks, E: Event, W>(
    name: &'static str,
    request: Request<Q>,
    work: impl FnOnce(Q, Sender<E>) -> W,
) -> Response<Events<E>>
where
    W: Future<Output = Result<(), Failure>> + Send + 'static,
{
    let request = request.into_inner();
    let span = tracing::info_span!("rpc", tf_rpc = name, tf_type = request.about());
    let (sender, mut receiver) = mpsc::channel(1);
    let sender = Sender(sender);
    let work = AssertUnwindSafe(work(request, sender.clone())).catch_unwind();
    let whole = async move {
        let diagnostics = match work.await {
            Ok(Ok(())) => Vec::new(),
            Ok(Err(Failure(diagnostics))) => diagnostics,
            Err(panic) => vec![crash(name, &*panic)],
        };
        if let Some(end) = E::end(encode_diagnostics(diagnostics)) {
            sender.send(end).await;
        }
    };
    tokio::spawn(whole.instrument(span));
    Response::new(stream::poll_fn(move |context| receiver.poll_recv(context)).boxed())
}
