//! One request, from its first byte to its answer.

use std::net::IpAddr;
use std::sync::Arc;

use hyper::Request;
use hyper::body::Incoming;

use crate::answer::{Answer, Protocol, Reply, cut};
use crate::caller::Caller;
use crate::control;
use crate::failure::{Dropped, Interruption};
use crate::faults::{Ending, Met, When};
use crate::received::Received;
use crate::shared::Shared;
use crate::target::Target;

/// Answers a request, or says that its connection is to be closed.
pub(crate) async fn exchange(
    shared: &Arc<Shared>,
    peer: IpAddr,
    request: Request<Incoming>,
) -> Result<Answer, Dropped> {
    match Received::read(shared, request, peer).await.map(Arc::new) {
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
