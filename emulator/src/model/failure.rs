//! What a caller receives when a call is refused.

use std::borrow::Cow;
use std::error::Error;
use std::fmt;

use serde_json::{Map, Value};

/// The error codes of the service model.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Code {
    /// The caller may not do this.
    AccessDenied,
    /// The state of the resource does not allow the call.
    Conflict,
    /// The resource does not exist.
    NotFound,
    /// A quota is reached.
    Quota,
    /// The call came too soon.
    Throttling,
    /// An input breaks a rule.
    Validation(Reason),
}

/// Why an input was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The body or a value cannot be read.
    CannotParse,
    /// The encryption key cannot be used.
    EncryptionKey,
    /// A value breaks a constraint.
    Field,
    /// Anything else.
    Other,
}

impl Code {
    fn name(self) -> &'static str {
        match self {
            Self::AccessDenied => "AccessDeniedException",
            Self::Conflict => "ConflictException",
            Self::NotFound => "ResourceNotFoundException",
            Self::Quota => "ServiceQuotaExceededException",
            Self::Throttling => "ThrottlingException",
            Self::Validation(_) => "ValidationException",
        }
    }

    fn status(self) -> u16 {
        match self {
            Self::AccessDenied => 403,
            Self::Conflict => 409,
            Self::NotFound => 404,
            Self::Quota => 402,
            Self::Throttling => 429,
            Self::Validation(_) => 400,
        }
    }
}

impl Reason {
    fn name(self) -> &'static str {
        match self {
            Self::CannotParse => "CANNOT_PARSE",
            Self::EncryptionKey => "ENCRYPTION_KEY_ERROR",
            Self::Field => "FIELD_VALIDATION_FAILED",
            Self::Other => "OTHER",
        }
    }
}

/// A refusal, before it is put into the form of a protocol.
#[derive(Clone, Debug)]
pub(crate) struct Failure {
    /// Error code on the wire.
    pub(crate) code: Cow<'static, str>,
    /// HTTP status.
    pub(crate) status: u16,
    /// Text for people.
    pub(crate) message: String,
    /// Further members of the body.
    pub(crate) members: Map<String, Value>,
    /// Seconds for the header `Retry-After`.
    pub(crate) retry_after: Option<u64>,
    /// How callers can say who they are, for the header `WWW-Authenticate`.
    pub(crate) challenges: Vec<String>,
}

impl Failure {
    /// A failure of the model.
    pub(crate) fn new(code: Code, message: impl Into<String>) -> Self {
        let mut failure = Self::with_status(code.name(), code.status(), message);
        if let Code::Validation(reason) = code {
            failure.members.insert("reason".into(), reason.name().into());
        }
        failure
    }

    /// An input breaks a rule.
    pub(crate) fn validation(reason: Reason, message: impl Into<String>) -> Self {
        Self::new(Code::Validation(reason), message)
    }

    /// The call came too soon; it may be repeated after this many seconds.
    pub(crate) fn throttled(retry_after: u64) -> Self {
        let mut failure = Self::new(Code::Throttling, "Rate exceeded");
        failure.retry_after = Some(retry_after);
        failure
    }

    /// The caller was not recognized: an error of the layer before the service.
    pub(crate) fn unrecognised(code: &'static str, message: impl Into<String>) -> Self {
        Self::with_status(code, 403, message)
    }

    /// The emulator itself has failed.
    pub(crate) fn internal(error: &std::io::Error) -> Self {
        Self::with_status("InternalServerException", 500, format!("The emulator failed: {error}"))
    }

    /// No operation has this method and path.
    pub(crate) fn unknown_operation() -> Self {
        Self::with_status("UnknownOperationException", 404, "The requested operation is not known.")
    }

    pub(crate) fn names_its_resource(&self) -> bool {
        let codes = [Code::Conflict, Code::NotFound, Code::Quota];
        codes.iter().any(|code| code.name() == self.code)
    }

    /// A failure outside the model.
    pub(crate) fn with_status(
        code: impl Into<Cow<'static, str>>,
        status: u16,
        message: impl Into<String>,
    ) -> Self {
        Self {
            code: code.into(),
            status,
            message: message.into(),
            members: Map::new(),
            retry_after: None,
            challenges: Vec::new(),
        }
    }
}

/// How a request ends before its time.
#[derive(Debug)]
pub(crate) enum Interruption {
    /// With a refusal.
    Refused(Failure),
    /// With a closed connection.
    Dropped,
}

/// A request that ends without an answer: its connection is closed.
#[derive(Debug)]
pub(crate) struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("closed without an answer")
    }
}

impl Error for Dropped {}
