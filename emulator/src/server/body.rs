//! Bodies of requests, read whole.

use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Incoming};

use crate::contents::blob::Blob;
use crate::model::failure::{Failure, Interruption};
use crate::shared::Shared;

/// Bytes that the body of a control call may have: far more than its largest input, a policy.
const BODY_LIMIT: usize = 1 << 20;

/// Time that a client has to send the body of a control call.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

/// Reads a body to a file: the content of an asset.
pub(super) async fn asset(shared: &Shared, body: Incoming) -> Result<Arc<Blob>, Interruption> {
    let limit = shared.options.settings.quotas.asset_size;
    Blob::receive(body, limit, &shared.assets).await.map(Arc::new)
}

/// Reads any other body.
pub(super) async fn whole(body: Incoming) -> Result<Bytes, Interruption> {
    // One that announces too much is refused before its first byte.
    if body.size_hint().lower() > BODY_LIMIT as u64 {
        return Err(too_large());
    }
    let body = Limited::new(body, BODY_LIMIT).collect();
    match tokio::time::timeout(BODY_TIMEOUT, body).await {
        Ok(Ok(body)) => Ok(body.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) | Err(_) => Err(Interruption::Dropped),
    }
}

fn too_large() -> Interruption {
    let message = "The body of the request is too large.";
    Interruption::Refused(Failure::with_status("RequestEntityTooLargeException", 413, message))
}
