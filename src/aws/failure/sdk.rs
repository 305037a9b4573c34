//! The errors of the SDK, mapped to ours here and nowhere else.

use std::time::SystemTime;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_codeartifact::Error as ServiceError;
use aws_sdk_codeartifact::config::http::HttpResponse;
use aws_sdk_codeartifact::error::{ConnectorError, ProvideErrorMetadata, SdkError};
use aws_sdk_codeartifact::operation::RequestId;
use aws_sdk_codeartifact::primitives::{DateTime, DateTimeFormat};
use aws_sdk_codeartifact::types::error::ResourceNotFoundException;

use super::advice::{self, Failure};
use super::causes::{chain, texts};
use super::error::{Error, Kind};
use super::refusal::Refusal;
use super::secrets::without_passwords;
use super::seen::Seen;

impl Error {
    /// The call was given up between two attempts, or not tried again, because Terraform asked to
    /// stop.
    pub(in crate::aws) fn stopped(operation: &str, seen: &Seen) -> Self {
        let outcome = match seen.in_doubt {
            true => {
                "an attempt got no response, so that CodeArtifact may have performed the operation"
            }
            false => "CodeArtifact did not perform the operation",
        };
        let attempts = seen.attempts;
        let text = format!("{operation} was stopped after {attempts} failed attempts: {outcome}.");
        Self { in_doubt: seen.in_doubt, ..Self::new(Kind::Stopped, text) }
    }

    /// Maps what the SDK reports about a call.
    pub(in crate::aws) fn from_sdk(
        operation: &str,
        region: &str,
        error: &SdkError<ServiceError, HttpResponse>,
        seen: &Seen,
    ) -> Self {
        let kind = kind_of(error);
        let text = what_happened(error, operation, seen);
        let advice = advice(error, operation, region, seen);
        let absent = error.as_service_error().and_then(absent);
        let resource_type = absent.and_then(ResourceNotFoundException::resource_type);
        Self {
            resource_type: resource_type.map(|kind| kind.as_str().to_owned()),
            resource_id: absent.and_then(|absent| absent.resource_id().map(str::to_owned)),
            advice: advice.as_deref().map(without_passwords),
            in_doubt: seen.in_doubt,
            answered_at: error.raw_response().and_then(date),
            ..Self::new(kind, text)
        }
    }
}

fn advice(
    error: &SdkError<ServiceError, HttpResponse>,
    operation: &str,
    region: &str,
    seen: &Seen,
) -> Option<String> {
    let refusal = refusal(error).and_then(|refusal| refusal.advice.clone());
    let answer = error.as_service_error();
    let failure = Failure {
        kind: kind_of(error),
        operation,
        region,
        code: answer.and_then(code),
        message: answer.and_then(ServiceError::message).unwrap_or_default(),
        seen,
    };
    refusal.or_else(|| advice::on(&failure))
}

fn refusal(error: &SdkError<ServiceError, HttpResponse>) -> Option<&Refusal> {
    chain(error).find_map(|cause| cause.downcast_ref())
}

/// The time at which the service says that it answers.
fn date(answer: &HttpResponse) -> Option<SystemTime> {
    let date = DateTime::from_str(answer.headers().get("date")?, DateTimeFormat::HttpDate);
    SystemTime::try_from(date.ok()?).ok()
}

fn kind_of(error: &SdkError<ServiceError, HttpResponse>) -> Kind {
    match error {
        SdkError::ConstructionFailure(_) => Kind::Validation,
        SdkError::ServiceError(answer) => {
            kind_of_answer(answer.err(), answer.raw().status().as_u16())
        }
        SdkError::ResponseError(_) => Kind::Unexpected,
        _ if chain(error).any(|cause| cause.is::<CredentialsError>()) => Kind::Credentials,
        _ => Kind::Network,
    }
}

