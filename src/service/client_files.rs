//! What the configuration files of package managers are made of: an address, and a token or the
//! variable that holds one.

use std::fmt;

use super::formats::Format;
use crate::aws::FORMAT;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::Field;
use crate::framework::path::{Path, Step};
use crate::framework::schema::Type;
use crate::framework::value::Value;

/// The variable of the environment that holds the token where a file does not. It is the one of
/// AWS's guide.
pub(crate) const VARIABLE: &str = "CODEARTIFACT_AUTH_TOKEN";

/// The name that a token has as a password.
pub(crate) const USER: &str = "aws";

/// A token for package managers. No error and no debug output shows it.
#[derive(Clone, PartialEq)]
pub(crate) struct Token(pub String);

impl Field for Token {
    const TYPE: Type = Type::String;

    fn decode(value: Value) -> Result<Self> {
        String::decode(value).map(Self)
    }

    fn encode(self) -> Value {
        self.0.encode()
    }

    fn check(value: &Value, at: &Path, report: &mut Vec<Error>) {
        let in_token = |c: char| c.is_ascii_alphanumeric() || "-._~+/=".contains(c);
        let Some(text) = value.as_str() else { return };
        if text.is_empty() || !text.chars().all(in_token) {
            let cause = "must be a token as CodeArtifact returns it; null means none".to_owned();
            report.push(Error { cause, path: at.clone() });
        }
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("(sensitive)")
    }
}

/// The address of a repository for one format.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Address {
    scheme: String,
    /// Host, and port where there is one, then the path, which ends in a slash.
    pub rest: String,
}

impl Address {
    /// The address that the argument `endpoint` holds, for one format or with a place for it.
    ///
    /// # Errors
    /// It is none of this format.
    pub(crate) fn parse(endpoint: &str, format: Format) -> Result<Self> {
        let wanted = format!("/{}/", format.text());
        let endpoint = endpoint.replacen(FORMAT, format.text(), 1);
        let parsed = endpoint.split_once("://").filter(|(scheme, rest)| {
            let clean = !rest.contains(|c: char| c.is_whitespace() || "\"'<>&@#?%`\\".contains(c));
            let host = rest.find('/').unwrap_or_default();
            matches!(*scheme, "https" | "http")
                && clean
                && host > 0
                && rest[host..].starts_with(&wanted)
        });
        // What was given is not repeated: it may be a token in the wrong place.
        let (scheme, rest) = parsed.ok_or_else(|| {
            let example = format!("https://….amazonaws.com{wanted}my-repository/");
            Error::at(
                "endpoint",
                format!("must be the endpoint of a repository, such as {example:?}"),
            )
        })?;
        let rest = format!("{}/", rest.trim_end_matches('/'));
        Ok(Self { scheme: scheme.to_owned(), rest })
    }

    /// The host, without its port.
    pub(crate) fn host(&self) -> &str {
        self.rest.split(['/', ':']).next().unwrap_or_default()
    }

    /// What a request for credentials calls the repository: the domain and the repository. The domain
    /// stands before the owner's account, in the host or, at an endpoint of one's own, in the path.
    pub(crate) fn realm(&self) -> String {
        let parts: Vec<&str> = self.rest.trim_end_matches('/').split('/').collect();
        let owned = parts.iter().find_map(|part| {
            let (domain, rest) = part.split('.').next()?.rsplit_once('-')?;
            (rest.len() == 12 && rest.bytes().all(|it| it.is_ascii_digit())).then_some(domain)
        });
        format!("{}/{}", owned.unwrap_or_default(), parts.last().unwrap_or(&""))
    }

    /// Whether nothing hides what is sent there.
    pub(crate) fn is_plain(&self) -> bool {
        self.scheme == "http"
    }

    /// The address with the user and the token in it.
    pub(crate) fn with_token(&self, Token(token): &Token) -> String {
        format!("{}://{USER}:{}@{}", self.scheme, encoded(token), self.rest)
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.rest)
    }
}

/// The scopes of npm that the argument `scopes` holds, without their `@`.
///
/// # Errors
/// One of them is not a scope.
pub(crate) fn scopes(given: &[String]) -> Result<Vec<&str>> {
    let named = given.iter().enumerate().map(|(index, scope)| {
        let name = scope.strip_prefix('@').unwrap_or(scope);
        let error = || {
            let cause = format!("must be a scope such as \"@my-scope\", got {scope:?}");
            Error::new(cause).under(Step::Index(index)).under(Step::Attribute("scopes".into()))
        };
        is_scope(name).then_some(name).ok_or_else(error)
    });
    named.collect()
}

fn is_scope(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    !name.is_empty() && name.chars().all(allowed)
}

/// The token as part of an address: three of its characters mean something else there.
fn encoded(token: &str) -> String {
    token.replace('/', "%2F").replace('+', "%2B").replace('=', "%3D")
}
