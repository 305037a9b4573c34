//! The package group that is associated with a package.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::{length, object};
use crate::service::formats::Format;
use crate::service::named::{Named, NamedDomain};
use crate::service::package_groups::Shown;
use crate::service::permissions;

object! {
    /// Provides details about the CodeArtifact package group associated with a package, which does
    /// not have to exist.
    pub(super) struct AssociatedPackageGroup {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Format of the package.
        format: Format,
        /// Namespace of the package, if it has one.
        namespace: Option<String> = length(0, 255),
        /// Name of the package.
        package: String = length(1, 255),
        /// Type of the association: `STRONG`, or `WEAK` if the package name only resembles the
        /// pattern of the package group, in which case CodeArtifact blocks the package.
        association_type: Computed<String>,
        /// The package group.
        package_group: Computed<Shown>,
    }
}

impl DataSource for AssociatedPackageGroup {
    const NAME: &'static str = "associated_package_group";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetAssociatedPackageGroup"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.domain.id();
        let format = config.format;
        let namespace = config.namespace.as_deref().map(|name| format.normalised(name));
        let package = format.normalised(&config.package);
        let (group, association) = aws
            .associated_package_group(&id, format.text(), namespace.as_deref(), &package)
            .await?;
        Ok(Self {
            association_type: association.into(),
            package_group: Shown::from(group).into(),
            domain: config.domain.settled(aws).await,
            ..config
        })
    }
}
