//! Which place counts where a setting stands in several: the block, the variables, the shared files, and what a
//! machine gives. The orders are those of the AWS provider. Those of endpoints and tags stand beside the rest of them.

use super::{
    Row, check,
    order::{
        Place::{self, Block, Home, Profile, Variables},
        Setting, order,
    },
    row,
};

#[test]
fn which_credentials_count() {
    check(&credentials());
}

#[test]
fn which_files_count() {
    check(&files());
}

#[test]
fn which_role_counts() {
    check(&roles());
}

#[test]
fn which_try_is_the_last() {
    check(&retries());
}

#[test]
fn which_way_is_gone() {
    check(&ways());
}

#[test]
fn which_machine_is_asked() {
    check(&machines());
}

pub(super) fn rows() -> Vec<Row> {
    [credentials(), files(), roles(), retries(), ways(), machines()].concat()
}

/// What is set to this is not seen.
const fn unseen(value: &'static str) -> Setting {
    (value, "this is said by nobody")
}

/// Credentials: those of a user, or of a session of a role, which are called alike.
const FIRST: Setting = ("first", "ListDomains by arn:aws:sts::000000000000:assumed-role/first/");
const SECOND: Setting = ("second", "ListDomains by arn:aws:sts::000000000000:assumed-role/second/");

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
        ["first", "second"].map(|name| KEYS.replace("{}", name).replace("default", name));
    order(
        &with_both(ground, [FIRST, SECOND], KEYS).with_file("profiles", profiles.concat()),
        FIRST,
        SECOND,
        &[
            Block(
                "assume_role_with_web_identity {
                   role_arn = \"arn:aws:iam::000000000000:role/{}\"
                   web_identity_token = \"abcd\"
                 }",
            ),
            Block("access_key = \"{}\"\n secret_key = \"{}\""),
            Block(profile),
            Variables(&["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"], "{}"),
            Variables(&["AWS_ROLE_ARN"], "arn:aws:iam::000000000000:role/{}"),
            Variables(&["AWS_SHARED_CREDENTIALS_FILE"], "{dir}/{}"),
            Variables(&["AWS_CONFIG_FILE"], "{dir}/{}"),
        ],
    )
}

const IN_FIRST: Setting = ("us-east-1", "in us-east-1");
const IN_SECOND: Setting = ("us-west-2", "in us-west-2");

fn files() -> Vec<Row> {
    let region = "[default]\nregion = {}\n";
    let nowhere = |argument| row(argument).with("AWS_REGION", "");
    let profiles = "[default]\nregion = sa-east-1\n\
                    [profile us-east-1]\nregion = us-east-1\n\
                    [profile us-west-2]\nregion = us-west-2\n";
    let regions = [
        Block("region = \"{}\""),
        Place::variable(&["AWS_REGION"]),
        Place::variable(&["AWS_DEFAULT_REGION"]),
        Profile("region = {}"),
    ];
    let names = [
        Block("profile = \"{}\""),
        Place::variable(&["AWS_PROFILE"]),
        Place::variable(&["AWS_DEFAULT_PROFILE"]),
    ];
    let configured = [
        Block("shared_config_files = [\"{dir}/{}\"]"),
        Variables(&["AWS_CONFIG_FILE"], "{dir}/{}"),
        Home("home/.aws/config", region),
    ];
    let keyed = [
        Block("shared_credentials_files = [\"{dir}/{}\"]"),
        Variables(&["AWS_SHARED_CREDENTIALS_FILE"], "{dir}/{}"),
        Home("home/.aws/credentials", KEYS),
    ];
    // The keys of the environment do not count beside a profile of the block.
    let named = nowhere("profile").with_config(profiles.to_owned());
    let planned =
        [("us-east-1", "region = \"us-east-1\""), ("us-west-2", "region = \"us-west-2\"")];
    let keyless = row("shared_credentials_files").keyless();
    let (first, second) = (IN_FIRST, IN_SECOND);
    [
        order(&nowhere("region").on_machine().keyless(), first, second, &regions),
        order(&named, planned[0], planned[1], &names),
        order(
            &with_both(nowhere("shared_config_files"), [first, second], region),
            first,
            second,
            &configured,
        ),
        order(&with_both(keyless, [FIRST, SECOND], KEYS), FIRST, SECOND, &keyed),
    ]
    .concat()
}

