//! The way to the service: retries, proxies, and the user agent.

use super::{Row, check, row};

#[test]
fn how_often_is_tried() {
    check(&retries());
}

#[test]
fn what_requests_go_through() {
    check(&proxies());
}

#[test]
fn how_callers_are_named() {
    check(&user_agents());
}

pub(super) fn rows() -> Vec<Row> {
    [retries(), proxies(), user_agents()].concat()
}

fn retries() -> Vec<Row> {
    let failing = |argument| row(argument).failing(9);
    let count = "must be a whole number from 0 to 4294967295";
    vec![
        failing("max_retries").with_files().with("AWS_PROFILE", "team").sees("2 x ListDomains"),
        row("max_retries").failing(3).sees("4 x ListDomains"),
        row("max_retries").block("max_retries = -1").sees(&format!("{count}, got -1")),
        row("max_retries")
            .block("max_retries = 99999999999")
            .sees(&format!("{count}, got 99999999999")),
        row("max_retries").block("max_retries = 1.5").sees(&format!("{count}, got 1.5")),
        row("max_retries").with("AWS_MAX_ATTEMPTS", "many").sees("`many`, is not a number. Set `max_retries`, AWS_MAX_ATTEMPTS, or `max_attempts` in the profile to a number"),
        row("retry_mode").with_files().with("AWS_PROFILE", "team").sees(ADAPTIVE),
        row("retry_mode").sees(STANDARD),
        row("retry_mode")
            .block(r#"retry_mode = "eager""#)
            .sees("must be one of \"standard\", \"adaptive\""),
        row("retry_mode")
            .with("AWS_RETRY_MODE", "eager")
            .sees("`eager` is neither `standard` nor `adaptive`. Set `retry_mode`, AWS_RETRY_MODE, or `retry_mode` in the profile to one of them"),
        row("retry_mode")
            .block(r#"retry_mode = "legacy""#)
            .sees(STANDARD)
            .sees("The retry mode is `standard`")
            .sees("The mode `legacy` of older SDKs is not supported"),
        failing("token_bucket_rate_limiter_capacity")
            .block("token_bucket_rate_limiter_capacity = 5")
            .sees("2 x ListDomains"),
        row("token_bucket_rate_limiter_capacity")
            .block("token_bucket_rate_limiter_capacity = -1")
            .sees(&format!("`token_bucket_rate_limiter_capacity` {count}, got -1")),
    ]
}

/// What the SDK says of the mode in the user agent.
pub(super) const ADAPTIVE: &str = " m/F,";
pub(super) const STANDARD: &str = " m/E,";

fn proxies() -> Vec<Row> {
    let far = |argument| row(argument).with("AWS_ENDPOINT_URL", "http://far.test");
    let far_https = |argument| row(argument).with("AWS_ENDPOINT_URL", "https://far.test");
    let once = |row: Row| row.with("AWS_MAX_ATTEMPTS", "1");
    let asked = "POST http://far.test/v1/domains";
    let tunnel = "CONNECT far.test:443";
    let stands_in = "The HTTP proxy is used for HTTPS too";
    let http = r#"http_proxy = "{recorder}""#;
    let https = r#"https_proxy = "{recorder}""#;
    [
        far("http_proxy").with("HTTP_PROXY", "{recorder}").sees(asked).misses(stands_in),
        far_https("http_proxy")
            .block(http)
            .sees(tunnel)
            .sees(stands_in)
            .sees("neither `https_proxy` nor HTTPS_PROXY is"),
        far_https("http_proxy").with("HTTP_PROXY", "{recorder}").misses(tunnel),
        far("http_proxy")
            .block(r#"http_proxy = "ftp://secret:word@far.test""#)
            .sees("`http_proxy` or HTTP_PROXY")
            .sees("is not the URL of a proxy")
            .misses("secret:word"),
        far("https_proxy")
            .with("HTTPS_PROXY", "ftp://secret:word@far.test")
            .sees("`https_proxy` or HTTPS_PROXY is not the URL")
            .misses("secret:word"),
        far_https("https_proxy")
            .block("https_proxy = \"\"")
            .with("HTTPS_PROXY", "{recorder}")
            .misses(tunnel),
        far("https_proxy").block(https).misses(asked),
        far_https("no_proxy").block(https).with("NO_PROXY", ".test").misses(tunnel),
        row("no_proxy").block(http).sees("1 x ListDomains"),
    ]
    .into_iter()
    .map(once)
    .collect()
}

fn user_agents() -> Vec<Row> {
    let module = r#"
        terraform {
          provider_meta "codeartifact" {
            user_agent = ["module/3"]
          }
        }
        data "codeartifact_domains" "all" {}"#;
    vec![
        row("user_agent").sees(" Terraform/").sees("terraform-provider-codeartifact/"),
        row("user_agent")
            .block(r#"user_agent = ["block/1", "(x)"]"#)
            .with("TF_APPEND_USER_AGENT", "environment/2")
            .configuration(module)
            // The host reports nothing about modules.
            .by_cli_alone()
            .sees("block/1 (x) environment/2 module/3"),
        row("user_agent")
            .block("user_agent = [\"block/1\"]\n allowed_account_ids = [\"000000000000\"]")
            .sees("api/sts/")
            .sees("block/1\nListDomains"),
        row("user_agent")
            .block(r#"user_agent = ["block/1\n(é)"]"#)
            .with("TF_APPEND_USER_AGENT", "environment/2\n")
            .sees("block/1 ( ) environment/2\n"),
    ]
}
