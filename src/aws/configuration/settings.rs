//! What the provider block says about AWS, as plain values.

use std::fmt;

use secrecy::{ExposeSecret, SecretString};

use crate::aws::names::{IgnoreTags, Tags, UnknownTags};

/// The arguments of the provider block. What is `None` or empty is looked up in the environment and
/// in the shared configuration files, with the names and the precedence that the AWS provider has.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// Region of every object that names none of its own.
    pub region: Option<String>,
    /// Profile of the shared files; it beats keys in the environment.
    pub profile: Option<String>,
    /// Static access key ID. It comes with a secret key.
    pub access_key: Option<SecretString>,
    /// Static secret key. It comes with an access key.
    pub secret_key: Option<SecretString>,
    /// Session token of static temporary keys.
    pub token: Option<SecretString>,
    /// Shared configuration files instead of `~/.aws/config`.
    pub shared_config_files: Vec<String>,
    /// Shared credentials files instead of `~/.aws/credentials`.
    pub shared_credentials_files: Vec<String>,
    /// Roles to assume, each with the credentials of the one before it.
    pub assume_role: Vec<Role>,
    /// A role to assume with the token of another identity provider, before those.
    pub web_identity: Option<WebIdentity>,
    /// Accounts in which the provider may work.
    pub accounts: Accounts,
    /// Region of the Security Token Service, where it is not that of the provider.
    pub sts_region: Option<String>,
    /// PEM file of the certificates to trust instead of those of the machine.
    pub custom_ca_bundle: Option<String>,
    /// Addresses that replace those of AWS.
    pub endpoints: Endpoints,
    /// Most attempts of one call, the first included; 25 when nothing says otherwise.
    pub max_retries: Option<u32>,
    /// How attempts are spaced.
    pub retry_mode: Option<RetryMode>,
    /// Tokens that retries may use up, five for each, until a success gives some back; without
    /// limit where nothing is said.
    pub retry_tokens: Option<u32>,
    /// What requests go through.
    pub proxies: ProxySettings,
    /// The metadata service of the instance.
    pub metadata: Metadata,
    /// Tags of every taggable object.
    pub default_tags: Tags,
    /// Those of them that are not known yet.
    pub unknown_default_tags: UnknownTags,
    /// Tags that others manage.
    pub ignore_tags: IgnoreTags,
    /// Whether calls go to the endpoints that are validated for FIPS 140.
    pub use_fips_endpoint: Option<bool>,
    /// Whether calls go to the endpoints that speak IPv6 too.
    pub use_dualstack_endpoint: Option<bool>,
    /// Products to append to the user agent.
    pub user_agent: Vec<String>,
    /// Version of the Terraform or OpenTofu that runs the provider, for the user agent.
    pub terraform_version: Option<String>,
}

impl Settings {
    /// The same settings, where an empty text counts as absent: modules pass one on for what their
    /// user left out.
    pub(in crate::aws) fn without_empty_texts(mut self) -> Self {
        for text in [
            &mut self.region,
            &mut self.profile,
            &mut self.sts_region,
            &mut self.custom_ca_bundle,
            &mut self.endpoints.codeartifact,
            &mut self.endpoints.sts,
            &mut self.proxies.http,
            &mut self.metadata.endpoint,
            &mut self.metadata.endpoint_mode,
        ] {
            text.take_if(|text| text.is_empty());
        }
        for secret in [&mut self.access_key, &mut self.secret_key, &mut self.token] {
            secret.take_if(|secret| secret.expose_secret().is_empty());
        }
        self
    }
}

/// A role to assume. What is `None` or empty is not sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Role {
    /// ARN of the role.
    pub role_arn: String,
    /// Seconds for which the credentials hold.
    pub duration: Option<i32>,
    /// What the role's trust policy may ask of third parties.
    pub external_id: Option<String>,
    /// Policy in JSON that limits the session further.
    pub policy: Option<String>,
    /// Managed policies that limit the session further.
    pub policy_arns: Vec<String>,
    /// Name of the session.
    pub session_name: Option<String>,
    /// Who is behind the session; it stays through a chain of roles.
    pub source_identity: Option<String>,
    /// Tags of the session.
    pub tags: Tags,
    /// Keys of the tags that stay through a chain of roles.
    pub transitive_tag_keys: Vec<String>,
}

