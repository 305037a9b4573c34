//! What holds in the end: the provider block, then the environment, then the shared configuration
//! files.
//!
//! Nothing here touches the network.

pub(super) mod addresses;
pub(super) mod environment;
pub(super) mod proxies;
mod settings;
mod shared_files;
mod tags;
pub(super) mod user_agent;
mod warning;
pub(super) mod web_identity;

use aws_config::profile::ProfileSet;
use aws_runtime::env_config::file::EnvConfigFiles;
use aws_sdk_codeartifact::config::retry::{RetryConfig, RetryMode as SdkRetryMode};

use environment::{Environment, expanded, variable};
use proxies::Proxies;
use shared_files::Profile;

use crate::aws::failure::{Error, Result};
use crate::aws::names::TagRules;

pub(crate) use settings::{
    Accounts, Endpoints, Metadata, ProxySettings, RetryMode, Role, Settings, WebIdentity,
};
pub(crate) use warning::Warning;

/// Attempts of one call where nothing says otherwise: what users of the AWS provider have.
const ATTEMPTS: u32 = 25;

/// What the client is made from.
#[derive(Debug)]
pub(in crate::aws) struct Configuration {
    /// The Region, where something names one.
    pub(in crate::aws) region: Option<String>,
    /// Whether nothing but the instance can have credentials: then its Region counts too.
    pub(in crate::aws) of_instance: bool,
    pub(in crate::aws) profile: Option<String>,
    pub(in crate::aws) files: EnvConfigFiles,
    pub(in crate::aws) retry: RetryConfig,
    pub(in crate::aws) use_fips: Option<bool>,
    pub(in crate::aws) use_dual_stack: Option<bool>,
    pub(in crate::aws) web_identity: Option<web_identity::Resolved>,
    pub(in crate::aws) metadata: Metadata,
    pub(in crate::aws) proxies: Proxies,
    pub(in crate::aws) tags: TagRules,
    pub(in crate::aws) ca_bundle: Option<String>,
    pub(in crate::aws) user_agent: String,
    pub(in crate::aws) warnings: Vec<Warning>,
}

impl Configuration {
    /// Looks up what `settings` leave open.
    pub(in crate::aws) async fn resolve(settings: &Settings, env: &Environment) -> Result<Self> {
        check_keys(settings)?;
        let profile = Profile::selected(settings, env);
        let files = shared_files::named(settings, env);
        let shared = shared_files::read(&files, profile.as_ref(), env).await?;
        let (proxies, stands_in) = Proxies::resolve(settings, env)?;
        let web_identity = web_identity::Resolved::resolve(settings, env)?;
        let (metadata, deprecated) = metadata(settings, env);
        let (retry, legacy) = retry(settings, env, &shared)?;
        let warnings = [overruled(settings, env), stands_in, deprecated, unheeded(env), legacy];
        let flag = |given, name| flag(given, name, env, &shared);
        Ok(Self {
            region: region(settings, env, &shared),
            of_instance: web_identity.is_none() && lacks_credentials(settings, env, &shared),
            retry,
            use_fips: flag(settings.use_fips_endpoint, "use_fips_endpoint")?,
            use_dual_stack: flag(settings.use_dualstack_endpoint, "use_dualstack_endpoint")?,
            web_identity,
            metadata,
            proxies,
            tags: TagRules::resolve(settings, env),
            ca_bundle: ca_bundle(settings, env),
            user_agent: user_agent(settings, env),
            warnings: warnings.into_iter().flatten().collect(),
            profile: profile.map(|profile| profile.name),
            files,
        })
    }
}

/// Half of a pair of static keys would be overlooked without a word, and other credentials used.
fn check_keys(settings: &Settings) -> Result<()> {
    let given = |key: &Option<_>| key.is_some();
    let message = match (given(&settings.access_key), given(&settings.secret_key)) {
        (true, false) => {
            "`access_key` is set, but `secret_key` is not: static credentials require both."
        }
        (false, true) => {
            "`secret_key` is set, but `access_key` is not: static credentials require both."
        }
        (false, false) if given(&settings.token) => {
            "`token` is set, but `access_key` and `secret_key` are not: a session token belongs to a pair of keys."
        }
        _ => return Ok(()),
    };
    Err(Error::misconfigured(message))
}

fn region(settings: &Settings, env: &Environment, shared: &ProfileSet) -> Option<String> {
    settings
        .region
        .clone()
        .or_else(|| variable(env, "AWS_REGION"))
        .or_else(|| variable(env, "AWS_DEFAULT_REGION"))
        .or_else(|| shared.get("region").map(str::to_owned))
}

/// Variables by which the environment or a container gives credentials.
const CREDENTIAL_VARIABLES: [&str; 3] = [
    "AWS_ACCESS_KEY_ID",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
];

/// Whether neither the block nor the environment nor the profile leads to credentials.
fn lacks_credentials(settings: &Settings, env: &Environment, shared: &ProfileSet) -> bool {
    let in_block = settings.access_key.is_some() || settings.profile.is_some();
    let in_environment = CREDENTIAL_VARIABLES.iter().any(|name| variable(env, name).is_some());
    !in_block && !in_environment && !shared_files::lead_to_credentials(shared)
}

