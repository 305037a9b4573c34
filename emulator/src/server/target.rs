//! What a request is for.

use std::sync::Arc;

use hyper::body::Incoming;
use serde_json::{Map, Value};

use super::signature::{Payload, authenticate};
use super::{body, inputs};
use crate::model::failure::{Failure, Interruption};
use crate::names::caller::Caller;
use crate::operations::{self, Operation, Reply};
use crate::registries::{self, Endpoint};
use crate::shared::Shared;
use crate::shared::log::{Outcome, Request};
use crate::shared::rates::Visitor;
use crate::state::World;
use crate::sts;
use crate::wire::answer::Protocol;
use crate::wire::received::Received;

/// Prefix of what a presigned URL carries in its query: a signature and a session token, which no
/// log may keep.
const SIGNING_PREFIX: &str = "X-Amz-";

/// The service, as signatures name it.
const SERVICE: &str = "codeartifact";

/// What a request is for.
#[derive(Debug)]
pub(super) enum Target {
    /// An operation of CodeArtifact.
    Operation(&'static Operation),
    /// A call of the security token service.
    Sts(sts::Form),
    /// What a package manager asks of a repository, and whose request it is.
    Registry(Endpoint, Visitor),
    /// Nothing that exists.
    Unknown,
}

impl Target {
    /// Finds out what a request is for and who calls, and reads its body. The content of an asset
    /// is not read if its sender is not recognized.
    pub(super) async fn receive(
        shared: &Shared,
        request: &mut Received,
        body: &mut Incoming,
    ) -> Result<(Self, Result<Caller, Failure>), Interruption> {
        let (target, caller) = match registries::endpoint(&request.path) {
            Some(endpoint) => {
                let (caller, visitor) = endpoint.identify(shared, request);
                (Self::Registry(endpoint, visitor), caller)
            }
            None => match operations::find(&request.method, &request.path) {
                Some(operation) if operation.takes_an_asset() => {
                    let caller = authenticate(shared, request, SERVICE, Payload::Declared);
                    (Self::Operation(operation), caller)
                }
                operation => {
                    request.body = body::whole(body).await?;
                    let target = operation.map_or_else(|| Self::beside(request), Self::Operation);
                    let caller = target.caller(shared, request);
                    return Ok((target, caller));
                }
            },
        };
        match request.method.as_str() {
            _ if caller.is_err() => {}
            "POST" | "PUT" => request.upload = Some(body::asset(shared, body).await?),
            _ => request.body = body::whole(body).await?,
        }
        Ok((target, caller))
    }

    /// The target of a request that is not for an operation of CodeArtifact.
    fn beside(request: &Received) -> Self {
        match (request.method.as_str(), request.path.as_str()) {
            ("POST", "/") => Self::Sts(sts::Form::parse(&request.body)),
            _ => Self::Unknown,
        }
    }

    /// Name of the operation, as the log and the faults know it.
    pub(super) fn name(&self, request: &Received) -> String {
        match self {
            Self::Operation(operation) => operation.name.to_owned(),
            Self::Sts(form) => form.action().to_owned(),
            Self::Registry(endpoint, _) => endpoint.name(request),
            Self::Unknown => format!("{} {}", request.method, request.path),
        }
    }

    /// Protocol in which it is answered.
    pub(super) fn protocol(&self) -> Protocol {
        match self {
            Self::Sts(_) => Protocol::Query,
            Self::Registry(..) => Protocol::Registry,
            Self::Operation(_) | Self::Unknown => Protocol::Json,
        }
    }

    /// Says who has signed a request, or refuses it.
    fn caller(&self, shared: &Shared, request: &Received) -> Result<Caller, Failure> {
        match self {
            Self::Sts(form) if form.needs_no_signature() => Ok(sts::anonymous()),
            Self::Sts(_) => authenticate(shared, request, "sts", Payload::Arrived),
            _ => authenticate(shared, request, SERVICE, Payload::Arrived),
        }
    }

    /// Whether it changes nothing.
    pub(super) fn only_looks(&self) -> bool {
        matches!(self, Self::Operation(operation) if operation.only_looks())
    }

    /// Refuses requests that come too soon, if rates are enforced. A request without a caller is
    /// refused anyway, but it counts for package managers.
    pub(super) fn admit(&self, shared: &Shared, caller: Option<&Caller>) -> Result<(), Failure> {
        match (self, caller) {
            _ if !shared.options.hold_rates => Ok(()),
            (Self::Operation(operation), Some(caller)) => shared.rates.admit(operation, caller),
            (Self::Registry(_, visitor), _) => shared.rates.admit_visit(visitor.clone()),
            _ => Ok(()),
        }
    }

    /// Carries out the request, and returns the answer.
    pub(super) async fn run(
        &self,
        shared: &Arc<Shared>,
        request: &Arc<Received>,
        caller: &Caller,
    ) -> Result<Reply, Failure> {
        match self {
            Self::Operation(operation) => run(operation, shared, request, caller).await,
            Self::Sts(form) => form.run(shared, caller).await.map(Reply::Text),
            Self::Registry(endpoint, _) => endpoint.run(shared, request, caller).await,
            Self::Unknown => Err(Failure::unknown_operation()),
        }
    }

    /// The request as it is logged.
    pub(super) fn logged(&self, request: &Received, caller: Option<&Caller>) -> Request {
        let of_caller =
            |field: fn(&Caller) -> &String| caller.map(field).cloned().unwrap_or_default();
        Request {
            operation: self.name(request),
            account: of_caller(|caller| &caller.account),
            region: of_caller(|caller| &caller.region),
            principal: of_caller(|caller| &caller.principal),
            parameters: self.parameters(request),
            user_agent: request.header("user-agent").unwrap_or_default().to_owned(),
            outcome: Outcome::Pending,
        }
    }

    fn parameters(&self, request: &Received) -> Map<String, Value> {
        let is_logged = |(name, _): &&(String, String)| !name.starts_with(SIGNING_PREFIX);
        let query = request.query.iter().filter(is_logged).cloned();
        let mut parameters: Map<String, Value> =
            query.map(|(name, value)| (name, value.into())).collect();
        match self {
            Self::Sts(form) => parameters.extend(form.parameters()),
            // Published content is not a parameter.
            Self::Registry(..) => {}
            Self::Operation(_) | Self::Unknown => {
                let body: Map<String, Value> =
                    serde_json::from_slice(&request.body).unwrap_or_default();
                parameters.extend(body);
            }
        }
        parameters
    }
}

/// Performs an operation. A read may see a past state.
async fn run(
    operation: &'static Operation,
    shared: &Shared,
    request: &Received,
    caller: &Caller,
) -> Result<Reply, Failure> {
    let inputs = inputs::read(operation.inputs, request)?;
    let call = shared.call(caller, request, inputs);
    let run = |world: &mut World| operation.perform(&call, world);
    let past = operation.only_looks().then(|| shared.past.look(call.now, run)).flatten();
    match past {
        Some(seen) => seen,
        None => shared.change(run).await,
    }
}
