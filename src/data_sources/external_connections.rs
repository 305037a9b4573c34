//! The public repositories that a repository can be connected to.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::Computed;
use crate::framework::schema::object;
use crate::service::formats::{Format, PUBLIC_REPOSITORIES};

object! {
    /// Lists the external connections that CodeArtifact supports, which are the public repositories
    /// that a repository can be connected to.
    ///
    /// The list is part of the provider, so that reading it makes no API call.
    pub(super) struct ExternalConnections {
        /// Format of the packages. Defaults to all formats.
        format: Option<Format>,
        /// The external connections.
        external_connections: Computed<Vec<Public>>,
    }
}

object! {
    /// An external connection.
    pub(super) struct Public {
        /// Name of the external connection, for the argument `external_connection` of a repository.
        name: Computed<String>,
        /// Format of the packages.
        package_format: Computed<String>,
    }
}

impl DataSource for ExternalConnections {
    const NAME: &'static str = "external_connections";
    const OPERATIONS: &'static [&'static str] = &[];
    type Client = Aws;

    async fn read(config: Self, _: &Aws) -> Result<Self> {
        let all = PUBLIC_REPOSITORIES.iter();
        let wanted = all.filter(|(_, format)| config.format.is_none_or(|only| only == *format));
        let public = wanted.map(|(name, format)| Public {
            name: (*name).to_owned().into(),
            package_format: format.text().to_owned().into(),
        });
        let external_connections: Vec<_> = public.collect();
        Ok(Self { external_connections: external_connections.into(), ..config })
    }
}
