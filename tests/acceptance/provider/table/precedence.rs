//! Which place counts where a setting stands in several: the block, the variables, the shared
//! files, and what a machine gives. The orders are those of the AWS provider; some stand beside the
//! other rows of their arguments.

use super::network::{ADAPTIVE, STANDARD};
use super::order::Place::{self, Block, Home, Profile, Variables};
use super::order::{Setting, UNSEEN, order};
use super::{Row, check, row};

#[test]
fn which_credentials_count() {
    check(&[credentials(), key_files()].concat());
}

#[test]
fn which_region_counts() {
    check(&regions());
}

#[test]
fn which_role_counts() {
    check(&[roles(), tokens()].concat());
}

#[test]
fn which_try_is_the_last() {
    check(&retries());
}

#[test]
fn which_proxy_counts() {
    check(&proxies());
}

pub(super) fn rows() -> Vec<Row> {
    let of_callers = [credentials(), key_files(), regions(), roles(), tokens()].concat();
    [of_callers, retries(), proxies()].concat()
}

/// Credentials of an account of their own: keys that are named after it, or a session of a role
/// there.
const FIRST: Setting = ("222222222222", "in eu-west-1 of 222222222222");
const SECOND: Setting = ("333333333333", "in eu-west-1 of 333333333333");

/// Keys as the shared files have them.
const KEYS: &str = "[default]\naws_access_key_id = {}\naws_secret_access_key = {}\n";

/// The row with a file of this text for each of the settings, and of its name.
fn with_both(row: Row, [one, other]: [Setting; 2], template: &str) -> Row {
    let filled = |(value, _): Setting| template.replace("{}", value);
    row.with_file(one.0, filled(one)).with_file(other.0, filled(other))
}

