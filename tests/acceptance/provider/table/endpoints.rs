//! The address of the service: the provider block, then the variables, then the shared file, and
//! last the service's own. A proxy sees which one is called.

use super::order::Place::{self, Block, Profile};
use super::order::order;
use super::{Row, check, row};

#[test]
fn which_address_is_called() {
    check(&addresses());
}

#[test]
fn which_form_the_address_has() {
    check(&[forms(), flags()].concat());
}

#[test]
fn which_security_token_service_is_called() {
    check(&security_tokens());
}

pub(super) fn rows() -> Vec<Row> {
    [addresses(), forms(), flags(), security_tokens()].concat()
}

/// Where an address can stand: in the block, two variables, and two places of the shared file. The
/// first that names one wins.
const SOURCES: [&str; 5] = ["block", "service-variable", "variable", "service-file", "file"];

/// A row in which these sources name an address, each its own.
fn named_by(sources: &[&str]) -> Row {
    let url = |source: &str| match sources.contains(&source) {
        true => format!("https://{source}.test"),
        false => String::new(),
    };
    let line = |name: &str, url: String| match url.as_str() {
        "" => String::new(),
        url => format!("{name} = {url}\n"),
    };
    let block = match url("block").as_str() {
        "" => String::new(),
        url => format!("endpoints {{\n codeartifact = {url:?}\n}}\n"),
    };
    let config = format!(
        "[default]\nservices = ours\n{}[services ours]\ncodeartifact =\n  max_attempts = 1\n{}",
        line("endpoint_url", url("file")),
        line("  endpoint_url", url("service-file"))
    );
    through_recorder("endpoints.codeartifact", &block)
        .with("AWS_ENDPOINT_URL_CODEARTIFACT", &url("service-variable"))
        .with("AWS_ENDPOINT_URL", &url("variable"))
        .with_config(config)
}

/// A row whose requests go to the recorder, once.
fn through_recorder(argument: &'static str, block: &str) -> Row {
    row(argument)
        .block(format!("{block}\n https_proxy = \"{{recorder}}\"\n max_retries = 1"))
        .with("AWS_ENDPOINT_URL", "")
}

const BOTH: &str = "use_fips_endpoint = true\n use_dualstack_endpoint = true\n";

const OWN: &str = "CONNECT codeartifact.eu-west-1.amazonaws.com:443";
const VALIDATED: &str = "CONNECT codeartifact-fips.eu-west-1.amazonaws.com:443";

/// Each source alone, each pair of them, and none.
fn addresses() -> Vec<Row> {
    let mut rows = vec![named_by(&[]).sees(OWN)];
    for (index, source) in SOURCES.iter().enumerate() {
        let called = format!("CONNECT {source}.test:443");
        rows.push(named_by(&[source]).sees(&called));
        for weaker in &SOURCES[index + 1..] {
            let weaker_called = format!("CONNECT {weaker}.test:443");
            rows.push(named_by(&[source, weaker]).sees(&called).misses(&weaker_called));
        }
    }
    let ignore = "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS";
    rows.push(named_by(&SOURCES[1..]).with(ignore, "true").sees(OWN));
    rows.push(named_by(&SOURCES).with(ignore, "true").sees("CONNECT block.test:443"));
    rows.extend(wrong_addresses());
    rows
}

/// What is no address is refused wherever it stands, and before anything is sent.
fn wrong_addresses() -> Vec<Row> {
    let of = |argument| row(argument).with("AWS_ENDPOINT_URL", "");
    let nowhere = "`localhost` is not the URL of an endpoint, such as http://localhost:4566";
    let profile = "[default]\nendpoint_url = localhost\n".to_owned();
    let (codeartifact, sts) = ("endpoints.codeartifact", "endpoints.sts");
    vec![
        of(codeartifact)
            .block("endpoints {\n codeartifact = \"localhost:4566\"\n}")
            .sees("codeartifact` must be a URL such as \"http://localhost:4566\", got \"localhost:4566\""),
        of(codeartifact).with("AWS_ENDPOINT_URL", "localhost").sees(nowhere),
        of(codeartifact).with("AWS_ENDPOINT_URL_CODEARTIFACT", "localhost").sees(nowhere),
        of(codeartifact).with_config(profile).sees(nowhere),
        row(codeartifact)
            .block("endpoints {\n codeartifact = \"\"\n}")
            .sees("1 x ListDomains"),
        of(sts)
            .block("endpoints {\n sts = \"http://a b\"\n}")
            .sees("sts` must be a URL such as"),
        of(sts)
            .with("AWS_ENDPOINT_URL_STS", "localhost")
            .sees(nowhere)
            .sees("`endpoints { sts }` in the provider block, AWS_ENDPOINT_URL_STS, AWS_ENDPOINT_URL, or `endpoint_url` in the shared configuration files"),
    ]
}

