//! The repositories that a package group allows.

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
        package_groups::{PATTERN_RULE, RestrictionType},
    },
};

object! {
    /// The repositories that one restriction of a package group allows.
    pub(super) struct PackageGroupAllowedRepositories {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Pattern of the group.
        pattern: String,
        /// The restriction.
        origin_restriction_type: RestrictionType,
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// Names of the repositories.
        repositories: Computed<Vec<String>>,
    }
}

impl DataSource for PackageGroupAllowedRepositories {
    const NAME: &'static str = "package_group_allowed_repositories";
    const OPERATIONS: &'static [&'static str] = &["ListAllowedRepositoriesForGroup"];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let domain = domain_id(&config.region, config.domain_owner.as_ref(), &config.domain);
        let id = PackageGroupId { domain, pattern: config.pattern.clone() };
        let restriction = config.origin_restriction_type.text();
        let repositories = aws.list_allowed_repositories(&id, restriction).await?;
        let region = aws.region_of(id.domain.region.as_deref()).to_owned();
        Ok(Self { repositories: repositories.into(), region: region.into(), ..config })
    }
}
