//! Proxies: those of the provider block, or else those of the environment.

use std::sync::Arc;

use hyper::Uri;
use hyper_util::client::proxy::matcher::{Intercept, Matcher};

use super::environment::{Environment, variable};
use super::settings::Settings;
use super::warning::Warning;
use crate::aws::failure::{Error, Result};

/// What never goes through a proxy: the machine itself, and the addresses at which it is given
/// credentials.
const LOCAL: &str = "localhost,127.0.0.0/8,::1,169.254.0.0/16,fd00:ec2::254";

/// What requests go through, by the address that they are for. Debug output has no passwords.
#[derive(Clone, Debug)]
pub(in crate::aws) struct Proxies(Arc<Matcher>);

impl Proxies {
    /// The proxies, and a warning where one stands in for the other.
    pub(in crate::aws) fn resolve(
        settings: &Settings,
        env: &Environment,
    ) -> Result<(Self, Option<Warning>)> {
        let given = &settings.proxies;
        let http = given.http.clone().or_else(|| either(env, "HTTP_PROXY"));
        let https = given.https.clone().or_else(|| either(env, "HTTPS_PROXY"));
        // So has the AWS provider done since before it had `https_proxy`.
        let stands_in = https.is_none() && given.http.is_some();
        let https = if stands_in { http.clone() } else { https };
        let around = given.except.clone().or_else(|| either(env, "NO_PROXY"));
        let around = format!("{LOCAL},{}", around.unwrap_or_default());
        let proxies = Matcher::builder()
            .http(checked(http, "http_proxy")?)
            .https(checked(https, "https_proxy")?)
            .no(around);
        Ok((Self(Arc::new(proxies.build())), stands_in.then(stand_in)))
    }

    /// The proxy that is between this machine and an address.
    pub(in crate::aws) fn of(&self, address: &Uri) -> Option<Intercept> {
        self.0.intercept(address)
    }
}

/// A variable that may be written in capitals or in small letters.
fn either(env: &Environment, name: &str) -> Option<String> {
    variable(env, name).or_else(|| variable(env, &name.to_ascii_lowercase()))
}

/// The address of a proxy, to which a missing scheme is added; an empty one is none.
fn checked(url: Option<String>, name: &str) -> Result<String> {
    let Some(url) = url.filter(|url| !url.is_empty()) else {
        return Ok(String::new());
    };
    let url = if url.contains("://") { url } else { format!("http://{url}") };
    let known = |it: &Uri| matches!(it.scheme_str(), Some("http" | "https")) && it.host().is_some();
    if url.parse().is_ok_and(|parsed| known(&parsed)) {
        return Ok(url);
    }
    let text = format!(
        "`{name}` or {} is not the URL of a proxy, such as http://proxy.example.com:3128.",
        name.to_ascii_uppercase()
    );
    Err(Error::misconfigured(text))
}

fn stand_in() -> Warning {
    Warning {
        summary: "The HTTP proxy is used for HTTPS too",
        detail: "`http_proxy` is set, but neither `https_proxy` nor HTTPS_PROXY is. To be explicit, set \
                 `https_proxy` to the same URL, or to \"\" for no proxy.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_in_no_debug_output() {
        let url = "http://me:hunter2@proxy.test:3128".to_owned();
        let env = Environment::from([("HTTPS_PROXY".to_owned(), url)]);
        let (proxies, _) = Proxies::resolve(&Settings::default(), &env).expect("a proxy");
        let far = Uri::from_static("https://far.test");
        let shown = format!("{proxies:?} {:?}", proxies.of(&far).expect("a proxy"));
        assert!(shown.contains("proxy.test:3128") && !shown.contains("hunter2"), "{shown}");
    }
}
