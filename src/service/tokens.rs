//! Tokens for package managers, and how long they are valid.

use secrecy::ExposeSecret;

use crate::{
    aws::{Aws, DomainId},
    framework::{
        diagnostic::{Error, Result},
        field::{Computed, Field, OptionalComputed, Sensitive, check_decoding},
        path::Path,
        schema::Type,
        value::Value,
    },
};

/// A token, and what it is good for.
pub(crate) struct Issued {
    /// The token.
    pub authorization_token: Computed<Sensitive<String>>,
    /// When it ends, as RFC 3339.
    pub expiration: Computed<String>,
    /// The Region of the domain.
    pub region: OptionalComputed<String>,
}

/// Asks for a token for a domain.
///
/// # Errors
/// The service gives none.
pub(crate) async fn issue(
    aws: &Aws,
    id: &DomainId,
    duration: Option<TokenDuration>,
) -> Result<Issued> {
    let issued = aws.authorization_token(id, duration.map(|duration| duration.0)).await?;
    let region = aws.region_of(id.region.as_deref()).to_owned();
    Ok(Issued {
        authorization_token: Sensitive(issued.token.expose_secret().to_owned()).into(),
        expiration: issued.expiration.into(),
        region: region.into(),
    })
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
