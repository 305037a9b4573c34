//! What a request is for.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::authorization::authorize;
use crate::model::failure::Failure;
use crate::names::caller::Caller;
use crate::operations::Operation;
use crate::operations::Reply;
use crate::operations::{self, Call, check_key};
use crate::registries::{self, Endpoint};
use crate::shared::Shared;
use crate::shared::log::{Outcome, Request};
use crate::state::World;
use crate::sts;
use crate::wire::answer::Protocol;
use crate::wire::received::Received;

use super::inputs;
use super::signature::authenticate;

/// Prefix of what a presigned URL carries in its query: a signature and a session token, which no log may keep.
const SIGNING_PREFIX: &str = "X-Amz-";

/// What a request is for.
#[derive(Debug)]
pub(crate) enum Target {
    /// An operation of CodeArtifact.
    Operation(&'static Operation),
    /// A call of the security token service.
    Sts(sts::Form),
    /// What a package manager asks of a repository.
    Registry(Endpoint),
    /// Nothing that exists.
    Unknown,
}

impl Target {
    /// Finds out what a request is for.
    pub(crate) fn of(request: &Received) -> Target {
        if request.method == "POST" && request.path == "/" {
            return Target::Sts(sts::Form::parse(&request.body));
        }
        if let Some(endpoint) = registries::endpoint(&request.path) {
            return Target::Registry(endpoint);
        }
        operations::find(&request.method, &request.path).map_or(Target::Unknown, Target::Operation)
    }

    /// Name of the operation, as the log and the faults know it.
    pub(crate) fn name(&self, request: &Received) -> String {
        match self {
            Target::Operation(operation) => operation.name.to_owned(),
            Target::Sts(form) => form.action().to_owned(),
            Target::Registry(endpoint) => endpoint.name(request),
            Target::Unknown => format!("{} {}", request.method, request.path),
        }
    }

    /// Protocol in which it is answered.
    pub(crate) fn protocol(&self) -> Protocol {
        match self {
            Target::Sts(_) => Protocol::Query,
            Target::Registry(_) => Protocol::Registry,
            Target::Operation(_) | Target::Unknown => Protocol::Json,
        }
    }

    /// Says who calls, or refuses the request.
    pub(crate) fn caller(&self, shared: &Shared, request: &Received) -> Result<Caller, Failure> {
        match self {
            Target::Sts(form) if form.needs_no_signature() => Ok(sts::anonymous()),
            Target::Sts(_) => authenticate(shared, request, "sts"),
            Target::Registry(endpoint) => endpoint.caller(shared, request),
            Target::Operation(_) | Target::Unknown => authenticate(shared, request, "codeartifact"),
        }
    }

    /// Whether it changes nothing.
    pub(crate) fn only_looks(&self) -> bool {
        matches!(self, Target::Operation(operation) if operation.only_looks())
    }

    /// Refuses what comes too soon, where rates are held. What comes from nobody is refused anyway, but for package
    /// managers it counts.
    pub(crate) fn admit(
        &self,
        shared: &Shared,
        request: &Received,
        caller: Option<&Caller>,
    ) -> Result<(), Failure> {
        match (self, caller) {
            _ if !shared.options.hold_rates => Ok(()),
            (Target::Operation(operation), Some(caller)) => shared.rates.admit(operation, caller),
            (Target::Registry(_), caller) => {
                shared.rates.admit_visit(registries::visitor(request, caller.is_some()))
            }
            _ => Ok(()),
        }
    }

    /// Does what the request is for, and says what is to be answered.
    pub(crate) async fn run(
        &self,
        shared: &Arc<Shared>,
        request: &Arc<Received>,
        caller: &Caller,
    ) -> Result<Reply, Failure> {
        match self {
            Target::Operation(operation) => {
                let inputs = inputs::read(operation.inputs, request)?;
                let (settings, url) = (&shared.options.settings, shared.url.as_str());
                let upload = request.upload.as_ref();
                let (now, peer) = (shared.now(), request.peer);
                let call = Call { caller, now, peer, settings, url, inputs, upload };
                let run = |world: &mut World| {
                    if let Some(identities) = &shared.options.identities {
                        authorize(identities, operation, &call, world)?;
                    }
                    check_key(operation, &call, world)?;
                    operation.handler.run(&call, world)
                };
                let past = self.only_looks().then(|| shared.past.look(now, run)).flatten();
                match past {
                    Some(told) => told,
                    None => shared.change(run).await,
                }
            }
            Target::Sts(form) => form.run(shared, caller).await.map(Reply::Text),
            Target::Registry(endpoint) => endpoint.run(shared, request, caller).await,
            Target::Unknown => Err(Failure::unknown_operation()),
        }
    }

    /// The request as it is logged.
    pub(crate) fn logged(&self, request: &Received, caller: Option<&Caller>) -> Request {
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
        let told = |(name, _): &&(String, String)| !name.starts_with(SIGNING_PREFIX);
        let query = request.query.iter().filter(told).cloned();
        let mut parameters: Map<String, Value> =
            query.map(|(name, value)| (name, value.into())).collect();
        match self {
            Target::Sts(form) => parameters.extend(form.parameters()),
            // What is published is no parameter.
            Target::Registry(_) => {}
            Target::Operation(_) | Target::Unknown => {
                let body: Map<String, Value> =
                    serde_json::from_slice(&request.body).unwrap_or_default();
                parameters.extend(body);
            }
        }
        parameters
    }
}
