//! What to do about a failure: the sentence below what the service said.

use super::error::Kind;
use super::seen::Seen;

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

/// The advice for a call that failed in this way, where there is any.
pub(in crate::aws) fn on(kind: Kind, operation: &str, region: &str, seen: &Seen) -> Option<String> {
    match kind {
        Kind::AccessDenied => Some(permission(operation)),
        Kind::Credentials => Some(credentials()),
        Kind::Throttled => Some(throttled(seen.attempts)),
        Kind::Quota => Some(quota()),
        Kind::Network if seen.untrusted => Some(certificate()),
        Kind::Network => Some(network(region, seen)),
        Kind::Conflict if operation == "DeleteDomain" => Some(full_domain()),
        Kind::Configuration | Kind::Unexpected => seen.endpoint.as_deref().map(wrong_endpoint),
        _ => None,
    }
}

fn permission(operation: &str) -> String {
    let also = match operation {
        "GetAuthorizationToken" => " and `sts:GetServiceBearerToken`",
        _ => "",
    };
    format!(
        "The caller needs `codeartifact:{operation}`{also}: in an identity policy, and for another account's \
         domain or repository in its permissions policy too."
    )
}

fn credentials() -> String {
    "Credentials come from `access_key` and `secret_key` or from `profile` in the provider block, from \
     AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY or AWS_PROFILE in the environment, from the shared configuration \
     files (`aws configure`, `aws sso login`), or from the role of the machine. Check that one of them is there and \
     has not expired."
        .to_owned()
}

fn throttled(attempts: u32) -> String {
    format!(
        "AWS throttled the call in each of {attempts} attempts. Lower the parallelism (`-parallelism=2`), raise \
         `max_retries`, or ask for a higher rate in Service Quotas."
    )
}

fn quota() -> String {
    "A quota of the account is used up; most of them can be raised in Service Quotas.".to_owned()
}

fn full_domain() -> String {
    "A domain can be deleted once it holds no repository.".to_owned()
}

fn certificate() -> String {
    "The certificate of the server is not trusted. Where a proxy of your own stands in between, AWS_CA_BUNDLE names \
     the file with its certificates."
        .to_owned()
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

fn configured(endpoint: &str) -> String {
    format!(
        "Where {endpoint} is not what you want: it is set by `endpoints {{ codeartifact }}` in the provider block, \
         AWS_ENDPOINT_URL_CODEARTIFACT, AWS_ENDPOINT_URL, or `endpoint_url` in the shared configuration files."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(endpoint: &str, region: &str, expected: &[&str], absent: &[&str]) {
        let seen = Seen { endpoint: Some(endpoint.to_owned()), ..Seen::default() };
        let advice = on(Kind::Network, "DescribeDomain", region, &seen).expect("advice");
        assert!(advice.contains(endpoint), "{advice}");
        assert!(expected.iter().all(|part| advice.contains(part)), "{advice}");
        assert!(!absent.iter().any(|part| advice.contains(part)), "{advice}");
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
