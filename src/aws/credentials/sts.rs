//! The Security Token Service: its client, and what its callers have in common.

use std::error::Error;

use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::Result as Found;
use aws_credential_types::provider::error::CredentialsError;
use aws_sdk_sts::Client;
use aws_sdk_sts::config::Region;
use aws_sdk_sts::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_sts::types::{self, PolicyDescriptorType};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use crate::aws::configuration::Settings;
use crate::aws::configuration::user_agent::UserAgent;
use crate::aws::failure::Refusal;

/// Where the service is, and who is calling it.
#[derive(Clone, Debug)]
pub(in crate::aws) struct Sts {
    region: Option<String>,
    endpoint: Option<String>,
    user_agent: UserAgent,
}

impl Sts {
    /// The service as the provider block has it.
    pub(in crate::aws) fn new(settings: &Settings, user_agent: &str) -> Self {
        Self {
            region: settings.sts_region.clone(),
            endpoint: settings.endpoints.sts.clone(),
            user_agent: UserAgent(user_agent.to_owned()),
        }
    }

    /// The client that has the credentials of `shared`.
    pub(in crate::aws) fn client(&self, shared: &SdkConfig) -> Client {
        let mut sts = aws_sdk_sts::config::Builder::from(shared);
        sts = sts.interceptor(self.user_agent.clone());
        if let Some(region) = &self.region {
            sts = sts.region(Region::new(region.clone()));
        }
        if let Some(endpoint) = &self.endpoint {
            sts = sts.endpoint_url(endpoint).use_fips(false).use_dual_stack(false);
        }
        Client::from_conf(sts.build())
    }
}

/// Managed policies for the wire.
pub(in crate::aws) fn policies(arns: &[String]) -> Option<Vec<PolicyDescriptorType>> {
    given(arns, |arn| PolicyDescriptorType::builder().arn(arn).build())
}

/// A list for the wire: none if there is nothing to say.
pub(in crate::aws) fn given<T, U>(list: &[T], to_wire: impl Fn(&T) -> U) -> Option<Vec<U>> {
    (!list.is_empty()).then(|| list.iter().map(to_wire).collect())
}

/// The credentials of an answer.
pub(in crate::aws) fn credentials(answer: Option<types::Credentials>) -> Found {
    let found = answer.ok_or_else(|| failed("The response contains no credentials.".to_owned()))?;
    let ends = (*found.expiration()).try_into().map_err(CredentialsError::provider_error)?;
    let token = Some(found.session_token);
    Ok(Credentials::new(found.access_key_id, found.secret_access_key, token, Some(ends), "role"))
}

pub(in crate::aws) fn failed(message: String) -> CredentialsError {
    Refusal::new(message).into()
}

/// The refusal to let a caller assume a role, which `trust` puts right where it was denied.
pub(in crate::aws) fn not_assumed<E: ProvideErrorMetadata + Error + 'static>(
    what: &str,
    error: &SdkError<E, HttpResponse>,
    trust: &str,
) -> CredentialsError {
    let refusal = Refusal::new(format!("{what}: {}", reason(error)));
    let code = error.as_service_error().and_then(ProvideErrorMetadata::code);
    match code {
        Some("AccessDenied" | "AccessDeniedException") => refusal.with_advice(trust).into(),
        _ => refusal.into(),
    }
}

/// What the Security Token Service said, or why there is no answer of it.
pub(in crate::aws) fn reason<E: ProvideErrorMetadata + Error + 'static>(
    error: &SdkError<E, HttpResponse>,
) -> String {
    match error.as_service_error().map(|error| (error.code(), error.message())) {
        Some((Some(code), message)) => format!("{code}: {}", message.unwrap_or("no message")),
        _ => DisplayErrorContext(error).to_string(),
    }
}
