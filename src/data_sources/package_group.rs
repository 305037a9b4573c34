//! One package group.

use crate::{
    aws::{Aws, PackageGroupId},
    framework::{
        data_source::DataSource,
        diagnostic::{Error, Result},
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{
        keys::domain_id,
        names,
        package_groups::{PATTERN_RULE, Shown},
        region,
        tags::Tags,
    },
};

object! {
    /// A package group, with what its restrictions come to.
    pub(super) struct PackageGroup {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = matching(names::ACCOUNT),
        /// Pattern of the group.
        pattern: String,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The package group.
        package_group: Computed<Shown>,
        /// Tags of the group.
        tags: Computed<Tags>,
    }
}

impl DataSource for PackageGroup {
    const NAME: &'static str = "package_group";
    const OPERATIONS: &'static [&'static str] = &["DescribePackageGroup", "ListTagsForResource"];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_known(), &config.domain);
        let id = PackageGroupId { domain, pattern: config.pattern.clone() };
        let missing = || Error::at("pattern", format!("there is no package group {id}"));
        let found = aws.describe_package_group(&id).await?.ok_or_else(missing)?;
        let tags = aws.tags(&found.arn, id.domain.region.as_deref()).await?;
        Ok(Self {
            domain_owner: found.domain_owner.clone().into(),
            region: region::of_arn(&found.arn).into(),
            tags: Tags(tags.unwrap_or_default()).into(),
            package_group: Shown::from(found).into(),
            ..config
        })
    }
}