/// Whether a kind of endpoint is called. A variable that says neither would be overlooked, and
/// another endpoint called than was meant.
fn flag(
    given: Option<bool>,
    name: &str,
    env: &Environment,
    shared: &ProfileSet,
) -> Result<Option<bool>> {
    let variable_name = format!("AWS_{}", name.to_ascii_uppercase());
    let said = variable(env, &variable_name).or_else(|| shared.get(name).map(str::to_owned));
    match (given, said.map(|said| said.to_ascii_lowercase()).as_deref()) {
        (Some(given), _) => Ok(Some(given)),
        (None, None) => Ok(None),
        (None, Some("true")) => Ok(Some(true)),
        (None, Some("false")) => Ok(Some(false)),
        (None, Some(said)) => Err(Error::misconfigured(format!(
            "{variable_name}, or `{name}` in the profile, must be `true` or `false`, and is `{said}`."
        ))),
    }
}

fn ca_bundle(settings: &Settings, env: &Environment) -> Option<String> {
    let given = settings.custom_ca_bundle.as_ref();
    let given = given.map(|path| expanded(path, env).to_string_lossy().into_owned());
    given.or_else(|| variable(env, "AWS_CA_BUNDLE"))
}

/// How calls are tried again, and a warning where that is not what is meant.
fn retry(
    settings: &Settings,
    env: &Environment,
    shared: &ProfileSet,
) -> Result<(RetryConfig, Option<Warning>)> {
    let named = |env_name, key: &str| {
        variable(env, env_name).or_else(|| shared.get(key).map(str::to_owned))
    };
    let named_mode = named("AWS_RETRY_MODE", "retry_mode");
    let given = settings.retry_mode.map(RetryMode::text).map(str::to_owned).or(named_mode);
    let mode = match given.as_deref() {
        None | Some("standard" | "legacy") => SdkRetryMode::Standard,
        Some("adaptive") => SdkRetryMode::Adaptive,
        Some(name) => {
            return Err(Error::misconfigured(format!(
                "The retry mode `{name}` is neither `standard` nor `adaptive`. Set `retry_mode`, AWS_RETRY_MODE, or \
                 `retry_mode` in the profile to one of them."
            )));
        }
    };
    let legacy = (given.as_deref() == Some("legacy")).then_some(LEGACY);
    let attempts = match (settings.max_retries, named("AWS_MAX_ATTEMPTS", "max_attempts")) {
        (Some(attempts), _) => attempts,
        (None, None) => ATTEMPTS,
        (None, Some(number)) => number.parse().map_err(|_| {
            Error::misconfigured(format!(
                "The number of attempts, `{number}`, is not a number. Set `max_retries`, AWS_MAX_ATTEMPTS, or \
                 `max_attempts` in the profile to a number."
            ))
        })?,
    };
    // The SDK's own limit between two attempts, 20 seconds, makes an hour of 25 attempts at most.
    let retry = RetryConfig::standard().with_retry_mode(mode).with_max_attempts(attempts.max(1));
    Ok((retry, legacy))
}

const LEGACY: Warning = Warning {
    summary: "The retry mode is `standard`",
    detail: "The mode `legacy` of older SDKs is not supported, and `standard` is used instead: set `retry_mode`, \
             AWS_RETRY_MODE, or `retry_mode` in the profile to `standard`.",
};

/// Whether and where the metadata service is asked, and a warning where an old variable says so.
/// The SDK reads the others itself.
fn metadata(settings: &Settings, env: &Environment) -> (Metadata, Option<Warning>) {
    let disabled = variable(env, "AWS_EC2_METADATA_DISABLED");
    let disabled = disabled.map(|text| text.eq_ignore_ascii_case("true"));
    let given = settings.metadata.clone();
    let given = Metadata { skip: given.skip.or(disabled), ..given };
    let said =
        given.endpoint.is_some() || variable(env, "AWS_EC2_METADATA_SERVICE_ENDPOINT").is_some();
    let Some(old) = variable(env, "AWS_METADATA_URL").filter(|_| !said) else {
        return (given, None);
    };
    let warning = Warning {
        summary: "AWS_METADATA_URL is deprecated",
        detail: "Only older SDKs read it. Set AWS_EC2_METADATA_SERVICE_ENDPOINT or `ec2_metadata_service_endpoint` \
                 instead.",
    };
    (Metadata { endpoint: Some(old), ..given }, Some(warning))
}

/// What the AWS provider does with this variable, this one does not.
fn unheeded(env: &Environment) -> Option<Warning> {
    let policy = variable(env, "TF_AWS_TAG_POLICY_COMPLIANCE")?;
    (policy != "disabled").then_some(Warning {
        summary: "Tag policies are not read",
        detail: "TF_AWS_TAG_POLICY_COMPLIANCE is set, but this provider ignores it: it does not read tag policies. \
                 Set required tags with `default_tags`, or enforce them with a `precondition`.",
    })
}

/// A profile of the provider block beats keys of the environment, which may not be meant.
fn overruled(settings: &Settings, env: &Environment) -> Option<Warning> {
    let has_keys = variable(env, "AWS_ACCESS_KEY_ID").is_some();
    (settings.profile.is_some() && has_keys).then_some(Warning {
        summary: "Configuration conflict detected",
        detail: "`profile` is set, and so are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The profile is used. \
                 Remove one of them to resolve the conflict.",
    })
}

fn user_agent(settings: &Settings, env: &Environment) -> String {
    let terraform =
        settings.terraform_version.as_ref().map(|version| format!("Terraform/{version}"));
    let provider =
        concat!("terraform-provider-codeartifact/", env!("CARGO_PKG_VERSION")).to_owned();
    let products: Vec<String> = terraform
        .into_iter()
        .chain([provider])
        .chain(settings.user_agent.iter().cloned())
        .chain(variable(env, "TF_APPEND_USER_AGENT"))
        .collect();
    products.join(" ")
}
