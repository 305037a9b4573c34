//! What can go wrong, in words for the person who has to put it right.
//!
//! No text holds a key, a token or a password: it is made of what the service says, the operation,
//! the request ID, and advice.

use std::error::Error as StdError;
use std::fmt;
use std::time::{Duration, Instant, SystemTime};

use super::secrets::without_passwords;

/// The result of whatever talks to AWS.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call failed.
#[derive(Clone, Debug)]
pub struct Error {
    pub(super) kind: Kind,
    pub(super) text: String,
    /// What to do about it, which is shown below all the rest.
    pub(super) advice: Option<String>,
    pub(super) resource_type: Option<String>,
    pub(super) resource_id: Option<String>,
    pub(super) in_doubt: bool,
    pub(super) answered_at: Option<SystemTime>,
}

/// What sort of failure it is, as far as a caller may want to branch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
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
    pub(in crate::aws) fn new(kind: Kind, text: impl Into<String>) -> Self {
        let text = without_passwords(&text.into());
        let (resource_type, resource_id, answered_at) = (None, None, None);
        Self { kind, text, advice: None, resource_type, resource_id, in_doubt: false, answered_at }
    }

    /// The configuration is wrong, or what it names cannot be used.
    pub(in crate::aws) fn misconfigured(text: impl Into<String>) -> Self {
        Self::new(Kind::Configuration, text)
    }

    /// The service answered a call with success and left out what was asked for.
    pub(in crate::aws) fn incomplete(what: &str) -> Self {
        let text =
            format!("CodeArtifact returned a response without {what}, which its API guarantees.");
        Self::new(Kind::Unexpected, text)
    }

    /// The same failure, after it was waited for something else.
    pub(in crate::aws) fn after(self, waited: Duration) -> Self {
        let seconds = waited.as_secs();
        self.with(&format!("The provider has waited {seconds} seconds for a different response."))
    }

    /// The same failure with more of what happened.
    #[must_use]
    pub(crate) fn with(mut self, more: &str) -> Self {
        self.text = format!("{}\n\n{more}", self.text);
        self
    }

    /// What sort of failure it is.
    #[must_use]
    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Whether an attempt of the call went unanswered, so that the service may have done what was
    /// asked.
    #[must_use]
    pub(crate) fn in_doubt(&self) -> bool {
        self.in_doubt
    }

    /// The time that it was at the service at a moment before this answer, by the service's own
    /// clock.
    #[must_use]
    pub(in crate::aws) fn service_time_of(&self, moment: Instant) -> Option<SystemTime> {
        self.answered_at?.checked_sub(moment.elapsed())
    }

    /// Whether the service says that one of these types of resource does not exist. An answer that
    /// names no type counts: it can only speak of what was asked for.
    pub(in crate::aws) fn says_absent(&self, resource_types: &[&str]) -> bool {
        let right_type = |absent: &String| resource_types.contains(&absent.as_str());
        self.kind == Kind::NotFound && self.resource_type.as_ref().is_none_or(right_type)
    }

    /// The name of the resource that does not exist, where the service gives it.
    pub(in crate::aws) fn absent(&self) -> Option<&str> {
        self.resource_id.as_deref()
    }

    /// What to do about it, below what happened.
    pub(in crate::aws) fn advice(&self) -> Option<&str> {
        self.advice.as_deref()
    }

    /// The same error in one line, where another one has the same advice.
    pub(in crate::aws) fn without_advice(self) -> Self {
        let text = format!("{}. See another error of this run for what to do.", self.text);
        Self { text, advice: None, ..self }
    }

    /// The same error with what to do about it, instead of what is known to do in general.
    pub(in crate::aws) fn with_advice(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(without_passwords(&advice.into())), ..self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.advice {
            Some(advice) => write!(f, "{}\n\n{advice}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

impl StdError for Error {}

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