/// A role that is assumed with the token of another identity provider. What is `None` or empty is
/// looked up in the environment, or else not sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct WebIdentity {
    /// ARN of the role.
    pub role_arn: Option<String>,
    /// The token itself.
    pub token: Option<SecretString>,
    /// The file with the token.
    pub token_file: Option<String>,
    /// Name of the session.
    pub session_name: Option<String>,
    /// Seconds for which the credentials hold.
    pub duration: Option<i32>,
    /// Policy in JSON that limits the session further.
    pub policy: Option<String>,
    /// Managed policies that limit the session further.
    pub policy_arns: Vec<String>,
}

/// Addresses of proxies. What is `None` is looked up in the environment.
#[derive(Clone, Default)]
pub(crate) struct ProxySettings {
    /// For addresses that begin with `http:`; for all where nothing is said about HTTPS.
    pub http: Option<String>,
    /// For addresses that begin with `https:`; none if it is empty.
    pub https: Option<String>,
    /// Hosts, domains and networks that are reached directly, between commas.
    pub except: Option<String>,
}

// By hand, because the address of a proxy may hold a password.
impl fmt::Debug for ProxySettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ProxySettings").finish_non_exhaustive()
    }
}

/// The metadata service of the instance.
#[derive(Clone, Debug, Default)]
pub(crate) struct Metadata {
    /// Its address.
    pub endpoint: Option<String>,
    /// `IPv4` or `IPv6`.
    pub endpoint_mode: Option<String>,
    /// Whether it is never asked.
    pub skip: Option<bool>,
}

/// The accounts in which the provider may work: all where nothing is listed.
#[derive(Clone, Debug, Default)]
pub(crate) struct Accounts {
    /// The only ones that are allowed.
    pub allowed: Vec<String>,
    /// Those that are not.
    pub forbidden: Vec<String>,
}

impl Accounts {
    /// Whether an account may be refused, so that it has to be known.
    pub(in crate::aws) fn are_checked(&self) -> bool {
        !self.allowed.is_empty() || !self.forbidden.is_empty()
    }

    pub(in crate::aws) fn allow(&self, account: &str) -> bool {
        let listed = |accounts: &[String]| accounts.iter().any(|listed| listed == account);
        !listed(&self.forbidden) && (self.allowed.is_empty() || listed(&self.allowed))
    }
}

/// Addresses of services, such as `http://localhost:4566`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Endpoints {
    /// Address of CodeArtifact.
    pub codeartifact: Option<String>,
    /// Address of the Security Token Service, for roles.
    pub sts: Option<String>,
}

/// How the attempts of one call are spaced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RetryMode {
    /// Exponential back-off with jitter.
    Standard,
    /// The same, and a rate limit that learns from throttling.
    Adaptive,
    /// That of older SDKs, which is not there.
    Legacy,
}

impl RetryMode {
    /// The text that stands for the mode in the environment and in profiles.
    pub(super) const fn text(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Adaptive => "adaptive",
            Self::Legacy => "legacy",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_output_shows_no_secret() {
        let settings = Settings {
            access_key: Some("AKIDEXAMPLE".into()),
            secret_key: Some("wJalrXUtnFEMI".into()),
            token: Some("IQoJb3JpZ2luX2VjE".into()),
            ..Settings::default()
        };
        let shown = format!("{settings:?}");
        for secret in ["AKIDEXAMPLE", "wJalrXUtnFEMI", "IQoJb3JpZ2luX2VjE"] {
            assert!(!shown.contains(secret), "{shown}");
        }
    }

    #[test]
    fn an_empty_text_is_no_setting() {
        let settings = Settings {
            region: Some(String::new()),
            profile: Some("dev".to_owned()),
            secret_key: Some("".into()),
            ..Settings::default()
        };
        let settings = settings.without_empty_texts();
        assert_eq!((settings.region, settings.profile.as_deref()), (None, Some("dev")));
        assert!(settings.secret_key.is_none());
    }
}
