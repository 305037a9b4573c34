//! What the host says in the environment, and the line that answers it.

use std::fmt::Display;

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::server::ParsedCertificate;

use super::arguments;
use super::environment::Environment;
use super::failure::Result;
use super::listener::Address;
use super::names::Names;

/// The value by which a host shows that it is one. It is public, and keeps no process out.
const COOKIE: &str = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2";

/// The version of the line itself.
const CORE_PROTOCOL: u8 = 1;

/// The one version that we serve. It is announced whatever the host offers: where it is not among
/// the offers, the host says so better than we could.
const PLUGIN_PROTOCOL: u8 = 6;

/// What the host says about the channel that it wants.
#[derive(Debug, PartialEq)]
pub(super) struct Invitation {
    /// The only certificate that may connect; without one there is no TLS.
    pub(super) client_certificate: Option<CertificateDer<'static>>,
    /// Whether the host asks if all streams may share one connection.
    pub(super) multiplex: bool,
}

impl Invitation {
    /// Reads the invitation, or says what this program is to a person who started it by hand.
    pub(super) fn read(names: Names<'_>, environment: Environment<'_>) -> Result<Self> {
        if environment("TF_PLUGIN_MAGIC_COOKIE").as_deref() != Some(COOKIE) {
            return Err(arguments::help(names).trim_end().into());
        }
        Ok(Self {
            client_certificate: environment("PLUGIN_CLIENT_CERT")
                .as_deref()
                .map(certificate)
                .transpose()?,
            multiplex: environment("PLUGIN_MULTIPLEX_GRPC").is_some(),
        })
    }
}

fn certificate(pem: &str) -> Result<CertificateDer<'static>> {
    let useless = |why: &dyn Display| format!("PLUGIN_CLIENT_CERT contains no certificate: {why}");
    let der = CertificateDer::from_pem_slice(pem.as_bytes()).map_err(|error| useless(&error))?;
    ParsedCertificate::try_from(&der).map_err(|error| useless(&error))?;
    Ok(der)
}

/// The line that tells the host where we listen and who we are.
///
/// `certificate` is our own; without TLS its field is empty. We have no broker whose streams could
/// share a connection, so the answer to `multiplex` is false.
pub(super) fn line(
    address: &Address,
    certificate: Option<&CertificateDer<'_>>,
    multiplex: bool,
) -> String {
    let Address { network, place } = address;
    let certificate = certificate.map(|der| STANDARD_NO_PAD.encode(der)).unwrap_or_default();
    let multiplex = if multiplex { "|false" } else { "" };
    format!("{CORE_PROTOCOL}|{PLUGIN_PROTOCOL}|{network}|{place}|grpc|{certificate}{multiplex}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAMES: Names<'_> = Names { name: "example", source: "acme/example" };

    #[test]
    fn the_line_has_the_fields_of_the_handshake() {
        let der = CertificateDer::from(vec![0xfb, 0xff]);
        assert_eq!(line(&address(), None, false), "1|6|unix|/tmp/plugin1/socket|grpc|\n");
        assert_eq!(line(&address(), Some(&der), false), "1|6|unix|/tmp/plugin1/socket|grpc|+/8\n");
        assert_eq!(
            line(&address(), Some(&der), true),
            "1|6|unix|/tmp/plugin1/socket|grpc|+/8|false\n"
        );
    }

    fn address() -> Address {
        Address { network: "unix", place: "/tmp/plugin1/socket".to_owned() }
    }

    #[test]
    fn only_a_host_is_answered() {
        check(&[("TF_PLUGIN_MAGIC_COOKIE", COOKIE)], Ok(false));
        check(&[("TF_PLUGIN_MAGIC_COOKIE", COOKIE), ("PLUGIN_MULTIPLEX_GRPC", "true")], Ok(true));
        check(&[], Err("This is the example provider"));
        check(&[("TF_PLUGIN_MAGIC_COOKIE", "crumbs")], Err("This is the example provider"));
        check(
            &[("TF_PLUGIN_MAGIC_COOKIE", COOKIE), ("PLUGIN_CLIENT_CERT", "garbage")],
            Err("PLUGIN_CLIENT_CERT contains no certificate"),
        );
    }

    /// Reads the invitation in `variables`: whether it asks for multiplexing, or how the refusal
    /// begins.
    fn check(variables: &[(&str, &str)], expect: std::result::Result<bool, &str>) {
        let environment = |name: &str| {
            variables.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        };
        match (Invitation::read(NAMES, &environment), expect) {
            (Ok(invitation), Ok(multiplex)) => assert_eq!(invitation.multiplex, multiplex),
            (Err(error), Err(start)) => assert!(error.to_string().starts_with(start), "{error}"),
            (outcome, _) => panic!("{variables:?}: {outcome:?}"),
        }
    }
}
