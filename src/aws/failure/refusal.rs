//! Why there are no credentials, where this provider knows it better than the SDK.

use std::error::Error as StdError;
use std::fmt;

use aws_credential_types::provider::error::CredentialsError;

/// Why there are no credentials, and what to do about it.
#[derive(Debug)]
pub(in crate::aws) struct Refusal {
    text: String,
    /// What to do, where that is not to look at the credentials themselves.
    pub(super) advice: Option<String>,
}

impl Refusal {
    pub(in crate::aws) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), advice: None }
    }

    pub(in crate::aws) fn with_advice(self, advice: impl Into<String>) -> Self {
        Self { advice: Some(advice.into()), ..self }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Refusal {}

impl From<Refusal> for CredentialsError {
    fn from(refusal: Refusal) -> Self {
        Self::provider_error(refusal)
    }
}
