//! The command line.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use clap::{Parser, Subcommand};
use codeartifact_emulator::{Credential, Endpoints, Options, Quotas, Seed};
use serde::de::DeserializeOwned;

/// Port of an emulator that serves, when none is asked for.
const DEFAULT_PORT: u16 = 4566;

/// A local AWS CodeArtifact for tests and first steps.
///
/// Sign with access key `test` and secret `test` to be account 000000000000.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Address to listen on
    #[arg(long, global = true, default_value = "127.0.0.1")]
    pub(crate) host: IpAddr,

    /// Port to listen on; 0 takes a free one. Without it 4566, or a free one for `exec`
    #[arg(long, global = true)]
    pub(crate) port: Option<u16>,

    /// Address that clients get, such as https://host:port, where a proxy stands before the
    /// emulator. Without it, each gets the one by which it calls
    #[arg(long, global = true, value_name = "URL")]
    public_url: Option<String>,

    /// Keep the state in this file, and assets in FILE.assets, across runs. Without it everything
    /// is forgotten
    #[arg(long, global = true, value_name = "FILE")]
    state: Option<PathBuf>,

    /// Start with the resources that this file describes, in YAML or JSON, unless the file of
    /// --state has some already
    #[arg(long, global = true, value_name = "FILE")]
    seed: Option<PathBuf>,

    /// JSON file of further access keys: a list of {access_key_id, secret_access_key, account,
    /// principal}
    #[arg(long, global = true, value_name = "FILE")]
    accounts: Option<PathBuf>,

    /// Accept every request, with any signature
    #[arg(long, global = true)]
    accept_any_signature: bool,

    /// Let policies decide who may do what. JSON file of identity policies: {principals: {ARN:
    /// [policy]}, organization}
    #[arg(long, global = true, value_name = "FILE")]
    enforce_policies: Option<PathBuf>,

    /// A KMS key that does not exist, in the spelling of the caller or as a key ARN; may be
    /// repeated
    #[arg(long, global = true, value_name = "KEY")]
    unknown_key: Vec<String>,

    /// Answer repository endpoints with the host names of AWS instead of this address
    #[arg(long, global = true)]
    aws_endpoints: bool,

    /// Directory of the packages that public repositories hold, in directories such as `npmjs` and
    /// `pypi`
    #[arg(long, global = true, value_name = "DIR")]
    public: Option<PathBuf>,

    /// Seconds after which lists tell what came from public repositories and upstreams. AWS takes
    /// about 180
    #[arg(
        long,
        global = true,
        value_name = "SECONDS",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    ingestion_lag: u64,

    /// Domains that an account may have in a Region
    #[arg(long, global = true, value_name = "COUNT", allow_negative_numbers = true)]
    max_domains: Option<usize>,

    /// Repositories that a domain may hold
    #[arg(long, global = true, value_name = "COUNT", allow_negative_numbers = true)]
    max_repositories: Option<usize>,

    /// Refuse calls that come faster than the quotas of AWS allow, for an account in a Region
    #[arg(long, global = true)]
    throttle: bool,

    /// Milliseconds that every answer takes longer
    #[arg(
        long,
        global = true,
        value_name = "MILLISECONDS",
        default_value_t = 0,
        allow_negative_numbers = true
    )]
    latency: u64,

    /// Write one line for each request to standard error
    #[arg(long, global = true)]
    log: bool,

    #[command(subcommand)]
    pub(crate) mode: Option<Mode>,
}

/// What to do instead of serving until a signal to stop.
#[derive(Debug, Subcommand)]
pub(crate) enum Mode {
    /// Run a command against an emulator of its own, and end with its exit code
    Exec {
        /// The command and its arguments
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true)]
        command: Vec<String>,
    },
    /// Write the resources of --state or --seed, or else of the emulator that runs at --host and
    /// --port, to standard output, in the form that --seed reads
    Dump,
}

impl Arguments {
    /// The options of the emulator, but for its port.
    pub(crate) fn options(&self) -> io::Result<Options> {
        let mut options = Options::default()
            .host(self.host)
            .latency(Duration::from_millis(self.latency))
            .ingestion_lag(Duration::from_secs(self.ingestion_lag))
            .verify_signatures(!self.accept_any_signature)
            .quotas(self.quotas())
            .hold_rates(self.throttle)
            .log_to_stderr(self.log);
        if self.aws_endpoints {
            options = options.endpoints(Endpoints::Aws);
        }
        if let Some(url) = &self.public_url {
            options = options.public_url(url);
        }
        if let Some(file) = &self.state {
            options = options.state(file);
        }
        if let Some(file) = &self.seed {
            options = options.seed(Seed::read(file)?);
        }
        if let Some(file) = &self.accounts {
            let accounts: Vec<Credential> = read("--accounts", file)?;
            options = accounts.into_iter().fold(options, Options::credential);
        }
        if let Some(file) = &self.enforce_policies {
            options = options.enforce_policies(read("--enforce-policies", file)?);
        }
        if let Some(directory) = &self.public {
            options = options.public(directory);
        }
        Ok(self.unknown_key.iter().fold(options, Options::unknown_key))
    }

    /// Address of the emulator that runs, unless files with resources are named.
    pub(crate) fn running(&self) -> Option<String> {
        let in_files = self.state.is_some() || self.seed.is_some();
        (!in_files).then(|| format!("http://{}", SocketAddr::new(self.host, self.port())))
    }

    /// Port at which an emulator serves.
    pub(crate) fn port(&self) -> u16 {
        self.port.unwrap_or(DEFAULT_PORT)
    }

    fn quotas(&self) -> Quotas {
        let defaults = Quotas::default();
        Quotas {
            domains_per_account: self.max_domains.unwrap_or(defaults.domains_per_account),
            repositories_per_domain: self
                .max_repositories
                .unwrap_or(defaults.repositories_per_domain),
            ..defaults
        }
    }
}

fn read<T: DeserializeOwned>(option: &str, file: &Path) -> io::Result<T> {
    let unusable = |error: String| {
        io::Error::other(format!("{option} '{}' cannot be used: {error}", file.display()))
    };
    let text = fs::read(file).map_err(|error| unusable(error.to_string()))?;
    serde_json::from_slice(&text).map_err(|error| unusable(error.to_string()))
}
