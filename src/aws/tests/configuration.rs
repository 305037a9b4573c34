//! Where each setting comes from, and what is refused before any call.

use std::fs;

use tempfile::TempDir;

use crate::aws::configuration::Configuration;
use crate::aws::configuration::environment::Environment;
use crate::aws::{Kind, Result, Settings};

/// A home directory with a shared configuration file and a shared credentials file.
fn home() -> TempDir {
    let home = tempfile::tempdir().expect("a directory");
    let aws = home.path().join(".aws");
    fs::create_dir(&aws).expect("a directory");
    let config =
        "[default]\nregion = of-default\n\n[profile dev]\nregion = of-dev\nmax_attempts = 7\n";
    fs::write(aws.join("config"), config).expect("a file");
    fs::write(home.path().join("other"), "[profile dev]\nregion = of-other\n").expect("a file");
    home
}

async fn resolve(settings: &Settings, variables: &[(&str, &str)]) -> Result<Configuration> {
    let home = home();
    let mut environment: Environment =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
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
    let found = resolve(&settings, variables).await.expect("a configuration");
    assert_eq!(found.region.as_deref(), Some(expected), "{variables:?}");
}

#[tokio::test]
async fn the_region_comes_from_the_first_that_names_one() {
    let block = || settings(|block| block.region = Some("of-block".to_owned()));
    let all = [("AWS_REGION", "of-env"), ("AWS_DEFAULT_REGION", "of-default-env")];
    check_region(block(), &all, "of-block").await;
    check_region(Settings::default(), &all, "of-env").await;
    check_region(Settings::default(), &all[1..], "of-default-env").await;
    check_region(Settings::default(), &[("AWS_REGION", "")], "of-default").await;
    check_region(Settings::default(), &[("AWS_PROFILE", "dev")], "of-dev").await;
    check_region(Settings::default(), &[("AWS_DEFAULT_PROFILE", "dev")], "of-dev").await;
    let both = [("AWS_PROFILE", "default"), ("AWS_DEFAULT_PROFILE", "dev")];
    check_region(Settings::default(), &both, "of-default").await;
    let profile = settings(|block| block.profile = Some("dev".to_owned()));
    check_region(profile.clone(), &[("AWS_PROFILE", "default")], "of-dev").await;
    let files = vec!["~/other".to_owned()];
    let other = Settings { shared_config_files: files, ..profile };
    check_region(other, &[], "of-other").await;
}

async fn check_attempts(max: Option<u32>, variables: &[(&str, &str)], expected: u32) {
    let settings = settings(|block| block.max_retries = max);
    let found = resolve(&settings, variables).await.expect("a configuration");
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
    let key = || Some("key".into());
    refused(settings(|block| block.access_key = key()), &[], "`secret_key` is not").await;
    refused(settings(|block| block.secret_key = key()), &[], "`access_key` is not").await;
    refused(settings(|block| block.token = key()), &[], "`token` is set").await;
    let profile = settings(|block| block.profile = Some("nobody".to_owned()));
    refused(profile, &[], "no profile `nobody`").await;
    let file = settings(|block| block.shared_config_files = vec!["~/nothing".to_owned()]);
    refused(file, &[], "cannot be read").await;
}

#[tokio::test]
async fn a_retry_setting_that_means_nothing_is_named() {
    refused(Settings::default(), &[("AWS_MAX_ATTEMPTS", "many")], "`many`").await;
    refused(Settings::default(), &[("AWS_RETRY_MODE", "eager")], "`eager`").await;
}

#[tokio::test]
async fn the_user_agent_says_who_is_calling() {
    let settings = settings(|block| {
        block.terraform_version = Some("1.14.0".to_owned());
        block.user_agent = vec!["module/1".to_owned(), "(x)".to_owned()];
    });
    let variables = [("TF_APPEND_USER_AGENT", "ci/2")];
    let found = resolve(&settings, &variables).await.expect("a configuration");
    let version = env!("CARGO_PKG_VERSION");
    let expected =
        format!("Terraform/1.14.0 terraform-provider-codeartifact/{version} module/1 (x) ci/2");
    assert_eq!(found.user_agent, expected);
}