fn credentials() -> Vec<Row> {
    let ground = row("access_key")
        .keyless()
        .on_machine()
        .with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{recorder}/container")
        .with("TF_AWS_WEB_IDENTITY_TOKEN", "abcd");
    let profile = "profile = \"{}\"\n shared_credentials_files = [\"{dir}/profiles\"]";
    let profiles =
        [FIRST.0, SECOND.0].map(|name| KEYS.replace("{}", name).replace("default", name));
    order(
        &with_both(ground, [FIRST, SECOND], KEYS).with_file("profiles", profiles.concat()),
        FIRST,
        SECOND,
        &[
            Block(
                "assume_role_with_web_identity {
                   role_arn = \"arn:aws:iam::{}:role/ci\"
                   web_identity_token = \"abcd\"
                 }",
            ),
            Block("access_key = \"{}\"\n secret_key = \"{}\""),
            Block(profile),
            Variables(&["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], "{}"),
            Variables(&["AWS_ROLE_ARN"], "arn:aws:iam::{}:role/ci"),
            Variables(&["AWS_SHARED_CREDENTIALS_FILE"], "{dir}/{}"),
            Variables(&["AWS_CONFIG_FILE"], "{dir}/{}"),
        ],
    )
}

const IN_FIRST: Setting = ("us-east-1", "in us-east-1");
const IN_SECOND: Setting = ("us-west-2", "in us-west-2");

/// What names a Region.
const REGION: &str = "[default]\nregion = {}\n";

fn regions() -> Vec<Row> {
    let profiles = "[default]\nregion = sa-east-1\n\
                    [profile us-east-1]\nregion = us-east-1\n\
                    [profile us-west-2]\nregion = us-west-2\n";
    let named = row("profile").nowhere().by_cli_alone().with_config(profiles);
    let on_instance = row("region").nowhere().on_machine().keyless();
    let in_files = with_both(row("shared_config_files").nowhere(), [IN_FIRST, IN_SECOND], REGION);
    [
        order(
            &on_instance,
            IN_FIRST,
            IN_SECOND,
            &[
                Block("region = \"{}\""),
                Place::variable(&["AWS_REGION"]),
                Place::variable(&["AWS_DEFAULT_REGION"]),
                Profile("region = {}"),
            ],
        ),
        order(
            &named,
            // Nothing is called: the keys of the environment do not count beside a profile of the
            // block.
            ("us-east-1", "region = \"us-east-1\""),
            ("us-west-2", "region = \"us-west-2\""),
            &[
                Block("profile = \"{}\""),
                Place::variable(&["AWS_PROFILE"]),
                Place::variable(&["AWS_DEFAULT_PROFILE"]),
            ],
        ),
        order(
            &in_files,
            IN_FIRST,
            IN_SECOND,
            &[
                Block("shared_config_files = [\"{dir}/{}\"]"),
                Variables(&["AWS_CONFIG_FILE"], "{dir}/{}"),
                Home("home/.aws/config", REGION),
            ],
        ),
    ]
    .concat()
}

fn key_files() -> Vec<Row> {
    let keyless = row("shared_credentials_files").keyless();
    order(
        &with_both(keyless, [FIRST, SECOND], KEYS),
        FIRST,
        SECOND,
        &[
            Block("shared_credentials_files = [\"{dir}/{}\"]"),
            Variables(&["AWS_SHARED_CREDENTIALS_FILE"], "{dir}/{}"),
            Home("home/.aws/credentials", KEYS),
        ],
    )
}

const ROLE: &str = "arn:aws:iam::222222222222:role/ci";

fn roles() -> Vec<Row> {
    let by_token = |argument| row(argument).keyless().with("TF_AWS_WEB_IDENTITY_TOKEN", "abcd");
    let named = by_token("assume_role_with_web_identity.session_name").with("AWS_ROLE_ARN", ROLE);
    let arn = r#"
        assume_role_with_web_identity {
          role_arn = "arn:aws:iam::{}:role/ci"
        }"#;
    [
        order(
            &by_token("assume_role_with_web_identity.role_arn"),
            FIRST,
            SECOND,
            &[Block(arn), Variables(&["AWS_ROLE_ARN"], "arn:aws:iam::{}:role/ci")],
        ),
        order(
            &named,
            ("job", "role/ci/job"),
            ("night", "role/ci/night"),
            &[
                Block("assume_role_with_web_identity {\n session_name = \"{}\"\n}"),
                Place::variable(&["AWS_ROLE_SESSION_NAME"]),
            ],
        ),
    ]
    .concat()
}

/// A token and one that is too short, each also in a file of its name.
fn tokens() -> Vec<Row> {
    let (good, bad) = (("abcd", FIRST.1), ("x", UNSEEN));
    let of = |argument, block| {
        let row = row(argument).keyless().with("AWS_ROLE_ARN", ROLE);
        let places = [
            Block(block),
            Place::variable(&["TF_AWS_WEB_IDENTITY_TOKEN"]),
            Variables(&["AWS_WEB_IDENTITY_TOKEN_FILE"], "{dir}/{}"),
        ];
        order(&with_both(row, [good, bad], "{}"), good, bad, &places)
    };
    let token = r#"
        assume_role_with_web_identity {
          web_identity_token = "{}"
        }"#;
    let file = r#"
        assume_role_with_web_identity {
          web_identity_token_file = "{dir}/{}"
        }"#;
    [
        of("assume_role_with_web_identity.web_identity_token", token),
        of("assume_role_with_web_identity.web_identity_token_file", file),
    ]
    .concat()
}

fn retries() -> Vec<Row> {
    let counts = [
        Block("max_retries = {}"),
        Place::variable(&["AWS_MAX_ATTEMPTS"]),
        Profile("max_attempts = {}"),
    ];
    let modes = [
        Block("retry_mode = \"{}\""),
        Place::variable(&["AWS_RETRY_MODE"]),
        Profile("retry_mode = {}"),
    ];
    let (once, twice) = (("1", "1 x ListDomains"), ("2", "2 x ListDomains"));
    let (adaptive, standard) = (("adaptive", ADAPTIVE), ("standard", STANDARD));
    [
        order(&row("max_retries").failing(9), once, twice, &counts),
        order(&row("retry_mode"), adaptive, standard, &modes),
    ]
    .concat()
}

/// The recorder, and a proxy that does not exist.
const RECORDER: &str = "{recorder}";
const NO_PROXY: &str = "http://127.0.0.1:9";

fn proxies() -> Vec<Row> {
    let far =
        |argument, url| row(argument).with("AWS_ENDPOINT_URL", url).with("AWS_MAX_ATTEMPTS", "1");
    let http = [
        Block("http_proxy = \"{}\""),
        Place::variable(&["HTTP_PROXY"]),
        Place::variable(&["http_proxy"]),
    ];
    let https = [
        Block("https_proxy = \"{}\""),
        Place::variable(&["HTTPS_PROXY"]),
        Place::variable(&["https_proxy"]),
        Block("http_proxy = \"{}\""),
    ];
    let around = [
        Block("no_proxy = \"{}\""),
        Place::variable(&["NO_PROXY"]),
        Place::variable(&["no_proxy"]),
    ];
    let asked = (RECORDER, "POST http://far.test/v1/domains");
    let tunnel = "CONNECT far.test:443";
    let around_it = ("far.test", "No answer came from https://far.test");
    let by_recorder = far("no_proxy", "https://far.test").with("HTTPS_PROXY", RECORDER);
    let of_https = far("https_proxy", "https://far.test");
    [
        order(&far("http_proxy", "http://far.test"), asked, (NO_PROXY, UNSEEN), &http),
        order(&of_https, (RECORDER, tunnel), (NO_PROXY, UNSEEN), &https),
        order(&by_recorder, around_it, ("near.test", tunnel), &around),
    ]
    .concat()
}
