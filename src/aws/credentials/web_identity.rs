//! A role that is assumed with the token of another identity provider, such as that of a CI system.

use aws_config::SdkConfig;
use aws_credential_types::provider::{ProvideCredentials, Result as Found, future};
use aws_sdk_sts::Client;
use secrecy::ExposeSecret;

use super::sts::{Sts, credentials, failed, not_assumed, policies};
use crate::aws::configuration::web_identity::Resolved;

const TRUST: &str = "The trust policy of the role must name the identity provider, and its conditions must fit the \
                     token: audience (`aud`) and subject (`sub`).";

/// Assumes the role, with the token that the file holds by then.
#[derive(Debug)]
pub(in crate::aws) struct WebIdentityProvider {
    sts: Client,
    identity: Resolved,
}

impl WebIdentityProvider {
    pub(in crate::aws) fn new(identity: Resolved, sts: &Sts, shared: &SdkConfig) -> Self {
        Self { sts: sts.client(shared), identity }
    }

    async fn assume(&self) -> Found {
        let Resolved { role_arn, session_name, settings, .. } = &self.identity;
        let sent = self
            .sts
            .assume_role_with_web_identity()
            .role_arn(role_arn)
            .role_session_name(session_name)
            .web_identity_token(self.identity.token.read().map_err(failed)?.expose_secret())
            .set_duration_seconds(settings.duration)
            .set_policy(settings.policy.clone())
            .set_policy_arns(policies(&settings.policy_arns))
            .send();
        let answer = sent.await.map_err(|error| {
            not_assumed(&format!("assume role with web identity, {role_arn}"), &error, TRUST)
        })?;
        credentials(answer.credentials)
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
