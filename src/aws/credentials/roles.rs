//! Roles that are assumed on the way to the credentials of the service, and the check of the
//! account that they lead to.
//!
//! Nothing is called before the first call of the service asks for credentials.

use aws_config::SdkConfig;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{
    ProvideCredentials, Result as Found, SharedCredentialsProvider, future,
};
use aws_sdk_sts::Client;
use aws_sdk_sts::types::Tag;

use super::sts::{Sts, credentials, failed, given, not_assumed, policies, reason};
use crate::aws::configuration::web_identity::SESSION;
use crate::aws::configuration::{Accounts, Role, Settings};
use crate::aws::failure::Refusal;
use crate::aws::names::Tags;

/// The configuration whose credentials are those at the end of the chain of roles, in an account
/// that is allowed.
pub(in crate::aws) fn chained(settings: &Settings, sts: &Sts, mut shared: SdkConfig) -> SdkConfig {
    let count = settings.assume_role.len();
    for (index, role) in settings.assume_role.iter().enumerate() {
        let place = format!("assume role {} of {count}", index + 1);
        let assumed = Assumed { sts: sts.client(&shared), role: role.clone(), place };
        shared = with_credentials(&shared, SharedCredentialsProvider::new(assumed));
    }
    let Some(source) = shared.credentials_provider().filter(|_| settings.accounts.are_checked())
    else {
        return shared;
    };
    let checked = Checked {
        accounts: settings.accounts.clone(),
        sts: sts.clone(),
        shared: shared.clone(),
        source: source.clone(),
    };
    with_credentials(&shared, SharedCredentialsProvider::new(checked))
}

/// The same configuration with these credentials.
pub(in crate::aws) fn with_credentials(
    shared: &SdkConfig,
    credentials: SharedCredentialsProvider,
) -> SdkConfig {
    shared.to_builder().credentials_provider(credentials).build()
}

const TRUST: &str = "The caller needs `sts:AssumeRole` on the role, and the trust policy of the role must name the caller.";

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
        let answer = sent
            .await
            .map_err(|error| not_assumed(&format!("{}, {role_arn}", self.place), &error, TRUST))?;
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

fn tag_list(tags: &Tags) -> Result<Option<Vec<Tag>>, CredentialsError> {
    let tags = tags.iter().map(|(key, value)| Tag::builder().key(key).value(value).build());
    let tags = tags.collect::<Result<Vec<_>, _>>().map_err(CredentialsError::provider_error)?;
    Ok((!tags.is_empty()).then_some(tags))
}

/// Credentials whose account is checked once they are there.
#[derive(Debug)]
struct Checked {
    accounts: Accounts,
    sts: Sts,
    shared: SdkConfig,
    source: SharedCredentialsProvider,
}

impl Checked {
    async fn check(&self) -> Found {
        let found = self.source.provide_credentials().await?;
        let same = SharedCredentialsProvider::new(found.clone());
        let sts = self.sts.client(&with_credentials(&self.shared, same));
        let answer = sts.get_caller_identity().send().await.map_err(|error| {
            let cause = reason(&error);
            failed(format!(
                "The account of the provider's credentials could not be determined: {cause}"
            ))
        })?;
        let account = answer.account.unwrap_or_default();
        match self.accounts.allow(&account) {
            true => Ok(found),
            false => Err(self.refusal(&account).into()),
        }
    }
}

impl Checked {
    fn refusal(&self, account: &str) -> Refusal {
        let list = match self.accounts.forbidden.is_empty() {
            true => format!("not in `allowed_account_ids` ({})", self.accounts.allowed.join(", ")),
            false => "in `forbidden_account_ids`".to_owned(),
        };
        let text = format!(
            "AWS account ID not allowed: {account}, the account of the provider's credentials, is {list}"
        );
        Refusal::new(text)
            .with_advice("Use credentials of an account that is allowed, or change that list.")
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
