//! The provider: its own configuration, and what it offers.

mod roles;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use self::roles::AssumeRole;
use crate::{
    aws::{self, Aws, RetryMode, Settings},
    data_sources, ephemerals,
    framework::{
        data_source::AnyDataSource,
        diagnostic::{Error, Result},
        ephemeral::AnyEphemeral,
        field::{Block, Blocks, Sensitive},
        function::AnyFunction,
        list::AnyList,
        provider::{Host, Provider},
        resource::AnyResource,
        schema::{choice, matching, object},
        validate::Rule,
    },
    functions, lists, resources,
    service::{names, tags::Tags},
};

/// The source address of the provider, in the one place where it stands.
pub const ADDRESS: &str = "registry.terraform.io/seed-codeartifact/codeartifact";

object! {
    /// Domains, repositories, policies and tokens of AWS CodeArtifact.
    ///
    /// Each argument has the environment variables and the precedence that it has in the AWS provider.
    /// Nothing is called before the first resource needs it.
    pub struct CodeArtifact {
        /// Region of everything that names none. Defaults to `AWS_REGION`, `AWS_DEFAULT_REGION` or
        /// the profile.
        region: Option<String> = matching(names::REGION),
        /// Profile of the shared files. Defaults to `AWS_PROFILE`.
        profile: Option<String>,
        /// Access key. Defaults to `AWS_ACCESS_KEY_ID`.
        access_key: Option<String>,
        /// Secret key. Defaults to `AWS_SECRET_ACCESS_KEY`.
        secret_key: Option<Sensitive<String>>,
        /// Session token of temporary credentials. Defaults to `AWS_SESSION_TOKEN`.
        token: Option<Sensitive<String>>,
        /// Paths of shared configuration files. Defaults to `AWS_CONFIG_FILE` or `~/.aws/config`.
        shared_config_files: Option<Vec<String>>,
        /// Paths of shared credentials files. Defaults to `AWS_SHARED_CREDENTIALS_FILE` or
        /// `~/.aws/credentials`.
        shared_credentials_files: Option<Vec<String>>,
        /// How often a call is tried at most. Defaults to `AWS_MAX_ATTEMPTS` or 25.
        max_retries: Option<i64>,
        /// How tries are spaced. Defaults to `AWS_RETRY_MODE` or `standard`.
        retry_mode: Option<Mode>,
        /// Accepted for a configuration of the AWS provider: credentials are never checked with a
        /// call of its own.
        skip_credentials_validation: Option<bool>,
        /// Accepted for a configuration of the AWS provider: the account is learnt from the answers
        /// of the service.
        skip_requesting_account_id: Option<bool>,
        /// Accepted for a configuration of the AWS provider: Regions are not looked up in a list.
        skip_region_validation: Option<bool>,
        /// Accepted for a configuration of the AWS provider: the instance metadata service is asked
        /// only where nothing else has credentials, and never with `AWS_EC2_METADATA_DISABLED`.
        skip_metadata_api_check: Option<bool>,
        /// Whether to call endpoints that are validated for FIPS 140. Defaults to
        /// `AWS_USE_FIPS_ENDPOINT`.
        use_fips_endpoint: Option<bool>,
        /// Whether to call endpoints that speak IPv6 too. Defaults to `AWS_USE_DUALSTACK_ENDPOINT`.
        use_dualstack_endpoint: Option<bool>,
        /// Products to name in the user agent.
        user_agent: Option<Vec<String>>,
        /// The only accounts in which the provider may work. They are checked with the first call.
        allowed_account_ids: Option<BTreeSet<String>> = matching(names::ACCOUNT),
        /// Accounts in which the provider must not work. They are checked with the first call.
        forbidden_account_ids: Option<BTreeSet<String>> = matching(names::ACCOUNT),
        /// Region of the Security Token Service. Defaults to `region`.
        sts_region: Option<String> = matching(names::REGION),
        /// PEM file of the certificates to trust. Defaults to `AWS_CA_BUNDLE`, or else to those of the
        /// machine.
        custom_ca_bundle: Option<String>,
        /// Refused: tokens would go to whoever answers. Trust the server with `custom_ca_bundle`.
        insecure: Option<bool>,
        /// A role to assume. Several are a chain: each is assumed with the credentials of the one
        /// before it.
        assume_role: Blocks<AssumeRole>,
        /// Addresses to call instead of those of AWS.
        endpoints: Blocks<Endpoints>,
        /// Tags of everything that can have tags. Also from `TF_AWS_DEFAULT_TAGS_<key>`.
        default_tags: Block<DefaultTags>,
        /// Tags to leave alone, because something else manages them.
        ignore_tags: Block<IgnoreTags>,
    }
}

