//! Bodies of requests, read whole.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};
use tokio::time::timeout;

use crate::contents::blob::Blob;
use crate::model::failure::{Failure, Interruption};
use crate::shared::Shared;

/// Bytes that the body of a control call may have: far more than its largest input, a policy.
const BODY_LIMIT: usize = 1 << 20;

/// Time that a client has to send the body of a control call.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

/// Bytes that are received of a body in vain. Many clients read no answer before they have sent
/// all.
const DRAIN_LIMIT: usize = 256 << 20;

/// Time in which one must have sent them, and time that it may be silent.
const DRAIN_TIMEOUT: Duration = Duration::from_secs(60);
const DRAIN_SILENCE: Duration = Duration::from_secs(1);

/// Reads a body to a file: the content of an asset.
pub(super) async fn asset(shared: &Shared, body: &mut Incoming) -> Result<Arc<Blob>, Interruption> {
    let limit = shared.options.settings.quotas.asset_size;
    Blob::receive(body, limit, &shared.assets).await.map(Arc::new)
}

/// Reads any other body.
pub(super) async fn whole(body: &mut Incoming) -> Result<Bytes, Interruption> {
    // One that announces too much is refused before its first byte.
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(too_large());
    }
    let body = Limited::new(body, BODY_LIMIT).collect();
    match timeout(BODY_TIMEOUT, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) | Err(_) => Err(Interruption::Dropped),
    }
}

/// Receives what is left of a body that is useless, so that its sender comes to read the answer.
pub(super) async fn drain(body: &mut Incoming) {
    let mut left = DRAIN_LIMIT;
    let receive = async {
        while let Ok(Some(Ok(frame))) = timeout(DRAIN_SILENCE, body.frame()).await {
            let length = frame.data_ref().map_or(0, Bytes::len);
            let Some(less) = left.checked_sub(length) else { break };
            left = less;
        }
    };
    // A client that needs longer sees a connection that is closed.
    let _ = timeout(DRAIN_TIMEOUT, receive).await;
}

fn too_large() -> Interruption {
    let message = "The body of the request is too large.";
    Interruption::Refused(Failure::with_status("RequestEntityTooLargeException", 413, message))
}
