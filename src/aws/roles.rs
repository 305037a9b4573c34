//! Roles that are assumed on the way to the credentials of the service, and the check of the account that they lead to.
//!
//! Nothing is called before the first call of the service asks for credentials.

use std::error::Error;

use aws_config::SdkConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{
    ProvideCredentials, Result as Found, SharedCredentialsProvider, future,
};
use aws_sdk_sts::Client;
use aws_sdk_sts::config::Region;
use aws_sdk_sts::error::{DisplayErrorContext, ProvideErrorMetadata, SdkError};
use aws_sdk_sts::types::{self, PolicyDescriptorType, Tag};
use aws_smithy_runtime_api::client::orchestrator::HttpResponse;

use super::settings::{Role, Settings};

/// The name of a session that nobody has named.
pub(super) const SESSION: &str = "terraform-provider-codeartifact";

/// The configuration whose credentials are those at the end of the chain of roles, in an account that is allowed.
pub(super) fn chained(settings: &Settings, mut shared: SdkConfig) -> SdkConfig {
    let count = settings.assume_role.len();
    for (index, role) in settings.assume_role.iter().enumerate() {
        let place = format!("assume role {} of {count}", index + 1);
        let assumed = Assumed { sts: client(settings, &shared), role: role.clone(), place };
        shared = with_credentials(&shared, SharedCredentialsProvider::new(assumed));
    }
    let Some(source) = shared.credentials_provider().filter(|_| settings.accounts.are_checked())
    else {
        return shared;
    };
    let checked =
        Checked { settings: settings.clone(), shared: shared.clone(), source: source.clone() };
    with_credentials(&shared, SharedCredentialsProvider::new(checked))
}

/// The same configuration with these credentials.
pub(super) fn with_credentials(
    shared: &SdkConfig,
    credentials: SharedCredentialsProvider,
) -> SdkConfig {
    shared.to_builder().credentials_provider(credentials).build()
}

/// The Security Token Service, where the provider block says it is.
pub(super) fn client(settings: &Settings, shared: &SdkConfig) -> Client {
    let mut sts = aws_sdk_sts::config::Builder::from(shared);
    if let Some(region) = &settings.sts_region {
        sts = sts.region(Region::new(region.clone()));
    }
    if let Some(endpoint) = &settings.endpoints.sts {
        sts = sts.endpoint_url(endpoint).use_fips(false).use_dual_stack(false);
    }
    Client::from_conf(sts.build())
}

/// One role of the chain, assumed with the credentials of the link before it.
#[derive(Debug)]
struct Assumed {
    sts: Client,
    role: Role,
    place: String,
}

impl Assumed {
    async fn assume(&self) -> Found {
        let Role { role_arn, tags, policy_arns, transitive_tag_keys, .. } = &self.role;
        let session = self.role.session_name.as_deref().unwrap_or(SESSION);
        let sent = self
            .sts
            .assume_role()
            .role_arn(role_arn)
            .role_session_name(session)
            .set_duration_seconds(self.role.duration)
            .set_external_id(self.role.external_id.clone())
            .set_policy(self.role.policy.clone())
            .set_policy_arns(policies(policy_arns))
            .set_source_identity(self.role.source_identity.clone())
            .set_tags(tag_list(tags)?)
            .set_transitive_tag_keys(given(transitive_tag_keys, String::clone))
            .send();
        let answer = sent.await.map_err(|error| {
            let cause = told(&error);
            failed(format!("{}, {role_arn}: {cause}", self.place))
        })?;
        credentials(answer.credentials)
    }
}

impl ProvideCredentials for Assumed {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.assume())
    }
}

/// Managed policies for the wire.
pub(super) fn policies(arns: &[String]) -> Option<Vec<PolicyDescriptorType>> {
    given(arns, |arn| PolicyDescriptorType::builder().arn(arn).build())
}

/// A list for the wire: none where there is nothing to say.
fn given<T, U>(list: &[T], to_wire: impl Fn(&T) -> U) -> Option<Vec<U>> {
    (!list.is_empty()).then(|| list.iter().map(to_wire).collect())
}

fn tag_list(tags: &super::Tags) -> Result<Option<Vec<Tag>>, CredentialsError> {
    let tags = tags.iter().map(|(key, value)| Tag::builder().key(key).value(value).build());
    let tags = tags.collect::<Result<Vec<_>, _>>().map_err(CredentialsError::provider_error)?;
    Ok((!tags.is_empty()).then_some(tags))
}

/// The credentials of an answer.
pub(super) fn credentials(answer: Option<types::Credentials>) -> Found {
    let found = answer.ok_or_else(|| failed("The answer holds no credentials.".to_owned()))?;
    let ends = (*found.expiration()).try_into().map_err(CredentialsError::provider_error)?;
    let token = Some(found.session_token);
    Ok(Credentials::new(found.access_key_id, found.secret_access_key, token, Some(ends), "role"))
}

pub(super) fn failed(message: String) -> CredentialsError {
    CredentialsError::provider_error(message)
}

/// What the Security Token Service said, or why there is no answer of it.
pub(super) fn told<E: ProvideErrorMetadata + Error + 'static>(
    error: &SdkError<E, HttpResponse>,
) -> String {
    match error.as_service_error().map(|error| (error.code(), error.message())) {
        Some((Some(code), message)) => format!("{code}: {}", message.unwrap_or("no message")),
        _ => DisplayErrorContext(error).to_string(),
    }
}

/// Credentials whose account is checked once they are there.
#[derive(Debug)]
struct Checked {
    settings: Settings,
    shared: SdkConfig,
    source: SharedCredentialsProvider,
}

impl Checked {
    async fn check(&self) -> Found {
        let found = self.source.provide_credentials().await?;
        let same = SharedCredentialsProvider::new(found.clone());
        let sts = client(&self.settings, &with_credentials(&self.shared, same));
        let answer = sts.get_caller_identity().send().await.map_err(|error| {
            let cause = told(&error);
            failed(format!("The account of the credentials cannot be told: {cause}"))
        })?;
        let account = answer.account.unwrap_or_default();
        match self.settings.accounts.allow(&account) {
            true => Ok(found),
            false => Err(failed(format!("AWS account ID not allowed: {account}"))),
        }
    }
}

impl ProvideCredentials for Checked {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.check())
    }
}
