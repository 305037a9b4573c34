//! What the service is set up with, as far as its operations are concerned.

use std::collections::BTreeSet;

use crate::authorization::Identities;

/// What an operation must know of how the emulator was started.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// Identity policies, if policies are to decide who may do what.
    pub(crate) identities: Option<Identities>,
    /// Limits on what can be made.
    pub(crate) quotas: Quotas,
    /// KMS keys that do not exist.
    pub(crate) unknown_keys: BTreeSet<String>,
    /// The form of repository endpoints.
    pub(crate) endpoints: Endpoints,
}

/// Limits on what can be made. The two that AWS adjusts on request are wider here than AWS starts
/// with, so that many resources can be tried without asking.
#[derive(Clone, Copy, Debug)]
pub struct Quotas {
    /// Upstreams that one repository may name directly. The default is 10, which AWS does not
    /// adjust.
    pub direct_upstreams: usize,
    /// Domains of one account in one Region. The default is 100; AWS starts with 10.
    pub domains_per_account: usize,
    /// Bytes of one asset. The default is 5 GB, with which AWS starts.
    pub asset_size: u64,
    /// Assets of one package version. The default is 350, which AWS does not adjust.
    pub assets_per_version: usize,
    /// Repositories in one domain. The default is 10,000; AWS starts with 1,000.
    pub repositories_per_domain: usize,
}

impl Default for Quotas {
    fn default() -> Self {
        Self {
            direct_upstreams: 10,
            domains_per_account: 100,
            asset_size: 5_000_000_000,
            assets_per_version: 350,
            repositories_per_domain: 10_000,
        }
    }
}

/// The form of the URL that GetRepositoryEndpoint answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Endpoints {
    /// A path on the emulator's own address,
    /// `http://host:port/{format}/d/{domain}-{owner}/{repository}/`: the form that the service
    /// documents for VPC endpoints without private DNS.
    #[default]
    Local,
    /// The service's own host names,
    /// `https://{domain}-{owner}.d.codeartifact.{region}.amazonaws.com/…`.
    Aws,
}
