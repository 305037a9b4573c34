//! What holds in the end: the provider block, then the environment, then the shared configuration files.
//!
//! Nothing here touches the network. The Region in particular is never asked from the metadata service of a machine,
//! which costs seconds where there is none.

use std::borrow::Cow;

use aws_config::profile::{self, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_sdk_codeartifact::config::retry::{RetryConfig, RetryMode as SdkRetryMode};
use aws_types::os_shim_internal::{Env, Fs};

use super::environment::{Environment, expanded, variable};
use super::error::{Error, Kind, Result};
use super::proxies::Proxies;
use super::settings::{Metadata, RetryMode, Settings};
use super::tag_rules::TagRules;
use super::warning::Warning;
use super::web_identity;

/// Attempts of one call where nothing says otherwise: what users of the AWS provider have.
const ATTEMPTS: u32 = 25;

/// What the client is made from.
#[derive(Debug)]
pub(super) struct Configuration {
    pub(super) region: String,
    pub(super) profile: Option<String>,
    pub(super) files: EnvConfigFiles,
    pub(super) retry: RetryConfig,
    pub(super) web_identity: Option<web_identity::Resolved>,
    pub(super) metadata: Metadata,
    pub(super) proxies: Proxies,
    pub(super) tags: TagRules,
    pub(super) ca_bundle: Option<String>,
    pub(super) user_agent: String,
    pub(super) warnings: Vec<Warning>,
}

impl Configuration {
    /// Looks up what `settings` leave open.
    pub(super) async fn resolve(settings: &Settings, env: &Environment) -> Result<Configuration> {
        check_keys(settings)?;
        let profile = selected_profile(settings, env);
        let files = shared_files(settings, env);
        let shared = shared(&files, profile.as_deref(), env).await?;
        check_profile(settings, &shared)?;
        let (proxies, stands_in) = Proxies::resolve(settings, env)?;
        let (metadata, deprecated) = metadata(settings, env);
        let warnings = [overruled(settings, env), stands_in, deprecated];
        Ok(Configuration {
            region: region(settings, env, &shared)?,
            retry: retry(settings, env, &shared)?,
            web_identity: web_identity::Resolved::resolve(settings, env)?,
            metadata,
            proxies,
            tags: TagRules::resolve(settings, env),
            ca_bundle: settings
                .custom_ca_bundle
                .as_ref()
                .map(|path| expanded(path, env).to_string_lossy().into_owned())
                .or_else(|| variable(env, "AWS_CA_BUNDLE")),
            user_agent: user_agent(settings, env),
            warnings: warnings.into_iter().flatten().collect(),
            profile,
            files,
        })
    }
}

/// Half of a pair of static keys would be overlooked without a word, and other credentials used.
fn check_keys(settings: &Settings) -> Result<()> {
    let given = |key: &Option<_>| key.is_some();
    let message = match (given(&settings.access_key), given(&settings.secret_key)) {
        (true, false) => {
            "`access_key` is set and `secret_key` is not: static credentials need both."
        }
        (false, true) => {
            "`secret_key` is set and `access_key` is not: static credentials need both."
        }
        (false, false) if given(&settings.token) => {
            "`token` is set, and `access_key` and `secret_key` are not: a session token belongs to a pair of keys."
        }
        _ => return Ok(()),
    };
    Err(misconfigured(message))
}

fn selected_profile(settings: &Settings, env: &Environment) -> Option<String> {
    settings
        .profile
        .clone()
        .or_else(|| variable(env, "AWS_PROFILE"))
        .or_else(|| variable(env, "AWS_DEFAULT_PROFILE"))
}

fn shared_files(settings: &Settings, env: &Environment) -> EnvConfigFiles {
    let kinds = [
        (EnvConfigFileKind::Config, &settings.shared_config_files),
        (EnvConfigFileKind::Credentials, &settings.shared_credentials_files),
    ];
    let mut files = EnvConfigFiles::builder()
        .include_default_config_file(settings.shared_config_files.is_empty())
        .include_default_credentials_file(settings.shared_credentials_files.is_empty());
    for (kind, paths) in kinds {
        for path in paths {
            files = files.with_file(kind, expanded(path, env));
        }
    }
    files.build()
}

async fn shared(
    files: &EnvConfigFiles,
    profile: Option<&str>,
    env: &Environment,
) -> Result<ProfileSet> {
    let profile = profile.map(|name| Cow::Owned(name.to_owned()));
    profile::load(&Fs::real(), &Env::from(env.clone()), files, profile).await.map_err(|error| {
        misconfigured(&format!("The shared configuration files cannot be read: {error}."))
    })
}

/// A profile that is named in the provider block and exists nowhere is a slip of the pen.
fn check_profile(settings: &Settings, shared: &ProfileSet) -> Result<()> {
    match &settings.profile {
        Some(name) if shared.get_profile(name).is_none() => Err(misconfigured(&format!(
            "The shared configuration files hold no profile `{name}`, which `profile` names."
        ))),
        _ => Ok(()),
    }
}

fn region(settings: &Settings, env: &Environment, shared: &ProfileSet) -> Result<String> {
    settings
        .region
        .clone()
        .or_else(|| variable(env, "AWS_REGION"))
        .or_else(|| variable(env, "AWS_DEFAULT_REGION"))
        .or_else(|| shared.get("region").map(str::to_owned))
        .ok_or_else(|| {
            misconfigured(
                "No Region is set. Set `region` in the provider block, AWS_REGION or AWS_DEFAULT_REGION in the \
                 environment, or `region` in the profile of the shared configuration file.",
            )
        })
}

fn retry(settings: &Settings, env: &Environment, shared: &ProfileSet) -> Result<RetryConfig> {
    let named = |env_name, key: &str| {
        variable(env, env_name).or_else(|| shared.get(key).map(str::to_owned))
    };
    let mode = match (settings.retry_mode, named("AWS_RETRY_MODE", "retry_mode")) {
        (Some(RetryMode::Standard), _) | (None, None) => SdkRetryMode::Standard,
        (Some(RetryMode::Adaptive), _) => SdkRetryMode::Adaptive,
        (None, Some(name)) => name.parse().map_err(|_| {
            misconfigured(&format!("The retry mode `{name}` is neither `standard` nor `adaptive`."))
        })?,
    };
    let attempts = match (settings.max_retries, named("AWS_MAX_ATTEMPTS", "max_attempts")) {
        (Some(attempts), _) => attempts,
        (None, None) => ATTEMPTS,
        (None, Some(number)) => number.parse().map_err(|_| {
            misconfigured(&format!("The number of attempts, `{number}`, is not a number."))
        })?,
    };
    // The SDK's own limit between two attempts, 20 seconds, makes an hour of 25 attempts at most.
    Ok(RetryConfig::standard().with_retry_mode(mode).with_max_attempts(attempts.max(1)))
}

/// Where the metadata service is, and a warning where an old variable says so. The SDK reads the others itself.
fn metadata(settings: &Settings, env: &Environment) -> (Metadata, Option<Warning>) {
    let given = settings.metadata.clone();
    let said =
        given.endpoint.is_some() || variable(env, "AWS_EC2_METADATA_SERVICE_ENDPOINT").is_some();
    let Some(old) = variable(env, "AWS_METADATA_URL").filter(|_| !said) else {
        return (given, None);
    };
    let warning = Warning {
        summary: "AWS_METADATA_URL is deprecated",
        detail: "Set AWS_EC2_METADATA_SERVICE_ENDPOINT or `ec2_metadata_service_endpoint` instead.",
    };
    (Metadata { endpoint: Some(old), ..given }, Some(warning))
}

/// A profile of the provider block beats keys of the environment, which may not be meant.
fn overruled(settings: &Settings, env: &Environment) -> Option<Warning> {
    let has_keys = variable(env, "AWS_ACCESS_KEY_ID").is_some();
    (settings.profile.is_some() && has_keys).then_some(Warning {
        summary: "Configuration conflict detected",
        detail: "`profile` is set, and so are AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. The profile is used. \
                 Remove one of them to say which is meant.",
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

fn misconfigured(message: &str) -> Error {
    Error::new(Kind::Configuration, message)
}
