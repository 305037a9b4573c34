//! One request, from its first byte to its answer.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use http_body_util::{BodyExt, Limited};
use hyper::HeaderMap;
use hyper::body::{Bytes, Incoming};
use serde_json::{Map, Value};

use crate::answer::{Answer, Protocol};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::faults::{Faults, Interruption, When};
use crate::log::{Log, Outcome, Request};
use crate::model::{self, Operation};
use crate::operations::{self, Call};
use crate::options::{Credential, Options};
use crate::signature::authenticate;
use crate::state::World;
use crate::time::Timestamp;
use crate::{control, sts};

/// Bytes that the body of a control call may have: far more than its largest input, a policy.
const BODY_LIMIT: usize = 1 << 20;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct Shared {
    /// How the emulator was started.
    pub(crate) options: Options,
    /// Address of the emulator, without a slash at the end.
    pub(crate) url: String,
    /// What goes wrong.
    pub(crate) faults: Faults,
    /// What was seen.
    pub(crate) log: Log,
    world: Mutex<World>,
    latency: AtomicU64,
}

impl Shared {
    pub(crate) fn new(options: Options, url: String) -> Shared {
        let shared = Shared {
            log: Log::new(options.log_capacity, options.log_to_stderr),
            url,
            faults: Faults::default(),
            world: Mutex::default(),
            latency: AtomicU64::new(0),
            options,
        };
        shared.set_latency(shared.options.latency);
        shared
    }

    /// All that exists, locked.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        self.world.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Sets the time that every answer takes longer.
    pub(crate) fn set_latency(&self, latency: Duration) {
        self.latency.store(
            u64::try_from(latency.as_micros()).unwrap_or(u64::MAX),
            Ordering::Relaxed,
        );
    }

    /// The key `test`, for whom nobody has to be when signatures are not verified.
    pub(crate) fn default_credential(&self) -> &Credential {
        &self.options.credentials[0]
    }

    async fn wait_latency(&self) {
        let latency = Duration::from_micros(self.latency.load(Ordering::Relaxed));
        if !latency.is_zero() {
            tokio::time::sleep(latency).await;
        }
    }
}

/// A request that has arrived whole.
#[derive(Debug)]
pub(crate) struct Received {
    /// HTTP method.
    pub(crate) method: String,
    /// Path and query as they were sent.
    pub(crate) uri: String,
    /// Path as it was sent.
    pub(crate) path: String,
    /// Query, decoded.
    pub(crate) query: Vec<(String, String)>,
    /// Body.
    pub(crate) body: Bytes,
    headers: HeaderMap,
}

impl Received {
    /// A header that is there once and is text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The text that a fault can look for.
    fn text(&self) -> String {
        format!("{} {}", self.uri, String::from_utf8_lossy(&self.body))
    }
}

/// A request that ends without an answer: its connection is closed.
#[derive(Debug)]
pub(crate) struct Dropped;

impl std::fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("closed without an answer")
    }
}

impl std::error::Error for Dropped {}

/// Answers a request, or says that its connection is to be closed.
pub(crate) async fn exchange(
    shared: &Shared,
    request: hyper::Request<Incoming>,
) -> Result<Answer, Dropped> {
    let request = match receive(request).await? {
        Ok(request) => request,
        Err(failure) => return Ok(Protocol::Json.failure(&failure)),
    };
    if let Some(path) = request.path.strip_prefix(control::PATH) {
        return Ok(control::answer(shared, &request, path));
    }
    let target = Target::of(&request);
    let caller = target.caller(shared, &request);
    let mut entry = shared
        .log
        .begin(target.logged(&request, caller.as_ref().ok()));
    shared.wait_latency().await;
    let outcome = match caller {
        Ok(caller) => perform(shared, &target, &request, &caller).await,
        Err(failure) => Err(Interruption::Refused(failure)),
    };
    let (answer, error) = match outcome {
        Ok(body) => (target.protocol().success(body), None),
        Err(Interruption::Refused(failure)) => (
            target.protocol().failure(&failure),
            Some(failure.code.into_owned()),
        ),
        Err(Interruption::Dropped) => return Err(Dropped),
    };
    entry.answered(answer.status().as_u16(), error);
    Ok(answer)
}

