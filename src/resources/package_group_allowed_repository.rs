//! One repository that a package group allows, as a resource of its own.

use crate::{
    aws::{Aws, Kind, OriginChange},
    framework::{
        diagnostic::{Error, Result},
        field::OptionalComputed,
        plan::Change,
        resource::Resource,
        schema::{object, replaces, stable},
        validate::Rule,
    },
    service::{
        names,
        package_groups::{MembershipKey, PATTERN_RULE, RestrictionType},
        region,
    },
};

object! {
    /// One repository that a package group allows, as a resource of its own, for teams that own their
    /// repositories and not the group.
    ///
    /// The group then says `ignore_changes = [origin_configuration]`, and its restriction has the mode
    /// `ALLOW_SPECIFIC_REPOSITORIES`. It learns of the repository with the next refresh:
    /// `terraform apply -refresh-only` after the first apply keeps drift detection quiet.
    pub(crate) struct PackageGroupAllowedRepository {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = replaces().stable().matching(names::ACCOUNT),
        /// Pattern of the group.
        pattern: String = replaces().length(2, 520),
        /// The restriction whose list gets the repository.
        origin_restriction_type: RestrictionType = replaces(),
        /// Name of the repository.
        repository: String = replaces().matching(names::REPOSITORY),
        /// Region of the domain. Defaults to the Region of the provider. Changing it replaces the entry.
        region: OptionalComputed<String> = stable().matching(names::REGION),
    }
}

impl Resource for PackageGroupAllowedRepository {
    const NAME: &'static str = "package_group_allowed_repository";
    const OPERATIONS: &'static [&'static str] = &[
        "DescribePackageGroup",
        "ListAllowedRepositoriesForGroup",
        "UpdatePackageGroupOriginConfiguration",
    ];
    const RULES: &'static [Rule] = &[PATTERN_RULE];
    type Key = MembershipKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let key = plan.key()?;
        let change = OriginChange { add: key.list(), ..OriginChange::default() };
        let group = aws.update_package_group_origins(&key.group(), &change).await?;
        let group = group.ok_or_else(|| Error::new("the service did not keep the repository"))?;
        let region = region::of_arn(&group.arn);
        Ok(Self { domain_owner: group.domain_owner.into(), region: region.into(), ..plan })
    }

    async fn read(key: MembershipKey, aws: &Aws) -> Result<Option<Self>> {
        let way = key.origin_restriction_type;
        let group = key.group();
        let (found, allowed) = tokio::join!(
            aws.describe_package_group(&group),
            aws.list_allowed_repositories(&group, way.text()),
        );
        let allowed = match (found?, allowed) {
            (None, _) => return Ok(None),
            (Some(_), Err(error)) if error.kind() == Kind::NotFound => return Ok(None),
            (Some(found), allowed) => allowed?.contains(&key.repository).then_some(found),
        };
        Ok(allowed.map(|found| Self {
            domain: key.domain,
            domain_owner: found.domain_owner.into(),
            pattern: key.pattern,
            origin_restriction_type: way,
            repository: key.repository,
            region: region::of_arn(&found.arn).into(),
        }))
    }

    /// Every argument forces a replacement, so that nothing is left to update.
    async fn update(plan: Self, _: Self, _: &Aws) -> Result<Self> {
        Ok(plan)
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let key = prior.key()?;
        let change = OriginChange { remove: key.list(), ..OriginChange::default() };
        match aws.update_package_group_origins(&key.group(), &change).await {
            Err(error) if error.kind() != Kind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}
