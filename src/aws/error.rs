//! What can go wrong, in words for the person who has to put it right.
//!
//! The SDK's errors are mapped here and nowhere else. No text holds a key or a token: it is made of what the
//! service says, the operation, the request ID, and advice.

use std::error::Error as StdError;
use std::fmt;
use std::io;

use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_codeartifact::Error as ServiceError;
use aws_sdk_codeartifact::config::http::HttpResponse;
use aws_sdk_codeartifact::error::{ConnectorError, ProvideErrorMetadata, SdkError};
use aws_sdk_codeartifact::operation::RequestId;

use super::advice;
use super::retry::Seen;

/// The result of whatever talks to AWS.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a call failed.
#[derive(Clone, Debug)]
pub struct Error {
    kind: Kind,
    text: String,
    resource_type: Option<String>,
    in_doubt: bool,
}

/// What sort of failure it is, as far as a caller may want to branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The service says that a resource does not exist.
    NotFound,
    /// The resource exists already, or is not in the state that the call needs.
    Conflict,
    /// The caller may not do this.
    AccessDenied,
    /// Too many requests, in every attempt.
    Throttled,
    /// A quota of the account is used up.
    Quota,
    /// The service, or the SDK, refuses a value.
    Validation,
    /// The service failed.
    Server,
    /// No answer: nothing listens, the name is unknown, the connection broke or took too long.
    Network,
    /// No credentials, or some that AWS does not accept.
    Credentials,
    /// The provider's own configuration is wrong or incomplete.
    Configuration,
    /// Terraform asked the provider to stop.
    Stopped,
    /// An answer that CodeArtifact does not give.
    Unexpected,
}

impl Error {
    pub(super) fn new(kind: Kind, text: impl Into<String>) -> Error {
        Error { kind, text: text.into(), resource_type: None, in_doubt: false }
    }

    /// The configuration is wrong, or what it names cannot be used.
    pub(super) fn misconfigured(text: impl Into<String>) -> Error {
        Error::new(Kind::Configuration, text)
    }

    /// The service answered a call with success and left out what was asked for.
    pub(super) fn incomplete(what: &str) -> Error {
        let text = format!("The service answered without {what}, which its interface promises.");
        Error::new(Kind::Unexpected, text)
    }

    /// What sort of failure it is.
    #[must_use]
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether an attempt of the call went unanswered, so that the service may have done what was asked.
    #[must_use]
    pub fn in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// Whether the service says that one of these types of resource does not exist. An answer that names no type
    /// counts: it can only speak of what was asked for.
    pub(super) fn says_absent(&self, resource_types: &[&str]) -> bool {
        let right_type = |absent: &String| resource_types.contains(&absent.as_str());
        self.kind == Kind::NotFound && self.resource_type.as_ref().is_none_or(right_type)
    }

    /// The same error with one more sentence.
    pub(super) fn with_advice(mut self, advice: &str) -> Error {
        self.text = format!("{}\n\n{advice}", self.text);
        self
    }

    /// The call was given up between two attempts, or not tried again, because Terraform asked to stop.
    pub(super) fn stopped(operation: &str, seen: &Seen) -> Error {
        let outcome = match seen.in_doubt {
            true => "an attempt went unanswered, so that the service may have carried it out",
            false => "the service did not carry it out",
        };
        let attempts = seen.attempts;
        let text = format!("{operation} was stopped after {attempts} failed attempts: {outcome}.");
        Error { in_doubt: seen.in_doubt, ..Error::new(Kind::Stopped, text) }
    }

    /// Maps what the SDK reports about a call.
    pub(super) fn from_sdk<E>(
        operation: &str,
        region: &str,
        error: SdkError<E, HttpResponse>,
        seen: &Seen,
    ) -> Error
    where
        E: StdError + Send + Sync + Into<ServiceError> + 'static,
    {
        let error = error.map_service_error(Into::into);
        let kind = kind_of(&error);
        let mut text = what_happened(&error, operation, seen);
        if let Some(advice) = advice::on(kind, operation, region, seen) {
            text = format!("{text}\n\n{advice}");
        }
        Error {
            kind,
            text,
            resource_type: error.as_service_error().and_then(resource_type),
            in_doubt: seen.in_doubt,
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Error {}

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
    match error.code().unwrap_or_default() {
        "ResourceNotFoundException" => Kind::NotFound,
        "ConflictException" => Kind::Conflict,
        "AccessDeniedException" => Kind::AccessDenied,
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
        | "ExpiredToken"
        | "ExpiredTokenException" => Kind::Credentials,
        _ => match status {
            429 => Kind::Throttled,
            500.. => Kind::Server,
            _ => Kind::Unexpected,
        },
    }
}

/// What the service said, or what kept it from saying anything; the operation, the attempts, the request ID.
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
        Kind::Credentials => format!("AWS accepts no credentials of this provider: {said}"),
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

fn said(answer: &ServiceError) -> String {
    let code = answer.code().unwrap_or("an answer without an error code");
    match answer.message() {
        Some(message) => format!("{code}: {message}"),
        None => code.to_owned(),
    }
}

/// The chain of causes below the SDK's own summary.
fn causes(error: &SdkError<ServiceError, HttpResponse>) -> String {
    texts(chain(error).skip(1).filter(|cause| !cause.is::<ConnectorError>()))
}

/// What errors say, each said once.
pub(super) fn texts<'a>(errors: impl Iterator<Item = &'a (dyn StdError + 'static)>) -> String {
    let mut texts: Vec<String> = Vec::new();
    for error in errors {
        let text = error.to_string();
        if !texts.iter().any(|said| said.contains(&text)) {
            texts.push(text);
        }
    }
    texts.join(": ")
}

fn resource_type(answer: &ServiceError) -> Option<String> {
    match answer {
        ServiceError::ResourceNotFoundException(absent) => {
            absent.resource_type().map(|kind| kind.as_str().to_owned())
        }
        _ => None,
    }
}

/// An error and everything that caused it. An `io::Error` passes over its own content when it is asked for its source.
pub(super) fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |&cause| match cause.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|content| content as _),
        None => cause.source(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(kind: Kind, resource_type: Option<&str>, absent: bool) {
        let error =
            Error { resource_type: resource_type.map(str::to_owned), ..Error::new(kind, "text") };
        assert_eq!(error.says_absent(&["domain"]), absent, "{error:?}");
    }

    #[test]
    fn only_the_right_type_of_resource_is_absent() {
        check(Kind::NotFound, Some("domain"), true);
        check(Kind::NotFound, None, true);
        check(Kind::NotFound, Some("repository"), false);
        check(Kind::AccessDenied, Some("domain"), false);
        check(Kind::Unexpected, None, false);
    }
}
