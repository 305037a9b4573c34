//! Addresses that replace those of AWS: of the provider block, the environment or the shared files.
//! The SDK looks them up; what it finds is judged before anything is sent.

use aws_config::SdkConfig;
use aws_types::service_config::ServiceConfigKey;

use super::settings::Endpoints;
use crate::aws::failure::{Error, Result};

/// Refuses what is not an address, and says whether CodeArtifact has one that is not of AWS.
pub(in crate::aws) fn check(endpoints: &Endpoints, shared: &SdkConfig) -> Result<bool> {
    let of = |service, block: &Option<String>| block.clone().or_else(|| found(service, shared));
    let codeartifact = of("codeartifact", &endpoints.codeartifact);
    let sts = of("sts", &endpoints.sts);
    for (service, address) in [("codeartifact", &codeartifact), ("sts", &sts)] {
        if let Some(address) = address.as_ref().filter(|address| !is_address(address)) {
            return Err(wrong(service, address));
        }
    }
    Ok(codeartifact.is_some())
}

/// What the environment or the shared files name, for this service or for all.
fn found(service: &str, shared: &SdkConfig) -> Option<String> {
    let key = ServiceConfigKey::builder().service_id(service).env("AWS_ENDPOINT_URL");
    let key = key.profile("endpoint_url").build().ok()?;
    let own = shared.service_config().and_then(|config| config.load_config(key));
    own.or_else(|| shared.endpoint_url().map(str::to_owned))
}

/// Whether this is the address of a server. One with a user or a password never works, since the
/// signature covers the host with them, and the SDK would write them into its log.
fn is_address(text: &str) -> bool {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    let is_host = |host: &str| !host.is_empty() && !host.contains('@');
    rest.is_some_and(|rest| rest.split('/').next().is_some_and(is_host))
        && text.chars().all(|sign| sign.is_ascii_graphic())
}

/// Of an address that is none, all that stands before an `@` may be a password.
fn wrong(service: &str, address: &str) -> Error {
    let address = address.rsplit('@').next().unwrap_or_default();
    let variable = format!("AWS_ENDPOINT_URL_{}", service.to_ascii_uppercase());
    let text = format!(
        "`{address}` is not the URL of an endpoint, such as http://localhost:4566, without a user name or a \
         password. It is set by `endpoints {{ {service} }}` in the provider block, {variable}, AWS_ENDPOINT_URL, or \
         `endpoint_url` in the shared configuration files."
    );
    Error::misconfigured(text)
}

#[cfg(test)]
mod tests {
    use super::is_address;

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        for good in ["http://localhost:4566", "https://a.test/path", "http://[::1]:80/"] {
            assert!(is_address(good), "{good}");
        }
        assert!(is_address("http://a.test/path@1"));
        for wrong in ["", "localhost", "http://", "https:///path", "ftp://a.test", "http://a b"] {
            assert!(!is_address(wrong), "{wrong}");
        }
        assert!(!is_address("http://me:secret@a.test") && !is_address("http://me@a.test/"));
    }
}
