//! The package group that rules a package.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::{length, object};
use crate::service::formats::Format;
use crate::service::named::{Named, NamedDomain};
use crate::service::package_groups::Shown;

object! {
    /// The package group that rules a package, which need not exist.
    pub(super) struct AssociatedPackageGroup {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Format of the package.
        format: Format,
        /// Namespace of the package, where it has one.
        namespace: Option<String> = length(0, 255),
        /// Name of the package.
        package: String = length(1, 255),
        /// How the package belongs to the group: `STRONG`, or `WEAK` where its name only looks like
        /// one of the group and it is blocked.
        association_type: Computed<String>,
        /// The package group.
        package_group: Computed<Shown>,
    }
}

impl DataSource for AssociatedPackageGroup {
    const NAME: &'static str = "associated_package_group";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "GetAssociatedPackageGroup"];
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