fn kind_of_answer(error: &ServiceError, status: u16) -> Kind {
    match code(error).unwrap_or_default() {
        "ResourceNotFoundException" => Kind::NotFound,
        "ConflictException" => Kind::Conflict,
        "AccessDeniedException" | "OptInRequired" => Kind::AccessDenied,
        "ServiceQuotaExceededException" => Kind::Quota,
        "ValidationException" => Kind::Validation,
        "UnknownOperationException" => Kind::Configuration,
        // The authentication layer in front of the service has names of its own.
        "UnrecognizedClientException"
        | "InvalidClientTokenId"
        | "InvalidSignatureException"
        | "SignatureDoesNotMatch"
        | "IncompleteSignature"
        | "MissingAuthenticationToken"
        | "MissingAuthenticationTokenException"
        | "RequestExpired"
        | "RequestTimeTooSkewed"
        | "ExpiredToken"
        | "ExpiredTokenException" => Kind::Credentials,
        _ => match status {
            429 => Kind::Throttled,
            500.. => Kind::Server,
            _ => Kind::Unexpected,
        },
    }
}

/// What the service said, or what kept it from saying anything; the operation, the attempts, the
/// request ID.
fn what_happened(
    error: &SdkError<ServiceError, HttpResponse>,
    operation: &str,
    seen: &Seen,
) -> String {
    let said = match error.as_service_error() {
        Some(answer) => said(answer),
        None => causes(error),
    };
    let said = match kind_of(error) {
        Kind::Credentials => without_credentials(error, &said),
        _ => said,
    };
    let mut context = vec![operation.to_owned()];
    if seen.attempts > 1 {
        context.push(format!("{} attempts", seen.attempts));
    }
    if let Some(id) = error.as_service_error().and_then(RequestId::request_id) {
        context.push(format!("request {id}"));
    }
    format!("{said} ({})", context.join(", "))
}

/// Why there are no credentials. Where none of the places has any, the list of the SDK is left out.
fn without_credentials(error: &SdkError<ServiceError, HttpResponse>, said: &str) -> String {
    let not_loaded =
        |cause: &CredentialsError| matches!(cause, CredentialsError::CredentialsNotLoaded(_));
    let found_none = chain(error).filter_map(|cause| cause.downcast_ref()).any(not_loaded);
    let cause = if said.contains(EVERYWHERE) { of_profile(said) } else { Some(said) };
    match (refusal(error), cause) {
        (Some(refusal), _) => refusal.to_string(),
        (None, None) => "No AWS credentials were found".to_owned(),
        (None, Some(cause)) if found_none => format!("No AWS credentials were found: {cause}"),
        (None, Some(cause)) => format!("AWS accepts no credentials of this provider: {cause}"),
    }
}

/// What the SDK says where it has looked everywhere.
const EVERYWHERE: &str = "no credentials found in chain";

/// What the SDK says before the cause, if there is one.
const NOT_ENABLED: &str = "the credential provider was not enabled";

/// What the list of the SDK says of the profile, unless that just has no credentials.
fn of_profile(said: &str) -> Option<&str> {
    let said = said.lines().find_map(|line| line.trim().strip_prefix("Profile: "))?;
    let cause = said.trim_start_matches(NOT_ENABLED).trim_start_matches(": ");
    let has_none = ["did not contain credential", "No profiles were defined"];
    let says_more = !cause.is_empty() && !has_none.iter().any(|part| cause.contains(part));
    says_more.then_some(cause)
}

/// The error code of an answer, which a server that is not the service leaves out or empty.
fn code(answer: &ServiceError) -> Option<&str> {
    answer.code().filter(|code| !code.is_empty())
}

fn said(answer: &ServiceError) -> String {
    let code = code(answer).unwrap_or("a response without an error code");
    match answer.message().filter(|message| !message.is_empty()) {
        Some(message) => format!("{code}: {message}"),
        None => code.to_owned(),
    }
}

/// The chain of causes below the SDK's own summary.
fn causes(error: &SdkError<ServiceError, HttpResponse>) -> String {
    texts(chain(error).skip(1).filter(|cause| !cause.is::<ConnectorError>()))
}

fn absent(answer: &ServiceError) -> Option<&ResourceNotFoundException> {
    match answer {
        ServiceError::ResourceNotFoundException(absent) => Some(absent),
        _ => None,
    }
}
