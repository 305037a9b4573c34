//! Proxies: those of the provider block, or else those of the environment.

use std::fmt;

use aws_smithy_http_client::proxy::ProxyConfig;

use super::environment::{Environment, variable};
use super::settings::Settings;
use super::warning::Warning;
use crate::aws::failure::{Error, Result};

/// What never goes through a proxy: the machine itself, and the addresses at which it is given
/// credentials.
const LOCAL: &str = "localhost,127.0.0.0/8,::1,169.254.0.0/16,fd00:ec2::254";

/// What requests go through, by the scheme of the address that they are for.
#[derive(Clone)]
pub(in crate::aws) struct Proxies {
    pub(in crate::aws) http: ProxyConfig,
    pub(in crate::aws) https: ProxyConfig,
}

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
        let proxy = |url: Option<String>, name, make| proxy(url.as_deref(), name, &around, make);
        let proxies = Self {
            http: proxy(http, "http_proxy", ProxyConfig::http)?,
            https: proxy(https, "https_proxy", ProxyConfig::https)?,
        };
        Ok((proxies, stands_in.then(stand_in)))
    }
}

// By hand, because the address of a proxy may hold a password.
impl fmt::Debug for Proxies {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Proxies").finish_non_exhaustive()
    }
}

/// A variable that may be written in capitals or in small letters.
fn either(env: &Environment, name: &str) -> Option<String> {
    variable(env, name).or_else(|| variable(env, &name.to_ascii_lowercase()))
}

type Make<E> = fn(String) -> std::result::Result<ProxyConfig, E>;

/// The proxy at an address, to which a missing scheme is added; none where the address is empty.
fn proxy<E>(url: Option<&str>, name: &str, around: &str, make: Make<E>) -> Result<ProxyConfig> {
    let Some(url) = url.filter(|url| !url.is_empty()) else {
        return Ok(ProxyConfig::disabled());
    };
    let url = if url.contains("://") { url.to_owned() } else { format!("http://{url}") };
    let wrong = |_| {
        let text = format!(
            "`{name}` or {} is not the URL of a proxy, such as http://proxy.example.com:3128.",
            name.to_ascii_uppercase()
        );
        Error::misconfigured(text)
    };
    Ok(make(url).map_err(wrong)?.no_proxy(around))
}

fn stand_in() -> Warning {
    Warning {
        summary: "The HTTP proxy is used for HTTPS too",
        detail: "`http_proxy` is set, but neither `https_proxy` nor HTTPS_PROXY is. To be explicit, set \
                 `https_proxy` to the same URL, or to \"\" for no proxy.",
    }
}
