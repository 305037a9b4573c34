//! One repository that a package group allows, as a resource of its own.

use futures::FutureExt;

use crate::aws::{Aws, Kind, OriginChange, PackageGroup};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::keys::DomainKey;
use crate::service::package_groups::{MembershipKey, PATTERN_RULE};
use crate::service::region;

object! {
    /// Manages one allowed repository of a CodeArtifact package group separately, for teams that
    /// own their repositories but not the package group.
    ///
    /// ~> Destroying this resource removes the repository from the list: its packages can no longer
    /// be published or ingested, as far as the restriction applies.
    ///
    /// In the package group, set the mode of the restriction to `ALLOW_SPECIFIC_REPOSITORIES`, and
    /// add `ignore_changes = [origin_configuration]`; otherwise the two resources overwrite each
    /// other. Run `terraform apply -refresh-only` after the first apply, so that the next plan
    /// shows no drift.
    pub(crate) struct PackageGroupAllowedRepository {
        ..key: MembershipKey {
            /// Type of the origin restriction that allows the repository.
            origin_restriction_type,
        },
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
        let change = OriginChange { add: plan.key.list(), ..OriginChange::default() };
        let group = aws.update_package_group_origins(&plan.key.group.id(), &change).await?;
        let group = group.ok_or_else(|| Error::new("CodeArtifact did not store the repository"))?;
        Ok(Self::of(plan.key, group))
    }

    async fn read(key: MembershipKey, aws: &Aws) -> Result<Option<Self>> {
        let group = key.group.id();
        let list = aws.list_allowed_repositories(&group, key.origin_restriction_type.text());
        let listed = list.map(|answer| match answer {
            Err(error) if error.kind() == Kind::NotFound => Ok(None),
            answer => answer.map(Some),
        });
        let found = tokio::try_join!(aws.describe_package_group(&group), listed)?;
        let (Some(found), Some(allowed)) = found else { return Ok(None) };
        Ok(allowed.contains(&key.repository).then(|| Self::of(key, found)))
    }

    /// Every argument forces a replacement, so that nothing is left to update.
    async fn update(plan: Self, _: Self, _: &Aws) -> Result<Self> {
        Ok(plan)
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let change = OriginChange { remove: prior.key.list(), ..OriginChange::default() };
        match aws.update_package_group_origins(&prior.key.group.id(), &change).await {
            Err(error) if error.kind() != Kind::NotFound => Err(error.into()),
            _ => Ok(()),
        }
    }
}

impl PackageGroupAllowedRepository {
    fn of(mut key: MembershipKey, found: PackageGroup) -> Self {
        let domain = key.group.domain.domain;
        key.group.domain = DomainKey::found(domain, found.domain_owner, &found.arn);
        Self { key }
    }
}