/// Reads a request whole, unless its body is too large.
async fn receive(request: hyper::Request<Incoming>) -> Result<Result<Received, Failure>, Dropped> {
    let (head, body) = request.into_parts();
    let body = match Limited::new(body, BODY_LIMIT).collect().await {
        Ok(body) => body.to_bytes(),
        Err(error) if error.is::<http_body_util::LengthLimitError>() => {
            let message = "The body of the request is too large.";
            return Ok(Err(Failure::with_status(
                "RequestEntityTooLargeException",
                413,
                message,
            )));
        }
        Err(_) => return Err(Dropped),
    };
    let query = form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes());
    Ok(Ok(Received {
        method: head.method.to_string(),
        uri: head
            .uri
            .path_and_query()
            .map(ToString::to_string)
            .unwrap_or_default(),
        path: head.uri.path().to_owned(),
        query: query.into_owned().collect(),
        body,
        headers: head.headers,
    }))
}

/// Lets the faults strike before and after what the request is for.
async fn perform(
    shared: &Shared,
    target: &Target,
    request: &Received,
    caller: &Caller,
) -> Result<String, Interruption> {
    let (name, text) = (target.name(request), request.text());
    shared.faults.meet(When::Before, &name, &text).await?;
    let body = target
        .run(shared, request, caller)
        .map_err(Interruption::Refused)?;
    shared.faults.meet(When::After, &name, &text).await?;
    Ok(body)
}

/// What a request is for.
enum Target {
    Operation(&'static Operation),
    Sts(sts::Form),
    Unknown,
}

impl Target {
    fn of(request: &Received) -> Target {
        if request.method == "POST" && request.path == "/" {
            return Target::Sts(sts::Form::parse(&request.body));
        }
        operations::find(&request.method, &request.path).map_or(Target::Unknown, Target::Operation)
    }

    fn name(&self, request: &Received) -> String {
        match self {
            Target::Operation(operation) => operation.name.to_owned(),
            Target::Sts(form) => form.action().to_owned(),
            Target::Unknown => format!("{} {}", request.method, request.path),
        }
    }

    fn protocol(&self) -> Protocol {
        match self {
            Target::Sts(_) => Protocol::Query,
            Target::Operation(_) | Target::Unknown => Protocol::Json,
        }
    }

    fn caller(&self, shared: &Shared, request: &Received) -> Result<Caller, Failure> {
        match self {
            Target::Sts(form) if form.needs_no_signature() => Ok(sts::anonymous()),
            Target::Sts(_) => authenticate(shared, request, "sts"),
            Target::Operation(_) | Target::Unknown => authenticate(shared, request, "codeartifact"),
        }
    }

    fn run(&self, shared: &Shared, request: &Received, caller: &Caller) -> Result<String, Failure> {
        match self {
            Target::Operation(operation) => {
                let inputs = model::read(operation.inputs, &request.query, &request.body)?;
                let (options, url) = (&shared.options, shared.url.as_str());
                let call = Call {
                    caller,
                    now: Timestamp::now(),
                    options,
                    url,
                    inputs,
                };
                (operation.handler)(&call, &mut shared.world()).map(|body| body.to_string())
            }
            Target::Sts(form) => form.run(caller, &mut shared.world()),
            Target::Unknown => Err(Failure::unknown_operation()),
        }
    }

    fn logged(&self, request: &Received, caller: Option<&Caller>) -> Request {
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
        let query = request.query.iter().cloned();
        let mut parameters: Map<String, Value> =
            query.map(|(name, value)| (name, value.into())).collect();
        match self {
            Target::Sts(form) => parameters.extend(form.parameters()),
            Target::Operation(_) | Target::Unknown => {
                let body: Map<String, Value> =
                    serde_json::from_slice(&request.body).unwrap_or_default();
                parameters.extend(body);
            }
        }
        parameters
    }
}
