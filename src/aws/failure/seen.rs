//! What became of the attempts of a call.

use tokio_rustls::rustls::Error as TlsError;

/// What became of the attempts so far.
#[derive(Clone, Debug, Default)]
pub(in crate::aws) struct Seen {
    /// Attempts begun.
    pub(in crate::aws) attempts: u32,
    /// Where the last one was sent: scheme and authority.
    pub(in crate::aws) endpoint: Option<String>,
    /// An attempt reached the service and its outcome is unknown.
    pub(in crate::aws) in_doubt: bool,
    /// A retry was due and did not happen because of the stop.
    pub(in crate::aws) stopped: bool,
    /// Why the certificate of the server is not trusted, where it is not.
    pub(in crate::aws) untrusted: Option<Distrust>,
    /// An attempt is under way.
    pub(in crate::aws) in_flight: bool,
    /// Attempts for which no connection came about.
    pub(in crate::aws) unconnected: u32,
}

/// Why the certificate of a server is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::aws) enum Distrust {
    /// No authority vouches for it.
    Unknown,
    /// It is one of an authority, as those are that `openssl req -x509` makes: what vouches for
    /// others is not the certificate of a server.
    Authority,
}

impl Distrust {
    /// Why TLS refused a certificate, where that is what went wrong.
    pub(in crate::aws) fn of(error: &TlsError) -> Option<Self> {
        match error {
            TlsError::InvalidCertificate(why) if why.to_string().contains("CaUsedAsEndEntity") => {
                Some(Self::Authority)
            }
            TlsError::InvalidCertificate(_) => Some(Self::Unknown),
            _ => None,
        }
    }
}
