//! What a version depends on.

use crate::aws::{self, Aws};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedVersion};
use crate::service::packages;
use crate::service::permissions;

object! {
    /// Lists the dependencies of a CodeArtifact package version.
    pub(super) struct PackageVersionDependencies {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// The dependencies.
        dependencies: Computed<Vec<Dependency>>,
    }
}

object! {
    /// A dependency.
    pub(super) struct Dependency {
        /// Namespace of the package. Empty if it has none.
        namespace: Computed<String>,
        /// Name of the package.
        package: Computed<String>,
        /// Type of the dependency, in the terms of the package format, such as `regular`, `dev`,
        /// `peer`, `compile`, or `test`.
        dependency_type: Computed<String>,
        /// Version requirement, in the syntax of the package format.
        version_requirement: Computed<String>,
    }
}

impl DataSource for PackageVersionDependencies {
    const NAME: &'static str = "package_version_dependencies";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeDomain", "ListPackageVersionDependencies"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
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
