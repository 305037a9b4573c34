//! The shared files of the AWS CLI, and the profile that counts in them.

use std::borrow::Cow;

use aws_config::profile::{self, ProfileSet};
use aws_runtime::env_config::file::{EnvConfigFileKind, EnvConfigFiles};
use aws_types::os_shim_internal::{Env, Fs};

use super::environment::{Environment, expanded, variable};
use super::settings::Settings;
use crate::aws::failure::causes::{chain, texts};
use crate::aws::failure::{Error, Result};

/// A profile, and what names it.
#[derive(Debug)]
pub(in crate::aws) struct Profile {
    pub(in crate::aws) name: String,
    source: &'static str,
}

impl Profile {
    /// The profile that the block or the environment names.
    pub(in crate::aws) fn selected(settings: &Settings, env: &Environment) -> Option<Self> {
        let of_block = settings.profile.clone().map(|name| ("`profile`", name));
        let of = |source| variable(env, source).map(|name| (source, name));
        let selected = of_block.or_else(|| of("AWS_PROFILE")).or_else(|| of("AWS_DEFAULT_PROFILE"));
        selected.map(|(source, name)| Self { name, source })
    }
}

/// The files that the block names, or else those of the environment or of the home directory.
pub(in crate::aws) fn named(settings: &Settings, env: &Environment) -> EnvConfigFiles {
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

/// Reads the files.
pub(in crate::aws) async fn read(
    files: &EnvConfigFiles,
    profile: Option<&Profile>,
    env: &Environment,
) -> Result<ProfileSet> {
    let name = profile.map(|profile| Cow::Owned(profile.name.clone()));
    let read = profile::load(&Fs::real(), &Env::from(env.clone()), files, name).await;
    let shared = read.map_err(|error| {
        let cause = texts(chain(&error));
        Error::misconfigured(format!(
            "The shared configuration files cannot be read: {cause}. Check the files, and `shared_config_files` and \
             `shared_credentials_files` or AWS_CONFIG_FILE and AWS_SHARED_CREDENTIALS_FILE if they are set."
        ))
    })?;
    match profile {
        Some(profile) => check(profile, &shared).map(|()| shared),
        None => Ok(shared),
    }
}

/// A profile that exists nowhere is a slip of the pen, unless it is the one that counts anyway.
fn check(profile: &Profile, shared: &ProfileSet) -> Result<()> {
    let Profile { name, source } = profile;
    match shared.get_profile(name).is_some() || name == "default" {
        true => Ok(()),
        false => Err(Error::misconfigured(format!(
            "The shared configuration files contain no profile `{name}`, which {source} names. Add the profile, or use \
             another one."
        ))),
    }
}

/// What a profile has that leads to credentials.
const CREDENTIAL_KEYS: [&str; 6] = [
    "aws_access_key_id",
    "credential_process",
    "role_arn",
    "sso_account_id",
    "sso_session",
    "web_identity_token_file",
];

/// Whether the profile that counts has credentials, or says where some are.
pub(in crate::aws) fn lead_to_credentials(shared: &ProfileSet) -> bool {
    CREDENTIAL_KEYS.iter().any(|key| shared.get(key).is_some())
}
