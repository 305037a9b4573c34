//! The packages of a package group.

use crate::aws::{AssociatedPackage, Aws};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedGroup};
use crate::service::package_groups::PATTERN_RULE;
use crate::service::permissions;

object! {
    /// Lists the packages that are associated with a CodeArtifact package group.
    pub(super) struct PackageGroupPackages {
        ..group: NamedGroup {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Whether to list the packages that would be associated with the package group if it
        /// existed. Defaults to `false`.
        preview: Option<bool>,
        /// The packages.
        packages: Computed<Vec<Associated>>,
    }
}

object! {
    /// A package of a package group.
    pub(super) struct Associated {
        /// Format of the package.
        format: Computed<String>,
        /// Namespace of the package. Empty if it has none.
        namespace: Computed<String>,
        /// Name of the package.
        package: Computed<String>,
        /// Type of the association: `STRONG`, or `WEAK` if the package name only resembles the
        /// pattern of the package group, in which case CodeArtifact blocks the package.
        association_type: Computed<String>,
    }
}

impl DataSource for PackageGroupPackages {
    const NAME: &'static str = "package_group_packages";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListAssociatedPackages"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.group.id();
        let found = aws.list_associated_packages(&id, config.preview.unwrap_or_default()).await?;
        let packages: Vec<Associated> = found.into_iter().map(Into::into).collect();
        Ok(Self { packages: packages.into(), group: config.group.settled(aws).await, ..config })
    }
}

impl From<AssociatedPackage> for Associated {
    fn from(found: AssociatedPackage) -> Self {
        Self {
            format: found.format.into(),
            namespace: found.namespace.unwrap_or_default().into(),
            package: found.package.into(),
            association_type: found.association_type.into(),
        }
    }
}
