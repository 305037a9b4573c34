//! A role that is assumed with the token of another identity provider, such as that of a CI system.

use std::fs;
use std::path::PathBuf;

use aws_config::SdkConfig;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, Result as Found, future};
use aws_sdk_sts::Client;
use secrecy::{ExposeSecret, SecretString};

use super::environment::{Environment, expanded, variable};
use super::error::{Error, Result};
use super::settings::{Settings, WebIdentity};
use super::sts::{SESSION, Sts, credentials, failed, policies, told};

/// What the role is assumed with.
#[derive(Clone, Debug)]
pub(super) struct Resolved {
    role_arn: String,
    token: Token,
    session_name: String,
    settings: WebIdentity,
}

/// A token, or the file in which somebody renews it.
#[derive(Clone, Debug)]
enum Token {
    Literal(SecretString),
    File(PathBuf),
}

impl Resolved {
    /// The web identity of the provider block, whose gaps the environment fills, or else that of the environment.
    pub(super) fn resolve(settings: &Settings, env: &Environment) -> Result<Option<Resolved>> {
        let block = settings.web_identity.as_ref();
        let given = block.cloned().unwrap_or_default();
        let role_arn = given.role_arn.clone().or_else(|| variable(env, "AWS_ROLE_ARN"));
        let token = token(&given, env)?;
        let session_name =
            given.session_name.clone().or_else(|| variable(env, "AWS_ROLE_SESSION_NAME"));
        let session_name = session_name.unwrap_or_else(|| SESSION.to_owned());
        match (role_arn, token) {
            (Some(role_arn), Some(token)) => {
                Ok(Some(Resolved { role_arn, token, session_name, settings: given }))
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

/// The token: what the block says about it beats the environment, whether that has a token or a file.
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

/// Assumes the role, with the token that the file holds by then.
#[derive(Debug)]
pub(super) struct WebIdentityProvider {
    sts: Client,
    identity: Resolved,
}

impl WebIdentityProvider {
    pub(super) fn new(identity: Resolved, sts: &Sts, shared: &SdkConfig) -> Self {
        Self { sts: sts.client(shared), identity }
    }

    async fn assume(&self) -> Found {
        let Resolved { role_arn, session_name, settings, .. } = &self.identity;
        let sent = self
            .sts
            .assume_role_with_web_identity()
            .role_arn(role_arn)
            .role_session_name(session_name)
            .web_identity_token(self.identity.token.read()?.expose_secret())
            .set_duration_seconds(settings.duration)
            .set_policy(settings.policy.clone())
            .set_policy_arns(policies(&settings.policy_arns))
            .send();
        let answer = sent.await.map_err(|error| {
            let cause = told(&error);
            failed(format!("assume role with web identity, {role_arn}: {cause}"))
        })?;
        credentials(answer.credentials)
    }
}

impl Token {
    fn read(&self) -> std::result::Result<SecretString, CredentialsError> {
        match self {
            Self::Literal(token) => Ok(token.clone()),
            Self::File(path) => match fs::read_to_string(path) {
                Ok(token) => Ok(token.trim().to_owned().into()),
                Err(error) => {
                    let path = path.display();
                    Err(failed(format!("the file of the web identity token, {path}: {error}")))
                }
            },
        }
    }
}

impl ProvideCredentials for WebIdentityProvider {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.assume())
    }
}
