//! One request, from its first byte to its answer.

use std::net::IpAddr;
use std::sync::Arc;

use hyper::Request;
use hyper::body::{Body, Incoming};

use super::target::Target;
use super::{body, web_pages};
use crate::control;
use crate::model::failure::{Dropped, Failure, Interruption};
use crate::names::caller::Caller;
use crate::operations::Reply;
use crate::shared::Shared;
use crate::shared::faults::{Ending, Met, When};
use crate::wire::answer::{Answer, Protocol, cut};
use crate::wire::received::Received;

/// Answers a request, or says that its connection is to be closed.
pub(super) async fn exchange(
    shared: &Arc<Shared>,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Result<Answer, Dropped> {
    let (head, mut body) = request.into_parts();
    let request = Received::of(head, peer);
    // Such a client sends nothing before it is asked to.
    let waits = request.header("expect").is_some();
    let answer = match answer(shared, request, &mut body).await {
        Ok(answer) => answer,
        Err(Interruption::Refused(failure)) => Protocol::Json.failure(&failure),
        Err(Interruption::Dropped) => return Err(Dropped),
    };
    if !waits && !body.is_end_stream() {
        body::drain(&mut body).await;
    }
    Ok(answer)
}

/// Answers a request once it has arrived whole.
async fn answer(
    shared: &Arc<Shared>,
    mut request: Received,
    body: &mut Incoming,
) -> Result<Answer, Interruption> {
    web_pages::refuse(shared, &request).map_err(Interruption::Refused)?;
    if let Some(path) = request.path.strip_prefix(control::PATH).map(str::to_owned) {
        request.body = body::whole(body).await?;
        return Ok(control::answer(shared, &request, &path).await);
    }
    let (target, caller) = Target::receive(shared, &mut request, body).await?;
    serve(shared, &Arc::new(request), &target, caller).await
}

/// Answers a request that is not for the emulator's own path, and notes what came of it.
async fn serve(
    shared: &Arc<Shared>,
    request: &Arc<Received>,
    target: &Target,
    caller: Result<Caller, Failure>,
) -> Result<Answer, Interruption> {
    let mut entry = shared.log.begin(target.logged(request, caller.as_ref().ok()));
    shared.wait_latency().await;
    let admitted = target.admit(shared, caller.as_ref().ok());
    let outcome = match admitted.and(caller) {
        Ok(caller) => perform(shared, target, request, &caller).await,
        Err(failure) => Err(Interruption::Refused(failure)),
    };
    let (answer, error) = match outcome {
        Ok((reply, Ending::Whole)) => (target.protocol().success(reply).await, None),
        Ok((reply, Ending::Cut)) => return Ok(target.protocol().success(reply).await.map(cut)),
        Err(Interruption::Refused(failure)) => {
            (target.protocol().failure(&failure), Some(failure.code.into_owned()))
        }
        Err(Interruption::Dropped) => return Err(Interruption::Dropped),
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
