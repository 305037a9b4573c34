//! What a version depends on.

use crate::aws::{self, Aws};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedVersion};
use crate::service::packages;

object! {
    /// What a version of a package depends on, all pages of it.
    pub(super) struct PackageVersionDependencies {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// What it depends on.
        dependencies: Computed<Vec<Dependency>>,
    }
}

object! {
    /// What a version depends on.
    pub(super) struct Dependency {
        /// Namespace of the package; empty where it has none.
        namespace: Computed<String>,
        /// Name of the package.
        package: Computed<String>,
        /// Kind of dependency, in the words of the format: `regular`, `dev`, `peer`, `compile`,
        /// `test`.
        dependency_type: Computed<String>,
        /// Versions that are good, in the words of the format.
        version_requirement: Computed<String>,
    }
}

impl DataSource for PackageVersionDependencies {
    const NAME: &'static str = "package_version_dependencies";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeDomain", "ListPackageVersionDependencies"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.version.id();
        let found = aws.list_dependencies(&id).await?;
        Ok(Self {
            version: config.version.settled(aws).await,
            dependencies: found.into_iter().map(Dependency::from).collect::<Vec<_>>().into(),
        })
    }
}

impl From<aws::Dependency> for Dependency {
    fn from(found: aws::Dependency) -> Self {
        Self {
            namespace: found.namespace.unwrap_or_default().into(),
            package: found.package.into(),
            dependency_type: found.dependency_type.into(),
            version_requirement: found.version_requirement.into(),
        }
    }
}