fn roles() -> Vec<Row> {
    let by_token = |argument| row(argument).keyless().with("TF_AWS_WEB_IDENTITY_TOKEN", "abcd");
    let by_role = |argument| {
        let row = row(argument).keyless();
        row.with("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/first")
    };
    let arns = [
        Block(
            "assume_role_with_web_identity {
               role_arn = \"arn:aws:iam::000000000000:role/{}\"
             }",
        ),
        Variables(&["AWS_ROLE_ARN"], "arn:aws:iam::000000000000:role/{}"),
    ];
    let names = [
        Block("assume_role_with_web_identity {\n session_name = \"{}\"\n}"),
        Place::variable(&["AWS_ROLE_SESSION_NAME"]),
    ];
    let tokens = [
        Block("assume_role_with_web_identity {\n web_identity_token = \"{}\"\n}"),
        Place::variable(&["TF_AWS_WEB_IDENTITY_TOKEN"]),
        Variables(&["AWS_WEB_IDENTITY_TOKEN_FILE"], "{dir}/{}"),
    ];
    let token_files = [
        Block("assume_role_with_web_identity {\n web_identity_token_file = \"{dir}/{}\"\n}"),
        Place::variable(&["TF_AWS_WEB_IDENTITY_TOKEN"]),
        Variables(&["AWS_WEB_IDENTITY_TOKEN_FILE"], "{dir}/{}"),
    ];
    let (good, bad) = (("abcd", FIRST.1), unseen("x"));
    let with_tokens = |argument| with_both(by_role(argument), [good, bad], "{}");
    let named = by_token("assume_role_with_web_identity.session_name");
    let named = named.with("AWS_ROLE_ARN", "arn:aws:iam::000000000000:role/first");
    [
        order(&by_token("assume_role_with_web_identity.role_arn"), FIRST, SECOND, &arns),
        order(&named, ("job", "role/first/job"), ("night", "role/first/night"), &names),
        order(&with_tokens("assume_role_with_web_identity.web_identity_token"), good, bad, &tokens),
        order(
            &with_tokens("assume_role_with_web_identity.web_identity_token_file"),
            good,
            bad,
            &token_files,
        ),
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
    let (adaptive, standard) = (("adaptive", " m/F,"), ("standard", " m/E,"));
    [
        order(&row("max_retries").failing(9), once, twice, &counts),
        order(&row("retry_mode"), adaptive, standard, &modes),
    ]
    .concat()
}

/// The recorder, and a proxy that does not exist.
const RECORDER: &str = "{recorder}";
const NO_PROXY: &str = "http://127.0.0.1:9";

fn ways() -> Vec<Row> {
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
    let bundles =
        [Block("custom_ca_bundle = \"{dir}/{}\""), Variables(&["AWS_CA_BUNDLE"], "{dir}/{}")];
    let tunnel = "CONNECT far.test:443";
    let by_recorder = far("no_proxy", "https://far.test").with("HTTPS_PROXY", RECORDER);
    [
        order(
            &far("http_proxy", "http://far.test"),
            (RECORDER, "POST http://far.test/v1/domains"),
            unseen(NO_PROXY),
            &http,
        ),
        order(
            &far("https_proxy", "https://far.test"),
            (RECORDER, tunnel),
            unseen(NO_PROXY),
            &https,
        ),
        order(
            &by_recorder,
            ("far.test", "No answer came from https://far.test"),
            ("near.test", tunnel),
            &around,
        ),
        order(
            &row("custom_ca_bundle").behind_tls(),
            ("bundle.pem", "1 x ListDomains"),
            unseen("no.pem"),
            &bundles,
        ),
    ]
    .concat()
}

fn machines() -> Vec<Row> {
    let keyless = |argument| row(argument).keyless().with("AWS_EC2_METADATA_DISABLED", "");
    let addresses = [
        Block("ec2_metadata_service_endpoint = \"{}\""),
        Place::variable(&["AWS_EC2_METADATA_SERVICE_ENDPOINT"]),
        Place::variable(&["AWS_METADATA_URL"]),
    ];
    let protocols = [
        Block("ec2_metadata_service_endpoint_mode = \"{}\""),
        Place::variable(&["AWS_EC2_METADATA_SERVICE_ENDPOINT_MODE"]),
    ];
    let skips =
        [Block("skip_metadata_api_check = {}"), Place::variable(&["AWS_EC2_METADATA_DISABLED"])];
    let asked = "PUT /latest/api/token";
    let traced = keyless("ec2_metadata_service_endpoint_mode").with("TF_LOG_PROVIDER", "TRACE");
    let skipped = row("skip_metadata_api_check").keyless();
    let skipped = skipped.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", RECORDER);
    let here = keyless("ec2_metadata_service_endpoint");
    [
        order(&here, (RECORDER, asked), unseen(NO_PROXY), &addresses),
        order(&traced, ("IPv6", "[fd00:ec2::254]"), ("IPv4", "169.254.169.254"), &protocols),
        order(&skipped, ("true", "Credentials come from"), ("false", asked), &skips),
        order(&skipped, ("false", asked), unseen("true"), &skips),
    ]
    .concat()
}
