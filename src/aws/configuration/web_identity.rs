//! What a role is assumed with by the token of another identity provider.

use std::fs;
use std::path::PathBuf;

use secrecy::SecretString;

use super::environment::{Environment, expanded, variable};
use super::settings::{Settings, WebIdentity};
use crate::aws::failure::{Error, Result};

/// The name of a session to which the configuration gives none.
pub(in crate::aws) const SESSION: &str = "terraform-provider-codeartifact";

/// What the role is assumed with.
#[derive(Clone, Debug)]
pub(in crate::aws) struct Resolved {
    pub(in crate::aws) role_arn: String,
    pub(in crate::aws) token: Token,
    pub(in crate::aws) session_name: String,
    pub(in crate::aws) settings: WebIdentity,
}

/// A token, or the file in which another process renews it.
#[derive(Clone, Debug)]
pub(in crate::aws) enum Token {
    Literal(SecretString),
    File(PathBuf),
}

impl Resolved {
    /// The web identity of the provider block, whose gaps the environment fills, or else that of
    /// the environment.
    pub(in crate::aws) fn resolve(settings: &Settings, env: &Environment) -> Result<Option<Self>> {
        let block = settings.web_identity.as_ref();
        let given = block.cloned().unwrap_or_default();
        let role_arn = given.role_arn.clone().or_else(|| variable(env, "AWS_ROLE_ARN"));
        let token = token(&given, env)?;
        let session_name =
            given.session_name.clone().or_else(|| variable(env, "AWS_ROLE_SESSION_NAME"));
        let session_name = session_name.unwrap_or_else(|| SESSION.to_owned());
        match (role_arn, token) {
            (Some(role_arn), Some(token)) => {
                Ok(Some(Self { role_arn, token, session_name, settings: given }))
            }
            _ if block.is_none() => Ok(None),
            (None, _) => Err(incomplete("`role_arn` or AWS_ROLE_ARN is missing")),
            (_, None) => Err(incomplete(
                "Exactly one of `web_identity_token` and `web_identity_token_file` is required, or \
                 TF_AWS_WEB_IDENTITY_TOKEN or AWS_WEB_IDENTITY_TOKEN_FILE",
            )),
        }
    }
}

/// The token: what the block says about it beats the environment, whether that has a token or a
/// file.
fn token(given: &WebIdentity, env: &Environment) -> Result<Option<Token>> {
    let file = |path: String| Token::File(expanded(&path, env));
    match (given.token.clone(), given.token_file.clone()) {
        (Some(_), Some(_)) => Err(incomplete(
            "Exactly one of `web_identity_token` and `web_identity_token_file` is required, not both",
        )),
        (Some(token), None) => Ok(Some(Token::Literal(token))),
        (None, Some(path)) => Ok(Some(file(path))),
        (None, None) => {
            let literal = variable(env, "TF_AWS_WEB_IDENTITY_TOKEN").map(SecretString::from);
            let path = || variable(env, "AWS_WEB_IDENTITY_TOKEN_FILE").map(file);
            Ok(literal.map(Token::Literal).or_else(path))
        }
    }
}

fn incomplete(cause: &str) -> Error {
    Error::misconfigured(format!("`assume_role_with_web_identity`: {cause}."))
}

impl Token {
    /// The token, as the file holds it by now.
    pub(in crate::aws) fn read(&self) -> std::result::Result<SecretString, String> {
        match self {
            Self::Literal(token) => Ok(token.clone()),
            Self::File(path) => match fs::read_to_string(path) {
                Ok(token) => Ok(token.trim().to_owned().into()),
                Err(error) => {
                    let path = path.display();
                    Err(format!("the file of the web identity token, {path}: {error}"))
                }
            },
        }
    }
}
