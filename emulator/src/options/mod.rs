//! What can be chosen when an emulator is started.

mod check;
mod credential;

use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::time::Duration;

pub use self::credential::Credential;
use crate::authorization::Identities;
use crate::operations::{Endpoints, Quotas, Settings};
use crate::seed::Seed;

/// How an emulator behaves. The defaults suit a test: a free loopback port, strict signatures, no
/// delay.
#[derive(Clone, Debug)]
pub struct Options {
    pub(crate) host: IpAddr,
    pub(crate) port: u16,
    pub(crate) public_url: Option<String>,
    pub(crate) latency: Duration,
    pub(crate) credentials: Vec<Credential>,
    pub(crate) verify_signatures: bool,
    pub(crate) settings: Settings,
    pub(crate) hold_rates: bool,
    pub(crate) public: Option<PathBuf>,
    pub(crate) ingestion_lag: Duration,
    pub(crate) log_capacity: usize,
    pub(crate) log_to_stderr: bool,
    pub(crate) state: Option<PathBuf>,
    pub(crate) seed: Option<Seed>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            host: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 0,
            public_url: None,
            latency: Duration::ZERO,
            credentials: vec![Credential::test()],
            verify_signatures: true,
            settings: Settings::default(),
            hold_rates: false,
            public: None,
            ingestion_lag: Duration::ZERO,
            log_capacity: 100_000,
            log_to_stderr: false,
            state: None,
            seed: None,
        }
    }
}

impl Options {
    /// Address to listen on. The default is the IPv4 loopback address; nothing in the emulator
    /// guards a wider one.
    #[must_use]
    pub fn host(self, host: IpAddr) -> Self {
        Self { host, ..self }
    }

    /// Port to listen on. The default, 0, takes a free one.
    #[must_use]
    pub fn port(self, port: u16) -> Self {
        Self { port, ..self }
    }

    /// Address that clients get, `https://host:port`, where a proxy stands before the
    /// emulator. The default is the one by which each client knows it, so a port may be forwarded.
    #[must_use]
    pub fn public_url(self, url: impl AsRef<str>) -> Self {
        Self { public_url: Some(url.as_ref().trim_end_matches('/').to_owned()), ..self }
    }

    /// Time that every answer takes longer. The default is none.
    #[must_use]
    pub fn latency(self, latency: Duration) -> Self {
        Self { latency, ..self }
    }

    /// Adds a key that may sign requests, beside key `test` of account 000000000000.
    #[must_use]
    pub fn credential(mut self, credential: Credential) -> Self {
        self.credentials.push(credential);
        self
    }

    /// Whether signatures are verified. When they are not, an unknown key belongs to account
    /// 000000000000.
    #[must_use]
    pub fn verify_signatures(self, verify_signatures: bool) -> Self {
        Self { verify_signatures, ..self }
    }

    /// Lets policies decide who may do what: these of principals, and those of domains and
    /// repositories. Without this, every caller whose signature is good may do everything.
    #[must_use]
    pub fn enforce_policies(mut self, identities: Identities) -> Self {
        self.settings.identities = Some(identities);
        self
    }

    /// Limits on what can be made.
    #[must_use]
    pub fn quotas(mut self, quotas: Quotas) -> Self {
        self.settings.quotas = quotas;
        self
    }

    /// Whether calls that come faster than AWS's quotas allow are refused. The default is that all
    /// are answered.
    #[must_use]
    pub fn hold_rates(self, hold_rates: bool) -> Self {
        Self { hold_rates, ..self }
    }

    /// Adds a KMS key that does not exist, as a caller would write it or as the key ARN it stands
    /// for. Every other well-formed key exists.
    #[must_use]
    pub fn unknown_key(mut self, key: impl Into<String>) -> Self {
        self.settings.unknown_keys.insert(key.into());
        self
    }

    /// The form of repository endpoints. The default is [`Endpoints::Local`].
    #[must_use]
    pub fn endpoints(mut self, endpoints: Endpoints) -> Self {
        self.settings.endpoints = endpoints;
        self
    }

    /// Directory of what the public repositories hold, each in a directory of its own, as the
    /// README says. Without one they hold nothing: nothing is ever fetched from the network.
    #[must_use]
    pub fn public(self, directory: impl Into<PathBuf>) -> Self {
        Self { public: Some(directory.into()), ..self }
    }

    /// Time after which descriptions and lists show what package managers have fetched from
    /// upstream, by the emulator's clock and in whole seconds. The default is none; AWS is said to
    /// take about three minutes.
    #[must_use]
    pub fn ingestion_lag(self, lag: Duration) -> Self {
        Self { ingestion_lag: lag, ..self }
    }

    /// Number of requests that the log keeps; the oldest go first. The default is 100,000.
    #[must_use]
    pub fn log_capacity(self, log_capacity: usize) -> Self {
        Self { log_capacity, ..self }
    }

    /// Whether each request is also written to standard error, as one line.
    #[must_use]
    pub fn log_to_stderr(self, log_to_stderr: bool) -> Self {
        Self { log_to_stderr, ..self }
    }

    /// Keeps the state in this file, which is made if need be, and assets in the directory
    /// `FILE.assets` beside it. The default is to forget everything.
    #[must_use]
    pub fn state(self, file: impl Into<PathBuf>) -> Self {
        Self { state: Some(file.into()), ..self }
    }

    /// Starts with described resources, unless something exists already.
    #[must_use]
    pub fn seed(self, seed: Seed) -> Self {
        Self { seed: Some(seed), ..self }
    }
}
