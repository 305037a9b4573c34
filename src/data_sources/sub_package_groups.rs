//! The package groups directly below one.

use crate::{
    aws::{Aws, PackageGroupId},
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{
        keys::domain_id,
        names,
        package_groups::{PATTERN_RULE, Shown},
    },
};

object! {
    /// The package groups directly below one.
    pub(super) struct SubPackageGroups {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Pattern of the group.
        pattern: String,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The package groups.
        package_groups: Computed<Vec<Shown>>,
    }
}

impl DataSource for SubPackageGroups {
    const NAME: &'static str = "sub_package_groups";
    const OPERATIONS: &'static [&'static str] = &["ListSubPackageGroups"];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let id = PackageGroupId { domain, pattern: config.pattern.clone() };
        let found = aws.list_sub_package_groups(&id).await?;
        let groups: Vec<Shown> = found.into_iter().map(Into::into).collect();
        let region = aws.region_of(id.domain.region.as_deref()).to_owned();
        Ok(Self { package_groups: groups.into(), region: region.into(), ..config })
    }
}