fn forms() -> Vec<Row> {
    let fips = |block: &str| through_recorder("use_fips_endpoint", block);
    let dual_stack = |block: &str| through_recorder("use_dualstack_endpoint", block);
    let of_block = "endpoints {\n codeartifact = \"https://block.test\"\n}\n";
    let (own, validated) = (("false", OWN), ("true", VALIDATED));
    let dual = ("true", "CONNECT codeartifact.eu-west-1.api.aws:443");
    let rows = vec![
        fips("use_fips_endpoint = false").with("AWS_USE_FIPS_ENDPOINT", "true").sees(OWN),
        fips(&format!("{of_block}use_fips_endpoint = true")).sees("CONNECT block.test:443"),
        dual_stack("use_dualstack_endpoint = false")
            .with("AWS_USE_DUALSTACK_ENDPOINT", "true")
            .sees(OWN),
        dual_stack(&format!("{of_block}use_dualstack_endpoint = true"))
            .sees("CONNECT block.test:443"),
        dual_stack(BOTH).sees("CONNECT codeartifact-fips.eu-west-1.api.aws:443"),
    ];
    [
        order(
            &fips(""),
            validated,
            own,
            &[
                Block("use_fips_endpoint = {}"),
                Place::variable(&["AWS_USE_FIPS_ENDPOINT"]),
                Profile("use_fips_endpoint = {}"),
            ],
        ),
        order(
            &dual_stack(""),
            dual,
            own,
            &[
                Block("use_dualstack_endpoint = {}"),
                Place::variable(&["AWS_USE_DUALSTACK_ENDPOINT"]),
                Profile("use_dualstack_endpoint = {}"),
            ],
        ),
        rows,
    ]
    .concat()
}

fn flags() -> Vec<Row> {
    let fips = || through_recorder("use_fips_endpoint", "");
    vec![
        fips().with("AWS_USE_FIPS_ENDPOINT", "maybe").sees(
            "AWS_USE_FIPS_ENDPOINT, or `use_fips_endpoint` in the profile, must be `true` or `false`, and is `maybe`",
        ),
        fips()
            .and_block("use_fips_endpoint = true")
            .with("AWS_USE_FIPS_ENDPOINT", "maybe")
            .sees(VALIDATED),
        fips().with_config("[default]\nuse_fips_endpoint = TRUE\n").sees(VALIDATED),
        through_recorder("use_dualstack_endpoint", "")
            .with("AWS_USE_DUALSTACK_ENDPOINT", "1")
            .sees("and is `1`"),
    ]
}

fn security_tokens() -> Vec<Row> {
    let checked = "allowed_account_ids = [\"000000000000\"]\n";
    let sts = |block: &str| through_recorder("endpoints.sts", &format!("{checked}{block}"));
    let of_block = "endpoints {\n sts = \"https://block.test\"\n}\n";
    let of_block_called = "CONNECT block.test:443";
    let of_variable = "CONNECT variable.test:443";
    let variable = "AWS_ENDPOINT_URL_STS";
    vec![
        sts("").sees("CONNECT sts.eu-west-1.amazonaws.com:443"),
        sts("use_fips_endpoint = true").sees("CONNECT sts-fips.eu-west-1.amazonaws.com:443"),
        sts("use_dualstack_endpoint = true").sees("CONNECT sts.eu-west-1.api.aws:443"),
        sts(BOTH).sees("CONNECT sts-fips.eu-west-1.api.aws:443"),
        sts("")
            .with("AWS_USE_FIPS_ENDPOINT", "true")
            .with_config("[default]\nuse_dualstack_endpoint = true\n")
            .sees("CONNECT sts-fips.eu-west-1.api.aws:443"),
        sts(&format!("{of_block}{BOTH}")).sees(of_block_called),
        sts(of_block).with(variable, "https://variable.test").sees(of_block_called),
        sts("").with(variable, "https://variable.test").sees(of_variable),
        sts("").with("AWS_ENDPOINT_URL", "https://variable.test").sees(of_variable),
    ]
}
