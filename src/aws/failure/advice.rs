//! What to do about a failure: the sentence below what the service said.

use super::denial::{action, denied_by, not_allowed_by, who_changes};
use super::error::Kind;
use super::seen::{Distrust, Seen};

/// Where CodeArtifact is offered, as of its endpoints page. A newer Region works all the same: this
/// list is only used to explain that a host does not exist.
const REGIONS: [&str; 13] = [
    "ap-northeast-1",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "eu-central-1",
    "eu-north-1",
    "eu-south-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "us-east-1",
    "us-east-2",
    "us-west-2",
];

/// Regions that an account has only once it has enabled them, with CodeArtifact or without.
const OPT_IN: [&str; 13] = [
    "af-south-1",
    "ap-east-1",
    "ap-south-2",
    "ap-southeast-3",
    "ap-southeast-4",
    "ap-southeast-5",
    "ca-west-1",
    "eu-central-2",
    "eu-south-1",
    "eu-south-2",
    "il-central-1",
    "me-central-1",
    "me-south-1",
];

/// A call that failed.
pub(super) struct Failure<'a> {
    pub(super) kind: Kind,
    pub(super) operation: &'a str,
    pub(super) region: &'a str,
    /// The error code of the answer, where there is one.
    pub(super) code: Option<&'a str>,
    pub(super) message: &'a str,
    pub(super) seen: &'a Seen,
}

/// What to do about a failure, where anything can be said.
pub(super) fn on(failure: &Failure<'_>) -> Option<String> {
    let Failure { kind, operation, region, code, message, seen } = *failure;
    match kind {
        Kind::AccessDenied if code == Some("OptInRequired") => Some(not_enabled(region)),
        Kind::AccessDenied => Some(denied(operation, message)),
        Kind::Credentials => Some(not_accepted(code.unwrap_or_default(), message, region)),
        Kind::Throttled => Some(throttled(seen.attempts)),
        Kind::NotFound => Some(NAMES.to_owned()),
        Kind::Quota => Some(quota()),
        Kind::Server => Some(SERVER.to_owned()),
        Kind::Network => Some(seen.untrusted.map_or_else(|| network(region, seen), certificate)),
        Kind::Configuration => seen.endpoint.as_deref().map(|it| unknown_operation(operation, it)),
        Kind::Unexpected if code.is_none() => seen.endpoint.as_deref().map(wrong_endpoint),
        _ => None,
    }
}

fn denied(operation: &str, message: &str) -> String {
    if let Some(policy) = denied_by(message) {
        let who = who_changes(policy);
        return format!(
            "An explicit deny in {policy} forbids it, which no allow elsewhere lifts. Have it changed by {who}."
        );
    }
    match not_allowed_by(message).filter(|policy| !policy.contains("identity-based")) {
        Some(policy) => {
            let who = who_changes(policy);
            format!(
                "A {policy} applies to the call and does not allow it, so that no other policy can. Have it changed by \
                 {who}."
            )
        }
        None => permission(operation, message),
    }
}

/// What the caller lacks: the action that the message names, which is not always that of the call.
fn permission(operation: &str, message: &str) -> String {
    if let Some(named) = action(message).filter(|it| it.split(':').nth(1) != Some(operation)) {
        return format!(
            "The caller needs `{named}`, which is another permission than that of the call itself. Grant it to the \
             caller."
        );
    }
    let also = match operation {
        "GetAuthorizationToken" => " and `sts:GetServiceBearerToken`",
        _ => "",
    };
    format!(
        "The caller needs `codeartifact:{operation}`{also}. Allow it in an identity policy, and for another account's \
         domain or repository in its permissions policy too."
    )
}

/// What to do where AWS does not accept credentials: what the answer says of the reason decides.
fn not_accepted(code: &str, message: &str, region: &str) -> String {
    let too_early_or_late =
        message.contains("Signature expired") || message.contains("not yet current");
    match code {
        _ if too_early_or_late => CLOCK.to_owned(),
        "RequestExpired" | "RequestTimeTooSkewed" => CLOCK.to_owned(),
        "MissingAuthenticationToken" | "MissingAuthenticationTokenException" => UNSIGNED.to_owned(),
        "UnrecognizedClientException" if OPT_IN.contains(&region) => not_enabled(region),
        _ => credentials(),
    }
}

const CLOCK: &str = "The clock of this machine is wrong: AWS accepts a request for some minutes only. Set the clock, and \
                     let it be kept (NTP).";

const UNSIGNED: &str = "The request arrived without its signature. Look for a proxy that takes the header \
                        `Authorization` away.";

fn not_enabled(region: &str) -> String {
    format!(
        "The account must have {region} enabled. Enable it under \"AWS Regions\" in the account settings: it takes some \
         minutes until credentials count there."
    )
}

/// Where credentials can come from.
pub(super) fn credentials() -> String {
    "Credentials come from `access_key` and `secret_key` or from `profile` in the provider block, from \
     AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE in the environment, from the shared configuration \
     files (`aws configure`, `aws sso login`), or from the role of the machine. Check that one of them is there and \
     has not expired."
        .to_owned()
}

const NAMES: &str =
    "Check the names, `domain_owner` for a domain of another account, and `region`.";

const SERVER: &str =
    "Try again later. If that does not help, look at the AWS Health Dashboard of the account.";

fn throttled(attempts: u32) -> String {
    format!(
        "AWS throttled the call in each of {attempts} attempts. Lower the parallelism (`-parallelism=2`), raise \
         `max_retries`, or ask for a higher rate in Service Quotas."
    )
}

fn quota() -> String {
    "A quota of the account is used up. Request a higher one in Service Quotas, where most can be raised.".to_owned()
}

