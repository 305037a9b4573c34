//! What a machine of AWS gives: credentials of the instance and of a container, and the Region.

use aws_sdk_sts::{Client, config};
use serde_json::{Value as Json, json};

use super::order::Place::{self, Block};
use super::order::{UNSEEN, order};
use super::recorder::Answers;
use super::{Row, check, row};
use crate::support::world::{REGION, World};

#[test]
fn when_the_instance_is_asked() {
    check(&metadata());
}

#[test]
fn which_instance_is_asked() {
    check(&places());
}

#[test]
fn what_the_machine_gives() {
    check(&given());
}

pub(super) fn rows() -> Vec<Row> {
    [metadata(), places(), given()].concat()
}

/// What the metadata service of an instance and that of a container answer.
pub(super) fn answers(world: &World) -> Answers {
    Answers::from([
        ("/latest/api/token", "token".to_owned()),
        ("/latest/meta-data/iam/security-credentials/", "instance".to_owned()),
        ("/latest/meta-data/iam/security-credentials/instance", credentials(world, "instance")),
        ("/latest/meta-data/placement/region", "ap-south-1".to_owned()),
        ("/container", credentials(world, "container")),
        ("/federation/credentials", OF_SSO.to_owned()),
        ("/barred/latest/api/token", "token".to_owned()),
        ("/barred/latest/meta-data/iam/security-credentials/", "barred".to_owned()),
        ("/barred/latest/meta-data/iam/security-credentials/barred", BARRED.to_owned()),
    ])
}

/// What IAM Identity Center answers.
const OF_SSO: &str = r#"
    {
      "roleCredentials": {
        "accessKeyId": "222222222222", "secretAccessKey": "222222222222",
        "expiration": 32503680000000
      }
    }"#;

/// What an instance answers whose role nobody lets it assume.
const BARRED: &str = r#"{"Code": "AssumeRoleUnauthorizedAccess", "Message": "not for you"}"#;

/// Demands that no secret of the credentials of an instance or a container is in a text.
pub(super) fn hidden_in(answers: &Answers, text: &str) {
    let given = answers.values().filter_map(|answer| serde_json::from_str::<Json>(answer).ok());
    for answer in given {
        for name in ["SecretAccessKey", "Token"] {
            let secret = answer[name].as_str();
            assert!(secret.is_none_or(|secret| !text.contains(secret)), "{name} is in {text}");
        }
    }
}

/// Credentials of a role, as both services give them.
fn credentials(world: &World, role: &str) -> String {
    let configuration = config::Config::builder()
        .behavior_version(config::BehaviorVersion::latest())
        .region(config::Region::from_static(REGION))
        .http_client(aws_smithy_http_client::Builder::new().build_http())
        .endpoint_url(world.emulator.url())
        .credentials_provider(config::Credentials::new("test", "test", None, None, "test"))
        .build();
    let call = Client::from_conf(configuration)
        .assume_role()
        .role_arn(format!("arn:aws:iam::000000000000:role/{role}"))
        .role_session_name("machine");
    let found = world.wait(call.send()).expect("a role").credentials.expect("credentials");
    json!({
        "Code": "Success",
        "AccessKeyId": found.access_key_id,
        "SecretAccessKey": found.secret_access_key,
        "Token": found.session_token,
        "Expiration": "2999-01-01T00:00:00Z",
    })
    .to_string()
}

/// A row without keys, so that the metadata service is asked.
fn asking(argument: &'static str) -> Row {
    row(argument).keyless().with("AWS_EC2_METADATA_DISABLED", "")
}

