//! The metadata service of an instance: the credentials of its role, and the Region that it is in.
//!
//! The SDK's own provider of these obeys AWS_EC2_METADATA_DISABLED also where the provider block
//! overrules it, so that only its client is used.

use std::time::{Duration, SystemTime};

use aws_config::imds::Client;
use aws_config::provider_config::ProviderConfig;
use aws_credential_types::Credentials;
use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::{ProvideCredentials, Result as Found, future};
use aws_sdk_codeartifact::config::SharedHttpClient;
use aws_smithy_types::DateTime;
use aws_smithy_types::date_time::Format;
use serde_json::Value;

use super::sts::failed;
use crate::aws::configuration::Metadata;
use crate::aws::failure::causes::{chain, texts};
use crate::aws::failure::{Error, Result};

/// Where the name of the role is, and below it the credentials.
const ROLES: &str = "/latest/meta-data/iam/security-credentials/";

const REGION: &str = "/latest/meta-data/placement/region";

/// How long a machine that is not an instance is waited for.
const NO_INSTANCE: Duration = Duration::from_secs(1);

const ATTEMPTS: u32 = 2;

/// How long credentials that have expired are still used: the service goes on giving its last ones
/// while it cannot renew them.
const GRACE: Duration = Duration::from_secs(15 * 60);

/// The client of the service, which calls nothing before it is asked.
#[derive(Clone, Debug)]
pub(in crate::aws) struct Instance(Client);

impl Instance {
    /// The service where it is said to be; none if it must not be asked.
    pub(in crate::aws) fn new(
        metadata: &Metadata,
        http: &SharedHttpClient,
    ) -> Result<Option<Self>> {
        if metadata.skip == Some(true) {
            return Ok(None);
        }
        let mut client = Client::builder()
            .configure(&ProviderConfig::without_region().with_http_client(http.clone()))
            .connect_timeout(NO_INSTANCE)
            .max_attempts(ATTEMPTS);
        if let Some(endpoint) = &metadata.endpoint {
            let name = "ec2_metadata_service_endpoint";
            client = client.endpoint(endpoint).map_err(|error| wrong(name, &error))?;
        }
        if let Some(mode) = &metadata.endpoint_mode {
            let name = "ec2_metadata_service_endpoint_mode";
            client = client.endpoint_mode(mode.parse().map_err(|error| wrong(name, &error))?);
        }
        Ok(Some(Self(client.build())))
    }

    /// The Region of the instance, or why it is not known.
    pub(in crate::aws) async fn region(&self) -> std::result::Result<String, String> {
        let region = self.0.get(REGION).await;
        region.map(String::from).map_err(|error| texts(chain(&error)))
    }

    async fn credentials(&self) -> Found {
        let role = self.0.get(ROLES).await.map_err(CredentialsError::not_loaded)?;
        let role = role.as_ref().lines().next().unwrap_or_default();
        let answer = self.0.get(format!("{ROLES}{role}")).await;
        let answer = answer.map_err(CredentialsError::provider_error)?;
        credentials(answer.as_ref(), SystemTime::now())
    }
}

impl ProvideCredentials for Instance {
    fn provide_credentials<'a>(&'a self) -> future::ProvideCredentials<'a>
    where
        Self: 'a,
    {
        future::ProvideCredentials::new(self.credentials())
    }
}

fn wrong(name: &str, error: &dyn std::fmt::Display) -> Error {
    Error::misconfigured(format!("`{name}`: {error}."))
}

/// The credentials of an answer, which says `Success` where it has some.
fn credentials(answer: &str, now: SystemTime) -> Found {
    let answer: Value = serde_json::from_str(answer).map_err(CredentialsError::provider_error)?;
    let text = |name: &str| answer[name].as_str().unwrap_or_default().to_owned();
    if text("Code") != "Success" {
        let (code, message) = (text("Code"), text("Message"));
        return Err(failed(format!("the metadata service has no credentials: {code}: {message}")));
    }
    let ends = DateTime::from_str(&text("Expiration"), Format::DateTime)
        .map_err(CredentialsError::provider_error)?;
    let ends: SystemTime = ends.try_into().map_err(CredentialsError::provider_error)?;
    let ends = if ends < now { now + GRACE } else { ends };
    let (access, secret) = (text("AccessKeyId"), text("SecretAccessKey"));
    Ok(Credentials::new(access, secret, Some(text("Token")), Some(ends), "instance"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: &str = "2026-01-01T00:00:00Z";

    fn time(text: &str) -> SystemTime {
        let time = DateTime::from_str(text, Format::DateTime).expect("a time");
        time.try_into().expect("a time of this machine")
    }

    fn check(expiration: &str, expected: SystemTime) {
        let answer = serde_json::json!({
            "Code": "Success", "AccessKeyId": "a", "SecretAccessKey": "b", "Token": "c",
            "Expiration": expiration,
        });
        let found = credentials(&answer.to_string(), time(NOW)).expect("credentials");
        assert_eq!(found.expiry(), Some(expected), "{expiration}");
        assert_eq!(
            (found.access_key_id(), found.secret_access_key(), found.session_token()),
            ("a", "b", Some("c"))
        );
    }

    #[test]
    fn the_last_credentials_are_used_on_while_there_are_no_others() {
        check("2026-01-01T06:00:00Z", time("2026-01-01T06:00:00Z"));
        check("2025-12-31T23:59:59Z", time("2026-01-01T00:15:00Z"));
    }

    #[test]
    fn an_answer_without_credentials_is_an_error() {
        let refusal = r#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "EC2 cannot"}"#;
        for answer in ["", "[]", "{}", r#"{"Code": "Success"}"#, refusal] {
            assert!(credentials(answer, time(NOW)).is_err(), "{answer}");
        }
    }
}
