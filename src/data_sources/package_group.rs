//! One package group.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedGroup};
use crate::service::package_groups::{PATTERN_RULE, Shown};
use crate::service::tags::Tags;

object! {
    /// Provides details about a CodeArtifact package group and its effective package origin
    /// controls.
    pub(super) struct PackageGroup {
        ..group: NamedGroup {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// The package group.
        package_group: Computed<Shown>,
        /// Tags of the package group.
        tags: Computed<Tags>,
    }
}

impl DataSource for PackageGroup {
    const NAME: &'static str = "package_group";
    const OPERATIONS: &'static [&'static str] = &["DescribePackageGroup", "ListTagsForResource"];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.group.id();
        let Some(found) = aws.describe_package_group(&id).await? else {
            return Err(absence::of_group(&id, aws).await);
        };
        let tags = aws.tags(&found.arn, id.domain.region.as_deref()).await?;
        Ok(Self {
            group: config.group.located(&found.arn),
            tags: Tags(tags.unwrap_or_default()).into(),
            package_group: Shown::from(found).into(),
        })
    }
}
