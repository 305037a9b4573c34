//! Tokens for package managers, and how long they are valid.

use secrecy::ExposeSecret;

use super::named::{Named, NamedDomain};
use crate::aws::Aws;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, Field, OptionalComputed, Sensitive, check_decoding};
use crate::framework::path::Path;
use crate::framework::schema::{Type, object};
use crate::framework::value::Value;

object! {
    /// A token for a domain.
    pub(crate) struct Token {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Validity of the token in seconds: 900 to 43200, or 0 for the remaining validity of the
        /// caller's credentials. Defaults to `43200`.
        duration_seconds: Option<TokenDuration>,
        /// Authorization token.
        authorization_token: Computed<Sensitive<String>>,
        /// Expiration time, in RFC 3339 format.
        expiration: Computed<String>,
    }
}

impl Token {
    /// Asks for the token.
    ///
    /// # Errors
    /// The service gives none.
    pub(crate) async fn issue(self, aws: &Aws) -> Result<Self> {
        let seconds = self.duration_seconds.map(|duration| duration.0);
        let issued = aws.authorization_token(&self.domain.id(), seconds).await?;
        Ok(Self {
            domain: self.domain.settled(aws).await,
            authorization_token: Sensitive(issued.token.expose_secret().to_owned()).into(),
            expiration: issued.expiration.into(),
            ..self
        })
    }
}

/// Seconds that the service accepts for a token: 0, for as long as the credentials of the caller,
/// or 15 minutes to 12 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TokenDuration(i64);

impl Field for TokenDuration {
    const TYPE: Type = Type::Number;

    fn decode(value: Value) -> Result<Self> {
        match i64::decode(value)? {
            seconds @ (0 | 900..=43_200) => Ok(Self(seconds)),
            other => Err(Error::new(format!("must be 0 or 900 to 43200 seconds, got {other}"))),
        }
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        check_decoding::<Self>(value, at, report);
    }
}