object! {
    /// Addresses to call instead of those of AWS.
    pub struct Endpoints {
        /// Address of CodeArtifact. Defaults to `AWS_ENDPOINT_URL_CODEARTIFACT` or
        /// `AWS_ENDPOINT_URL`.
        codeartifact: Option<String>,
        /// Address of the Security Token Service. Defaults to `AWS_ENDPOINT_URL_STS` or
        /// `AWS_ENDPOINT_URL`.
        sts: Option<String>,
    }
}

object! {
    /// Tags of everything that can have tags.
    pub struct DefaultTags {
        /// The tags; those of a resource win over them.
        tags: Option<Tags>,
    }
}

object! {
    /// Tags to leave alone, because something else manages them.
    pub struct IgnoreTags {
        /// Keys of such tags. Also from `TF_AWS_IGNORE_TAGS_KEYS`.
        keys: Option<BTreeSet<String>>,
        /// Beginnings of the keys of such tags. Also from `TF_AWS_IGNORE_TAGS_KEY_PREFIXES`.
        key_prefixes: Option<BTreeSet<String>>,
    }
}

choice! {
    /// How tries are spaced.
    pub enum Mode {
        /// With a growing pause.
        Standard = "standard",
        /// The same, and slower for all while the service throttles.
        Adaptive = "adaptive",
    }
}

impl Provider for CodeArtifact {
    const NAME: &'static str = "codeartifact";
    const RULES: &'static [Rule] =
        &[Rule::Conflicts(&["allowed_account_ids", "forbidden_account_ids"])];
    type Client = Aws;
    const RESOURCES: &'static [&'static dyn AnyResource<Aws>] = resources::ALL;
    const LISTS: &'static [&'static dyn AnyList<Aws>] = lists::ALL;
    const DATA_SOURCES: &'static [&'static dyn AnyDataSource<Aws>] = data_sources::ALL;
    const EPHEMERALS: &'static [&'static dyn AnyEphemeral<Aws>] = ephemerals::ALL;
    const FUNCTIONS: &'static [&'static dyn AnyFunction] = functions::ALL;

    async fn configure(self, host: Host) -> Result<Aws> {
        Ok(Aws::new(self.settings(host.terraform_version)?, host.stop).await?)
    }
}

impl CodeArtifact {
    fn settings(self, terraform_version: String) -> Result<Settings> {
        refuse_insecure(self.insecure)?;
        let list = |set: Option<BTreeSet<String>>| set.unwrap_or_default().into_iter().collect();
        Ok(Settings {
            region: self.region,
            profile: self.profile,
            access_key: self.access_key.map(Into::into),
            secret_key: self.secret_key.map(|key| key.0.into()),
            token: self.token.map(|token| token.0.into()),
            shared_config_files: self.shared_config_files.unwrap_or_default(),
            shared_credentials_files: self.shared_credentials_files.unwrap_or_default(),
            assume_role: roles::settings(self.assume_role)?,
            accounts: aws::Accounts {
                allowed: list(self.allowed_account_ids),
                forbidden: list(self.forbidden_account_ids),
            },
            sts_region: self.sts_region,
            custom_ca_bundle: self.custom_ca_bundle,
            endpoints: merged(self.endpoints),
            max_retries: self.max_retries.map(attempts).transpose()?,
            retry_mode: self.retry_mode.map(Into::into),
            default_tags: self.default_tags.0.and_then(|block| block.tags).unwrap_or_default().0,
            ignore_tags: self.ignore_tags.0.map(Into::into).unwrap_or_default(),
            use_fips_endpoint: self.use_fips_endpoint,
            use_dualstack_endpoint: self.use_dualstack_endpoint,
            user_agent: self.user_agent.unwrap_or_default(),
            terraform_version: Some(terraform_version),
        })
    }
}

fn refuse_insecure(insecure: Option<bool>) -> Result<()> {
    match insecure {
        Some(true) => Err(Error::at(
            "insecure",
            "is refused, because tokens and credentials would go to whoever answers; name the \
             certificate of the server with `custom_ca_bundle` instead",
        )),
        _ => Ok(()),
    }
}

fn attempts(count: i64) -> Result<u32> {
    let refused = |_| Error::at("max_retries", format!("must be 0 or more, got {count}"));
    u32::try_from(count).map_err(refused)
}

/// Several blocks count as one; the last address wins.
fn merged(blocks: Blocks<Endpoints>) -> aws::Endpoints {
    let mut all = aws::Endpoints::default();
    for Endpoints { codeartifact, sts } in blocks.0 {
        all.codeartifact = codeartifact.or(all.codeartifact);
        all.sts = sts.or(all.sts);
    }
    all
}

impl From<Mode> for RetryMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Standard => Self::Standard,
            Mode::Adaptive => Self::Adaptive,
        }
    }
}

impl From<IgnoreTags> for aws::IgnoreTags {
    fn from(block: IgnoreTags) -> Self {
        let list = |set: Option<BTreeSet<String>>| set.unwrap_or_default().into_iter().collect();
        Self { keys: list(block.keys), key_prefixes: list(block.key_prefixes) }
    }
}
