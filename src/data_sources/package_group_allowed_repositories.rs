//! The repositories that a package group allows.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::named::{Named, NamedGroup};
use crate::service::package_groups::{PATTERN_RULE, RestrictionType};
use crate::service::permissions;

object! {
    /// Lists the repositories that an origin restriction of a CodeArtifact package group allows.
    pub(super) struct PackageGroupAllowedRepositories {
        ..group: NamedGroup {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Type of the origin restriction.
        origin_restriction_type: RestrictionType,
        /// Names of the repositories.
        repositories: Computed<Vec<String>>,
    }
}

impl DataSource for PackageGroupAllowedRepositories {
    const NAME: &'static str = "package_group_allowed_repositories";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeDomain", "ListAllowedRepositoriesForGroup"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.group.id();
        let restriction = config.origin_restriction_type.text();
        let repositories = aws.list_allowed_repositories(&id, restriction).await?;
        Ok(Self {
            repositories: repositories.into(),
            group: config.group.settled(aws).await,
            ..config
        })
    }
}
