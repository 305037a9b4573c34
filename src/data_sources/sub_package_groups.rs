//! The package groups directly below one.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedGroup};
use crate::service::package_groups::{PATTERN_RULE, Shown};
use crate::service::permissions;

object! {
    /// Lists the package groups directly below a CodeArtifact package group.
    pub(super) struct SubPackageGroups {
        ..group: NamedGroup {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// The package groups.
        package_groups: Computed<Vec<Shown>>,
    }
}

impl DataSource for SubPackageGroups {
    const NAME: &'static str = "sub_package_groups";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListSubPackageGroups"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.group.id();
        let found = aws.list_sub_package_groups(&id).await?;
        let groups: Vec<Shown> = found.into_iter().map(Into::into).collect();
        Ok(Self { package_groups: groups.into(), group: config.group.settled(aws).await })
    }
}
