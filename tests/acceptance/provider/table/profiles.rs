//! Profiles of the shared files: which one counts, where it is looked for, and what it leads to.

use super::callers::{OF_ENVIRONMENT, OF_OTHER};
use super::{Row, check, row};

#[test]
fn which_profile_counts() {
    check(&profiles());
}

#[test]
fn what_a_profile_leads_to() {
    check(&[credentials(), logins()].concat());
}

#[test]
fn which_files_are_read() {
    check(&files());
}

pub(super) fn rows() -> Vec<Row> {
    [profiles(), credentials(), logins(), files()].concat()
}

const TEAM: &str = r#"profile = "team""#;

fn profiles() -> Vec<Row> {
    let conflict = "Configuration conflict detected";
    let with_files = || row("profile").with_files();
    let nobody = "The shared configuration files contain no profile `nobody`, which";
    vec![
        with_files().block(TEAM).keyless().sees(OF_OTHER).misses(conflict),
        with_files().block(TEAM).sees(OF_OTHER).sees(conflict).sees("The profile is used."),
        with_files().with("AWS_PROFILE", "team").sees(OF_ENVIRONMENT).misses(conflict),
        with_files().keyless().block(TEAM).with("AWS_PROFILE", "nobody").sees(OF_OTHER),
        with_files()
            .keyless()
            .with("AWS_PROFILE", "team")
            .with("AWS_DEFAULT_PROFILE", "nobody")
            .sees(OF_OTHER),
        row("profile").block(TEAM).sees("contain no profile `team`, which `profile` names"),
        with_files().with("AWS_PROFILE", "nobody").sees(nobody).sees("AWS_PROFILE names"),
        with_files().with("AWS_DEFAULT_PROFILE", "nobody").sees(nobody),
        row("profile").with("AWS_PROFILE", "default").sees(OF_ENVIRONMENT),
    ]
}

fn credentials() -> Vec<Row> {
    let of = |config: &str| {
        let row = row("profile").keyless().with_config(config);
        row.with("AWS_SHARED_CREDENTIALS_FILE", "{dir}/credentials")
    };
    let process = r#"echo '{"Version": 1, "AccessKeyId": "other", "SecretAccessKey": "other"}'"#;
    let role = "role_arn = arn:aws:iam::000000000000:role/of-profile";
    let by_role = "ListDomains by arn:aws:sts::000000000000:assumed-role/of-profile/";
    vec![
        of(&format!("[default]\ncredential_process = {process}\n")).sees(OF_OTHER),
        of(&format!("[default]\n{role}\nsource_profile = team\n")).sees(by_role),
        of(&format!("[default]\n{role}\ncredential_source = Environment\n"))
            .with("AWS_ACCESS_KEY_ID", "other")
            .with("AWS_SECRET_ACCESS_KEY", "other")
            .with("AWS_PROFILE", "default")
            .block("profile = \"default\"")
            .sees(by_role),
        of(&format!("[default]\n{role}\nsource_profile = lost\n")).sees("lost"),
        // The SDK assumes this role, and knows no address but those of the environment and the
        // profile.
        of(&format!("[default]\n{role}\nsource_profile = team\n"))
            .block("endpoints {\n sts = \"{recorder}\"\n}")
            .sees(by_role)
            .misses("POST /"),
        of(&format!("[default]\n{role}\nweb_identity_token_file = {{dir}}/token\n")).sees(by_role),
        of(&format!("[default]\n{role}\nsource_profile = team\n"))
            .block("assume_role {\n role_arn = \"arn:aws:iam::000000000000:role/of-block\"\n}")
            .sees("AssumeRole by arn:aws:sts::000000000000:assumed-role/of-profile/")
            .sees("ListDomains by arn:aws:sts::000000000000:assumed-role/of-block/"),
    ]
}

/// Whoever has logged in has a token in the cache, in a file that is named after the hash of the
/// session's name, or of the address where there is no session.
fn logins() -> Vec<Row> {
    let of = |config: &str, token| {
        row("profile")
            .keyless()
            .on_machine()
            .with("AWS_ENDPOINT_URL_SSO", "{recorder}")
            .with_config(format!("{config}sso_account_id = 222222222222\nsso_role_name = ci\n"))
            .with_file(token, LOGIN)
    };
    let asked = "GET /federation/credentials?role_name=ci&account_id=222222222222 ";
    let logged_in =
        |row: Row| row.sees(asked).sees("in eu-west-1 of 222222222222").misses("token-of-login");
    let session = "[sso-session team]\nsso_region = us-east-1\nsso_start_url = https://start.test\n\
                   [default]\nsso_session = team\n";
    let old = "[default]\nsso_region = us-east-1\nsso_start_url = https://start.test\n";
    let lost = |row: Row| {
        row.sees("The SSO session of the profile \"default\" has ended, or was never begun")
            .sees("Begin one: `aws sso login --profile default`.")
            .misses("os error")
            .misses("/sso/cache")
    };
    vec![
        logged_in(of(session, "home/.aws/sso/cache/d25187dc137f35c88bc80ec8c3ffbdb17b5eb873.json")),
        logged_in(of(old, "home/.aws/sso/cache/66b884d22f65a5f7d190840f806cdfefb9e5e804.json")),
        lost(of(session, "nothing")),
        lost(of(old, "nothing")),
    ]
}

/// A token of a login.
const LOGIN: &str = r#"{"accessToken": "token-of-login", "expiresAt": "2999-01-01T00:00:00Z"}"#;

fn files() -> Vec<Row> {
    let lost = "{dir}/nothing";
    let (config, keys) = ("shared_config_files", "shared_credentials_files");
    let named = |argument, file| row(argument).block(format!("{argument} = [{file:?}]\n {TEAM}"));
    let broken = "[default\nregion = sa-east-1\n".to_owned();
    vec![
        named(config, "{dir}/config")
            .nowhere()
            .with("AWS_CONFIG_FILE", lost)
            .with("AWS_SHARED_CREDENTIALS_FILE", "{dir}/credentials")
            .sees("in eu-central-1"),
        named(keys, "{dir}/credentials").with("AWS_SHARED_CREDENTIALS_FILE", lost).sees(OF_OTHER),
        named(keys, lost).sees("The shared configuration files cannot be read").sees("/nothing"),
        named(config, lost).sees("The shared configuration files cannot be read").sees("/nothing"),
        row(config).with_config(broken).sees("/config").sees("line 1"),
    ]
}