fn certificate(why: Distrust) -> String {
    let text = match why {
        Distrust::Unknown => {
            "The certificate of the server is not trusted. Set AWS_CA_BUNDLE to the file with the certificates of \
             your proxy, if one is in between."
        }
        Distrust::Authority => {
            "The certificate of the server is that of a certificate authority (`CA:TRUE`), which is accepted only if \
             AWS_CA_BUNDLE contains exactly this certificate and it names the host. Set AWS_CA_BUNDLE to a file with \
             it, or let the authority sign one for the server."
        }
    };
    text.to_owned()
}

fn network(region: &str, seen: &Seen) -> String {
    let endpoint = seen.endpoint.as_deref().unwrap_or("the service");
    let mut advice = format!("No answer came from {endpoint}.");
    if endpoint.contains("amazonaws.com") || endpoint.ends_with("api.aws") {
        if !REGIONS.contains(&region) {
            let known = REGIONS.join(", ");
            advice.push_str(&format!(
                " CodeArtifact may not be offered in {region}: this version knows of {known}, which may be out of date."
            ));
        }
        advice.push_str(" Check the network, and the proxy in HTTPS_PROXY where there is one.");
    } else {
        advice.push(' ');
        advice.push_str(&configured(endpoint));
    }
    advice
}

fn wrong_endpoint(endpoint: &str) -> String {
    format!("The answer of {endpoint} is not one of CodeArtifact. {}", configured(endpoint))
}

fn unknown_operation(operation: &str, endpoint: &str) -> String {
    format!(
        "The service at {endpoint} does not have the operation {operation}. Use an endpoint that has it, or remove \
         what calls it."
    )
}

fn configured(endpoint: &str) -> String {
    format!(
        "Check that {endpoint} is the intended endpoint: it is set by `endpoints {{ codeartifact }}` in the provider block, \
         AWS_ENDPOINT_URL_CODEARTIFACT, AWS_ENDPOINT_URL, or `endpoint_url` in the shared configuration files."
    )
}

/// The law of the acceptance tests, over what these do not meet.
#[cfg(test)]
#[path = "../../../tests/acceptance/support/order.rs"]
mod order;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(endpoint: &str, region: &str, expected: &[&str], absent: &[&str]) {
        let seen = Seen { endpoint: Some(endpoint.to_owned()), ..Seen::default() };
        let (kind, operation) = (Kind::Network, "DescribeDomain");
        let failure = Failure { kind, operation, region, code: None, message: "", seen: &seen };
        let advice = on(&failure).expect("advice");
        assert!(advice.contains(endpoint), "{advice}");
        assert!(expected.iter().all(|part| advice.contains(part)), "{advice}");
        assert!(!absent.iter().any(|part| advice.contains(part)), "{advice}");
    }

    const KINDS: [Kind; 12] = [
        Kind::NotFound,
        Kind::Conflict,
        Kind::AccessDenied,
        Kind::Throttled,
        Kind::Quota,
        Kind::Validation,
        Kind::Server,
        Kind::Network,
        Kind::Credentials,
        Kind::Configuration,
        Kind::Stopped,
        Kind::Unexpected,
    ];

    const CODES: [Option<&str>; 5] = [
        None,
        Some("OptInRequired"),
        Some("RequestExpired"),
        Some("MissingAuthenticationToken"),
        Some("UnrecognizedClientException"),
    ];

    const MESSAGES: [&str; 5] = [
        "",
        "with an explicit deny in a service control policy",
        "because no permissions boundary allows the action",
        "is not authorized to perform: codeartifact:ReadFromRepository",
        "Signature expired",
    ];

    /// Everything that can be said, each with what it is said of.
    fn all() -> impl Iterator<Item = (String, String)> {
        let endpoints = ["https://codeartifact.eu-west-1.amazonaws.com", "http://localhost"];
        let distrusts = [None, Some(Distrust::Unknown), Some(Distrust::Authority)];
        let seen = endpoints.into_iter().flat_map(move |endpoint| {
            let endpoint = Some(endpoint.to_owned());
            distrusts.map(|untrusted| Seen {
                endpoint: endpoint.clone(),
                untrusted,
                ..Seen::default()
            })
        });
        let of = |seen: &Seen, kind, code, message| {
            let (operation, region) = ("GetAuthorizationToken", "eu-south-1");
            let failure = Failure { kind, operation, region, code, message, seen };
            Some((format!("{kind:?} {code:?} {message} {seen:?}"), on(&failure)?))
        };
        seen.flat_map(move |seen| {
            let of_kind =
                |kind| CODES.map(|code| MESSAGES.map(|message| of(&seen, kind, code, message)));
            KINDS.map(of_kind).into_iter().flatten().flatten().flatten().collect::<Vec<_>>()
        })
    }

    #[test]
    fn every_advice_says_what_to_do() {
        for (about, advice) in all() {
            let detail = format!("It failed.\n\n{advice}");
            assert!(order::says_what_to_do(&detail), "{about}: {advice}");
            assert_eq!(order::misplaced(&detail), None, "{about}: {advice}");
        }
    }

    #[test]
    fn a_host_that_does_not_exist_is_explained_by_its_region() {
        let of = |region| format!("https://codeartifact.{region}.amazonaws.com");
        let regions = ["may not be offered in us-west-1", "eu-west-1", "out of date"];
        check(&of("us-west-1"), "us-west-1", &regions, &["AWS_ENDPOINT_URL"]);
        check(&of("eu-west-1"), "eu-west-1", &["HTTPS_PROXY"], &["may not be offered"]);
    }

    #[test]
    fn an_address_of_ones_own_is_explained_by_its_setting() {
        let expected = ["AWS_ENDPOINT_URL_CODEARTIFACT", "`endpoints { codeartifact }`"];
        check("http://localhost:4566", "us-west-1", &expected, &["may not be offered"]);
    }
}
