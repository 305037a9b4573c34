//! The package groups of a domain.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::{length, object};
use crate::service::named::{Named, NamedDomain};
use crate::service::package_groups::Shown;
use crate::service::permissions;

object! {
    /// Lists the package groups of a CodeArtifact domain, including the root package group.
    pub(super) struct PackageGroups {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Prefix of the patterns, such as `/npm/`.
        prefix: Option<String> = length(0, 520),
        /// The package groups.
        package_groups: Computed<Vec<Shown>>,
    }
}

impl DataSource for PackageGroups {
    const NAME: &'static str = "package_groups";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListPackageGroups"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.domain.id();
        let found = aws.list_package_groups(&id, config.prefix.as_deref()).await?;
        let groups: Vec<Shown> = found.into_iter().map(Into::into).collect();
        Ok(Self {
            package_groups: groups.into(),
            domain: config.domain.settled(aws).await,
            ..config
        })
    }
}
