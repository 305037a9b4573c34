//! Web pages are kept out of what needs no signature: a browser on the same machine would send what
//! a page from anywhere wants.

use std::net::Ipv6Addr;

use crate::control;
use crate::model::failure::Failure;
use crate::shared::Shared;
use crate::wire::received::Received;

/// Domains whose names lead to the same machine or to a container beside it, never to the internet.
const LOCAL_DOMAINS: &[&str] = &[".localhost", ".internal"];

/// Refuses a request that a web page may have sent, where no signature tells who has.
pub(super) fn refuse(shared: &Shared, request: &Received) -> Result<(), Failure> {
    let is_open = request.path.starts_with(control::PATH) || !shared.options.verify_signatures;
    if !is_open {
        return Ok(());
    }
    // Only browsers send this header.
    if request.header("origin").is_some() {
        return Err(forbidden("The emulator is not for web pages."));
    }
    // A page may have a name of its own lead to this machine, and is then taken for one from here.
    let host = request.header("host").map(name).unwrap_or_default();
    if is_local(host) || shared.public_host() == Some(host) {
        return Ok(());
    }
    let advice = "Name it with --public-url, or call the emulator by an address.";
    Err(forbidden(&format!("'{host}' may be a name of a web page. {advice}")))
}

/// The name of a host, without its port.
fn name(host: &str) -> &str {
    let port = host.rsplit_once(':');
    let is_port = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    port.filter(|(_, port)| is_port(port)).map_or(host, |(name, _)| name)
}

/// Whether a name is an address, or one that no domain of the internet can have: those have dots.
fn is_local(name: &str) -> bool {
    let is_address = name.parse::<std::net::Ipv4Addr>().is_ok()
        || name.trim_matches(['[', ']']).parse::<Ipv6Addr>().is_ok();
    is_address || !name.contains('.') || LOCAL_DOMAINS.iter().any(|domain| name.ends_with(domain))
}

fn forbidden(message: &str) -> Failure {
    Failure::with_status("Forbidden", 403, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_the_internet_are_not_local() {
        for host in
            ["127.0.0.1:4566", "[::1]:4566", "[::1]", "localhost:1", "emulator", "a.localhost"]
        {
            assert!(is_local(name(host)), "{host}");
        }
        for host in ["example.com", "example.com:4566", "127.0.0.1.example", "localhost.example"] {
            assert!(!is_local(name(host)), "{host}");
        }
    }
}
