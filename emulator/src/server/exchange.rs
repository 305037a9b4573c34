//! One request, from its first byte to its answer.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::Request;
use hyper::body::{Body, Bytes, Incoming};

use crate::contents::blob::Blob;
use crate::control;
use crate::model::failure::{Dropped, Failure, Interruption};
use crate::names::caller::Caller;
use crate::operations::{self, Operation, Reply};
use crate::registries;
use crate::server::target::Target;
use crate::shared::Shared;
use crate::shared::faults::{Ending, Met, When};
use crate::wire::answer::{Answer, Protocol, cut};
use crate::wire::received::Received;

/// Bytes that the body of a control call may have: far more than its largest input, a policy.
const BODY_LIMIT: usize = 1 << 20;

/// Time that a client has to send the body of a control call.
const BODY_TIMEOUT: Duration = Duration::from_secs(60);

/// Answers a request, or says that its connection is to be closed.
pub(crate) async fn exchange(
    shared: &Arc<Shared>,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Result<Answer, Dropped> {
    match receive(shared, request, peer).await.map(Arc::new) {
        Ok(request) => match request.path.strip_prefix(control::PATH) {
            Some(path) => Ok(control::answer(shared, &request, path).await),
            None => serve(shared, &request).await,
        },
        Err(Interruption::Refused(failure)) => Ok(Protocol::Json.failure(&failure)),
        Err(Interruption::Dropped) => Err(Dropped),
    }
}

/// Answers a request that is not for the emulator's own path, and notes what came of it.
async fn serve(shared: &Arc<Shared>, request: &Arc<Received>) -> Result<Answer, Dropped> {
    let target = Target::of(request);
    let caller = target.caller(shared, request);
    let mut entry = shared.log.begin(target.logged(request, caller.as_ref().ok()));
    shared.wait_latency().await;
    let admitted = target.admit(shared, request, caller.as_ref().ok());
    let outcome = match admitted.and(caller) {
        Ok(caller) => perform(shared, &target, request, &caller).await,
        Err(failure) => Err(Interruption::Refused(failure)),
    };
    let (answer, error) = match outcome {
        Ok((reply, Ending::Whole)) => (target.protocol().success(reply).await, None),
        Ok((reply, Ending::Cut)) => return Ok(target.protocol().success(reply).await.map(cut)),
        Err(Interruption::Refused(failure)) => {
            (target.protocol().failure(&failure), Some(failure.code.into_owned()))
        }
        Err(Interruption::Dropped) => return Err(Dropped),
    };
    entry.answered(answer.status().as_u16(), error);
    Ok(answer)
}

/// Lets the faults strike before and after what the request is for.
async fn perform(
    shared: &Arc<Shared>,
    target: &Target,
    request: &Arc<Received>,
    caller: &Caller,
) -> Result<(Reply, Ending), Interruption> {
    let (name, text) = (target.name(request), request.text());
    let Met { hidden, .. } = shared.faults.meet(When::Before, &name, &text).await?;
    if !hidden.is_zero() && !target.only_looks() {
        shared.hide_changes(hidden);
    }
    let reply = target.run(shared, request, caller).await.map_err(Interruption::Refused)?;
    let Met { ending, .. } = shared.faults.meet(When::After, &name, &text).await?;
    Ok((reply, ending))
}

/// Reads a request whole, unless its body is too large, or that of a package manager whose token is not good.
async fn receive(
    shared: &Shared,
    request: Request<Incoming>,
    peer: IpAddr,
) -> Result<Received, Interruption> {
    let (head, body) = request.into_parts();
    let mut request = Received::of(head, peer);
    let operation = operations::find(&request.method, &request.path);
    let takes_an_asset = match registries::endpoint(&request.path) {
        Some(endpoint) if endpoint.caller(shared, &request).is_err() => return Ok(request),
        Some(_) => matches!(request.method.as_str(), "POST" | "PUT"),
        None => operation.is_some_and(Operation::takes_an_asset),
    };
    if takes_an_asset {
        let limit = shared.options.settings.quotas.asset_size;
        let content = Blob::receive(body, limit, &shared.assets).await?;
        request.upload = Some(Arc::new(content));
    } else {
        request.body = read_body(body).await?;
    }
    Ok(request)
}

async fn read_body(body: Incoming) -> Result<Bytes, Interruption> {
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
