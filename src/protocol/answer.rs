//! What every rpc has in common: a span for its log lines, and an answer whatever happens.
//!
//! A failure is a diagnostic of the answer, never a gRPC error, which Terraform shows as a fault of
//! the plugin. A panic is one too: the process lives on.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use futures::FutureExt;
use tonic::{Request, Response, Status};
use tracing::Instrument;

use super::texts::printable;
use super::{paths, proto};
use crate::framework::diagnostic::{Diagnostic, Error, Severity};
use crate::framework::provider::Provider;

/// Why an rpc has no result: what the user is to read.
pub(super) struct Failure(pub(super) Vec<Diagnostic>);

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

/// An answer that can say what went wrong.
pub(super) trait Answer: Default {
    /// Says that the rpc failed.
    fn fail(&mut self, diagnostics: Vec<proto::Diagnostic>);
}

macro_rules! answers_with_diagnostics {
    ($($rpc:ident,)+) => {
        $(impl Answer for proto::$rpc::Response {
            fn fail(&mut self, diagnostics: Vec<proto::Diagnostic>) {
                self.diagnostics = diagnostics;
            }
        })+
    };
}
answers_with_diagnostics! {
    get_metadata, get_provider_schema, validate_provider_config, configure_provider,
    validate_resource_config, upgrade_resource_state, read_resource, plan_resource_change,
    apply_resource_change, import_resource_state, move_resource_state, get_resource_identity_schemas,
    upgrade_resource_identity, validate_data_resource_config, read_data_source,
    validate_ephemeral_resource_config, open_ephemeral_resource, renew_ephemeral_resource,
    close_ephemeral_resource, get_functions, validate_list_resource_config,
    generate_resource_config, validate_action_config, plan_action,
}

impl Answer for proto::call_function::Response {
    fn fail(&mut self, diagnostics: Vec<proto::Diagnostic>) {
        let text = diagnostics.into_iter().map(|diagnostic| diagnostic.detail);
        let text = text.collect::<Vec<_>>().join("\n");
        self.error = Some(proto::FunctionError { text, function_argument: None });
    }
}

/// A request, as the log names it.
pub(super) trait Asks {
    /// The type or function that it is about; empty if it is about the provider.
    fn about(&self) -> &str {
        ""
    }
}

macro_rules! asks_about_the_provider {
    ($($rpc:ident,)+) => { $(impl Asks for proto::$rpc::Request {})+ };
}
asks_about_the_provider! {
    get_metadata, get_provider_schema, validate_provider_config, configure_provider, get_functions,
    get_resource_identity_schemas,
}

macro_rules! asks_about {
    ($field:ident: $($rpc:ident,)+) => {
        $(impl Asks for proto::$rpc::Request {
            fn about(&self) -> &str {
                &self.$field
            }
        })+
    };
}
asks_about! { name: call_function, }
asks_about! { action_type: plan_action, invoke_action, }
asks_about! { target_type_name: move_resource_state, }
asks_about! {
    type_name:
    validate_resource_config, upgrade_resource_state, read_resource, plan_resource_change,
    apply_resource_change, import_resource_state, upgrade_resource_identity,
    validate_data_resource_config, read_data_source,
    validate_ephemeral_resource_config, open_ephemeral_resource, renew_ephemeral_resource,
    close_ephemeral_resource, validate_list_resource_config, list_resource,
    validate_action_config,
    generate_resource_config,
}

/// Does the `work` that the rpc `name` asks for.
pub(super) async fn answer<Q: Asks, A: Answer, W>(
    name: &'static str,
    request: Request<Q>,
    work: impl FnOnce(Q) -> W,
) -> Result<Response<A>, Status>
where
    W: Future<Output = Result<A, Failure>>,
{
    let request = request.into_inner();
    let span = tracing::info_span!("rpc", tf_rpc = name, tf_type = request.about());
    let work = AssertUnwindSafe(async { work(request).await });
    let diagnostics = match work.catch_unwind().instrument(span).await {
        Ok(Ok(answer)) => return Ok(Response::new(answer)),
        Ok(Err(Failure(diagnostics))) => diagnostics,
        Err(panic) => vec![crash(name, &*panic)],
    };
    let mut failure = A::default();
    failure.fail(encode_diagnostics(diagnostics));
    Ok(Response::new(failure))
}

/// The fault of a rpc that panicked.
pub(super) fn crash(name: &str, panic: &(dyn Any + Send)) -> Diagnostic {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    let text = text.unwrap_or("no message");
    Diagnostic::bug(format!("{name} panicked: {text}."))
}

/// The diagnostics of the protocol.
pub(super) fn encode_diagnostics(diagnostics: Vec<Diagnostic>) -> Vec<proto::Diagnostic> {
    diagnostics.into_iter().map(encode_diagnostic).collect()
}

fn encode_diagnostic(diagnostic: Diagnostic) -> proto::Diagnostic {
    use proto::diagnostic::Severity as Wire;
    let severity = match diagnostic.severity {
        Severity::Error => Wire::Error,
        Severity::Warning => Wire::Warning,
    };
    proto::Diagnostic {
        severity: severity.into(),
        summary: printable(&diagnostic.summary),
        detail: printable(&diagnostic.detail),
        attribute: Some(paths::encode(&diagnostic.path)),
    }
}

/// The diagnostics for the faults of a configuration.
pub(super) fn invalid<P: Provider>(faults: Vec<Error>) -> Vec<proto::Diagnostic> {
    encode_diagnostics(faults.into_iter().map(fault::<P>).collect())
}

fn fault<P: Provider>(error: Error) -> Diagnostic {
    if error.path.steps().is_empty() {
        return error.into_diagnostic("Invalid configuration");
    }
    let summary = format!("Invalid value for `{}`", error.path);
    let hint = P::hint(&error).map(|hint| format!("\n\n{hint}"));
    let cause = sentence(&error) + &hint.unwrap_or_default();
    Error { cause, ..error }.into_diagnostic(summary)
}

/// A cause that starts with a small letter says of its argument what it must be.
fn sentence(error: &Error) -> String {
    match error.cause.starts_with(char::is_lowercase) {
        true => format!("`{}` {}.", error.path, error.cause.trim_end_matches('.')),
        false => error.cause.clone(),
    }
}
