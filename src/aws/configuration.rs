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
use super::settings::{RetryMode, Settings};
use super::tag_rules::TagRules;

/// Attempts of one call where nothing says otherwise: what users of the AWS provider have.
const ATTEMPTS: u32 = 25;

/// What the client is made from.
#[derive(Debug)]
pub(super) struct Configuration {
    pub(super) region: String,
    pub(super) profile: Option<String>,
    pub(super) files: EnvConfigFiles,
    pub(super) retry: RetryConfig,
    pub(super) tags: TagRules,
    pub(super) ca_bundle: Option<String>,
    pub(super) user_agent: String,
}

impl Configuration {
    /// Looks up what `settings` leave open.
    pub(super) async fn resolve(settings: &Settings, env: &Environment) -> Result<Configuration> {
        check_keys(settings)?;
        let profile = selected_profile(settings, env);
        let files = shared_files(settings, env);
        let shared = shared(&files, profile.as_deref(), env).await?;
        check_profile(settings, &shared)?;
        Ok(Configuration {
            region: region(settings, env, &shared)?,
            retry: retry(settings, env, &shared)?,
            tags: TagRules::resolve(settings, env),
            ca_bundle: variable(env, "AWS_CA_BUNDLE"),
            user_agent: user_agent(settings, env),
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
        (
            EnvConfigFileKind::Credentials,
            &settings.shared_credentials_files,
        ),
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
    profile::load(&Fs::real(), &Env::from(env.clone()), files, profile)
        .await
        .map_err(|error| {
            misconfigured(&format!(
                "The shared configuration files cannot be read: {error}."
            ))
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
            misconfigured(&format!(
                "The retry mode `{name}` is neither `standard` nor `adaptive`."
            ))
        })?,
    };
    let attempts = match (
        settings.max_retries,
        named("AWS_MAX_ATTEMPTS", "max_attempts"),
    ) {
        (Some(attempts), _) => attempts,
        (None, None) => ATTEMPTS,
        (None, Some(number)) => number.parse().map_err(|_| {
            misconfigured(&format!(
                "The number of attempts, `{number}`, is not a number."
            ))
        })?,
    };
    // The SDK's own limit between two attempts, 20 seconds, makes an hour of 25 attempts at most.
    Ok(RetryConfig::standard()
        .with_retry_mode(mode)
        .with_max_attempts(attempts.max(1)))
}

fn user_agent(settings: &Settings, env: &Environment) -> String {
    let terraform = settings
        .terraform_version
        .as_ref()
        .map(|version| format!("Terraform/{version}"));
    let provider = concat!(
        "terraform-provider-codeartifact/",
        env!("CARGO_PKG_VERSION")
    )
    .to_owned();
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

#[cfg(test)]
mod tests {
    use std::fs;

    use tempfile::TempDir;

    use super::*;

    /// A home directory with a shared configuration file and a shared credentials file.
    fn home() -> TempDir {
        let home = tempfile::tempdir().expect("a directory");
        let aws = home.path().join(".aws");
        fs::create_dir(&aws).expect("a directory");
        let config =
            "[default]\nregion = of-default\n\n[profile dev]\nregion = of-dev\nmax_attempts = 7\n";
        fs::write(aws.join("config"), config).expect("a file");
        fs::write(
            home.path().join("other"),
            "[profile dev]\nregion = of-other\n",
        )
        .expect("a file");
        home
    }

    async fn resolve(settings: &Settings, variables: &[(&str, &str)]) -> Result<Configuration> {
        let home = home();
        let mut environment: Environment = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let path = home.path().to_str().expect("a path of text").to_owned();
        environment.entry("HOME".to_owned()).or_insert(path);
        Configuration::resolve(settings, &environment).await
    }

    fn settings(change: impl FnOnce(&mut Settings)) -> Settings {
        let mut settings = Settings::default();
        change(&mut settings);
        settings
    }

    async fn check_region(settings: Settings, variables: &[(&str, &str)], expected: &str) {
        let found = resolve(&settings, variables)
            .await
            .expect("a configuration");
        assert_eq!(found.region, expected, "{variables:?}");
    }

    #[tokio::test]
    async fn the_region_comes_from_the_first_that_names_one() {
        let block = || settings(|block| block.region = Some("of-block".to_owned()));
        let all = [
            ("AWS_REGION", "of-env"),
            ("AWS_DEFAULT_REGION", "of-default-env"),
        ];
        check_region(block(), &all, "of-block").await;
        check_region(Settings::default(), &all, "of-env").await;
        check_region(Settings::default(), &all[1..], "of-default-env").await;
        check_region(Settings::default(), &[("AWS_REGION", "")], "of-default").await;
        check_region(Settings::default(), &[("AWS_PROFILE", "dev")], "of-dev").await;
        check_region(
            Settings::default(),
            &[("AWS_DEFAULT_PROFILE", "dev")],
            "of-dev",
        )
        .await;
        let both = [("AWS_PROFILE", "default"), ("AWS_DEFAULT_PROFILE", "dev")];
        check_region(Settings::default(), &both, "of-default").await;
        let profile = settings(|block| block.profile = Some("dev".to_owned()));
        check_region(profile.clone(), &[("AWS_PROFILE", "default")], "of-dev").await;
        let files = vec!["~/other".to_owned()];
        let other = Settings {
            shared_config_files: files,
            ..profile
        };
        check_region(other, &[], "of-other").await;
    }

    async fn check_attempts(max: Option<u32>, variables: &[(&str, &str)], expected: u32) {
        let settings = settings(|block| block.max_retries = max);
        let found = resolve(&settings, variables)
            .await
            .expect("a configuration");
        assert_eq!(found.retry.max_attempts(), expected, "{variables:?}");
    }

    #[tokio::test]
    async fn the_number_of_attempts_comes_from_the_first_that_names_one() {
        let both = [("AWS_MAX_ATTEMPTS", "5"), ("AWS_PROFILE", "dev")];
        check_attempts(Some(3), &both, 3).await;
        check_attempts(Some(0), &both, 1).await;
        check_attempts(None, &both, 5).await;
        check_attempts(None, &both[1..], 7).await;
        check_attempts(None, &[], 25).await;
    }

    async fn refused(settings: Settings, variables: &[(&str, &str)], expected: &str) {
        let error = resolve(&settings, variables).await.expect_err(expected);
        assert_eq!(error.kind(), Kind::Configuration);
        assert!(error.to_string().contains(expected), "{error}");
    }

    #[tokio::test]
    async fn what_is_wrong_is_named() {
        let no_files = [("HOME", "/nowhere")];
        refused(
            Settings::default(),
            &no_files,
            "AWS_REGION or AWS_DEFAULT_REGION",
        )
        .await;
        let key = || Some("key".into());
        refused(
            settings(|block| block.access_key = key()),
            &[],
            "`secret_key` is not",
        )
        .await;
        refused(
            settings(|block| block.secret_key = key()),
            &[],
            "`access_key` is not",
        )
        .await;
        refused(settings(|block| block.token = key()), &[], "`token` is set").await;
        let profile = settings(|block| block.profile = Some("nobody".to_owned()));
        refused(profile, &[], "no profile `nobody`").await;
        let file = settings(|block| block.shared_config_files = vec!["~/nothing".to_owned()]);
        refused(file, &[], "cannot be read").await;
        refused(
            Settings::default(),
            &[("AWS_MAX_ATTEMPTS", "many")],
            "`many`",
        )
        .await;
        refused(
            Settings::default(),
            &[("AWS_RETRY_MODE", "eager")],
            "`eager`",
        )
        .await;
    }

    #[tokio::test]
    async fn the_user_agent_says_who_is_calling() {
        let settings = settings(|block| {
            block.terraform_version = Some("1.14.0".to_owned());
            block.user_agent = vec!["module/1".to_owned(), "(x)".to_owned()];
        });
        let variables = [("TF_APPEND_USER_AGENT", "ci/2")];
        let found = resolve(&settings, &variables)
            .await
            .expect("a configuration");
        let version = env!("CARGO_PKG_VERSION");
        let expected =
            format!("Terraform/1.14.0 terraform-provider-codeartifact/{version} module/1 (x) ci/2");
        assert_eq!(found.user_agent, expected);
    }
}