fn metadata() -> Vec<Row> {
    let asked = "PUT /latest/api/token";
    let here = "ec2_metadata_service_endpoint";
    let block = r#"ec2_metadata_service_endpoint = "{recorder}""#;
    vec![
        asking(here)
            .with("AWS_METADATA_URL", "{recorder}")
            .sees("AWS_METADATA_URL is deprecated")
            .sees("Set AWS_EC2_METADATA_SERVICE_ENDPOINT or"),
        asking(here)
            .block(r#"ec2_metadata_service_endpoint = "not one""#)
            .sees("`ec2_metadata_service_endpoint` must be a URL such as"),
        row(here)
            .block(block)
            .with("AWS_EC2_METADATA_DISABLED", "")
            .sees("1 x ListDomains")
            .misses(asked),
        row("ec2_metadata_service_endpoint_mode")
            .block(r#"ec2_metadata_service_endpoint_mode = "IPv5""#)
            .sees("must be one of \"IPv4\", \"IPv6\""),
    ]
}

const BY_INSTANCE: &str = "ListDomains by arn:aws:sts::000000000000:assumed-role/instance/machine";
const BY_CONTAINER: &str =
    "ListDomains by arn:aws:sts::000000000000:assumed-role/container/machine";
const ASKED_FOR_REGION: &str = "GET /latest/meta-data/placement/region";

fn given() -> Vec<Row> {
    let on_instance = |argument| row(argument).keyless().on_machine();
    let in_container = |argument| {
        on_instance(argument).with("AWS_CONTAINER_CREDENTIALS_FULL_URI", "{recorder}/container")
    };
    vec![
        on_instance("profile").sees(BY_INSTANCE).misses(ASKED_FOR_REGION),
        in_container("profile").sees(BY_CONTAINER).misses("PUT /latest/api/token"),
        in_container("profile")
            .with("AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-container")
            .sees("GET /container HTTP/1.1 authorization: of-container"),
        in_container("profile")
            .with("AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "{dir}/pod-token")
            .with_file("pod-token", "of-pod")
            .sees("GET /container HTTP/1.1 authorization: of-pod"),
        row("profile")
            .keyless()
            .with("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/here")
            .with("TF_LOG_PROVIDER", "TRACE")
            .by_cli_alone()
            .sees("http://169.254.170.2/"),
        on_instance("profile").with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "{recorder}/barred").sees(
            "the metadata service has no credentials: AssumeRoleUnauthorizedAccess: not for you",
        ),
        on_instance("region").nowhere().sees(BY_INSTANCE).sees("in ap-south-1"),
        in_container("region").nowhere().sees("No Region is set").misses(ASKED_FOR_REGION),
        row("region").on_machine().nowhere().sees("No Region is set").misses(ASKED_FOR_REGION),
        on_instance("region")
            .nowhere()
            .with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:9")
            .sees("The metadata service of an instance does not provide one either: "),
        on_instance("region")
            .nowhere()
            .with("AWS_EC2_METADATA_DISABLED", "true")
            .sees("No Region is set")
            .misses(ASKED_FOR_REGION),
        on_instance("profile").with("TF_LOG", "TRACE").by_cli_alone().sees(BY_INSTANCE),
        in_container("profile").with("TF_LOG", "TRACE").by_cli_alone().sees(BY_CONTAINER),
    ]
}

fn places() -> Vec<Row> {
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
    let traced = asking("ec2_metadata_service_endpoint_mode").by_cli_alone();
    let traced = traced.with("TF_LOG_PROVIDER", "TRACE");
    let skipped = row("skip_metadata_api_check").keyless();
    let skipped = skipped.with("AWS_EC2_METADATA_SERVICE_ENDPOINT", "{recorder}");
    let here = asking("ec2_metadata_service_endpoint");
    [
        order(&here, ("{recorder}", asked), ("http://127.0.0.1:9", UNSEEN), &addresses),
        order(&traced, ("IPv6", "[fd00:ec2::254]"), ("IPv4", "169.254.169.254"), &protocols),
        order(&skipped, ("true", "Credentials come from"), ("false", asked), &skips),
        order(&skipped, ("false", asked), ("true", UNSEEN), &skips),
    ]
    .concat()
}
