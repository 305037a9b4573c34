//! The packages of a repository.

use crate::aws::{Aws, Package};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::Named;
use crate::service::packages::{AskedPackages, NAMESPACE_FILTER};
use crate::service::permissions;

object! {
    /// Lists the packages in a CodeArtifact repository that match the filters.
    pub(super) struct Packages {
        ..asked: AskedPackages {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// The packages.
        packages: Computed<Vec<ListedPackage>>,
    }
}

object! {
    /// A package in a list.
    pub(super) struct ListedPackage {
        /// Format of the package.
        format: Computed<String>,
        /// Namespace of the package. Empty if it has none.
        namespace: Computed<String>,
        /// Name of the package.
        package: Computed<String>,
        /// Restriction on publishing versions: `ALLOW` or `BLOCK`.
        publish: Computed<String>,
        /// Restriction on ingesting versions through external connections and on retaining versions
        /// from upstream repositories: `ALLOW` or `BLOCK`.
        upstream: Computed<String>,
    }
}

impl DataSource for Packages {
    const NAME: &'static str = "packages";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListPackages"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &[NAMESPACE_FILTER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let (id, filter) = (config.asked.repository.id(), config.asked.filter());
        let found = aws.list_packages(&id, &filter).await?.into_iter();
        let packages: Vec<ListedPackage> = found.map(Into::into).collect();
        let repository = config.asked.repository.settled(aws).await;
        let asked = AskedPackages { repository, ..config.asked };
        Ok(Self { asked, packages: packages.into() })
    }
}

impl From<Package> for ListedPackage {
    fn from(found: Package) -> Self {
        Self {
            format: found.format.into(),
            namespace: found.namespace.unwrap_or_default().into(),
            package: found.name.into(),
            publish: found.origin.publish.into(),
            upstream: found.origin.upstream.into(),
        }
    }
}
