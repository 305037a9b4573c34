//! Package groups.

use crate::aws::{self, Aws, PackageGroupId};
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::loss::Loss;
use crate::framework::moves::Move;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{matching, object, stable};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::keys::DomainKey;
use crate::service::package_groups::{
    self, ORIGIN_RULE, OriginConfiguration, PATTERN_RULE, PackageGroupKey,
};
use crate::service::permissions;
use crate::service::tags::{self, Tags};
use crate::service::time::Time;
use crate::service::{moves, names, region};

object! {
    /// Manages a CodeArtifact package group: a pattern for packages of a domain, and its package
    /// origin controls.
    ///
    /// ~> Destroying or replacing a package group removes its package origin controls: its packages
    /// become associated with the parent package group.
    ///
    /// Every domain has the root package group, `/*`. Creating this resource for `/*` adopts it;
    /// destroying it restores its defaults, which allow everything.
    pub(crate) struct PackageGroup {
        ..key: PackageGroupKey {
            /// Pattern of the packages, such as `/npm/my-scope/*`.
            pattern,
        },
        /// Description of the package group.
        description: Option<String> = matching(names::DESCRIPTION).length(0, 1000),
        /// Contact information for the package group.
        contact_info: Option<String> = matching(names::DESCRIPTION).length(0, 1000),
        /// Package origin controls. Omitted restrictions default to `INHERIT`, or to `ALLOW` for
        /// the root package group.
        origin_configuration: OptionalComputed<OriginConfiguration>,
        /// Tags of the package group.
        tags: Option<Tags>,
        /// All tags of the package group, including the provider's `default_tags`.
        tags_all: Computed<Tags>,
        /// ARN of the package group.
        arn: Computed<String> = stable(),
        /// ARN of the package group, as in the AWS provider.
        id: Computed<String> = stable(),
        /// Creation time of the package group, in RFC 3339 format.
        created_time: Computed<Time> = stable(),
    }
}

impl Resource for PackageGroup {
    const NAME: &'static str = "package_group";
    const OPERATIONS: &'static [&'static str] = &[
        "CreatePackageGroup",
        "DescribePackageGroup",
        "UpdatePackageGroup",
        "DeletePackageGroup",
        "UpdatePackageGroupOriginConfiguration",
        "ListAllowedRepositoriesForGroup",
        "ListTagsForResource",
        "TagResource",
        "UntagResource",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::TAGS,
        Permission::to_plan(&["ListAllowedRepositoriesForGroup"])
            .when("If a restriction mode is `ALLOW_SPECIFIC_REPOSITORIES`."),
    ];
    const RULES: &'static [Rule] = &[PATTERN_RULE, ORIGIN_RULE];
    const MOVES: &'static [Move] = &[moves::awscc::PACKAGE_GROUP];
    type Key = PackageGroupKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        package_groups::plan(change);
        tags::plan(change, aws);
        Ok(())
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        let tags = tags::initial(aws, plan.tags.as_ref());
        let (description, contact) = (plan.description.as_deref(), plan.contact_info.as_deref());
        let made = match plan.is_root() {
            true => plan.describe(&id, aws).await?,
            false => aws.create_package_group(&id, description, contact, &tags).await?,
        };
        let found = OriginConfiguration::of(&made, &id, aws).await?;
        Ok(Self { tags: Some(Tags(tags)), ..Self::of(made, found) })
    }

    /// A new group inherits everything and the root package group may have anything.
    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        if plan.is_root() {
            let arn = made.arn.as_known().cloned().unwrap_or_default();
            let id = plan.key.id();
            let region = id.domain.region.as_deref();
            let found = Tags(aws.tags(&arn, region).await?.unwrap_or_default());
            tags::update(aws, (&arn, region), found.into(), plan.tags.as_ref()).await?;
        }
        plan.restrict(&made, aws).await?;
        Ok(Self { origin_configuration: plan.origin_configuration, ..made })
    }

    async fn read(key: PackageGroupKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.id();
        let arn = id.arn(aws.region()).map(|arn| arn.to_string());
        let (region, describe) = (id.domain.region.as_deref(), aws.describe_package_group(&id));
        let found =
            tags::described(aws, arn.as_ref(), region, describe, |found| &found.arn).await?;
        let Some((found, tags)) = found else {
            return Ok(None);
        };
        let origins = OriginConfiguration::of(&found, &id, aws).await?;
        Ok(Some(Self { tags: Some(Tags(tags)), ..Self::of(found, origins) }))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        let said = |group: &Self| (group.description.clone(), group.contact_info.clone());
        if said(&plan) != said(&prior) {
            plan.describe(&id, aws).await?;
        }
        plan.restrict(&prior, aws).await?;
        let arn = prior.arn.known().unwrap_or_default();
        let place = (arn.as_str(), id.domain.region.as_deref());
        let tags = tags::update(aws, place, prior.tags_all, plan.tags.as_ref()).await?;
        Ok(Self { tags: Some(tags), arn: arn.into(), created_time: prior.created_time, ..plan })
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        match prior.is_root() {
            true => Self::reset(prior.key, aws).await,
            false => Ok(aws.delete_package_group(&prior.key.id()).await?),
        }
    }

    fn loss(state: &Value) -> Option<Loss> {
        let what = match state.get("pattern").as_str() {
            Some("/*") => "The root package group will allow everything",
            _ => "The origin controls of the package group will be removed",
        };
        Some(Loss { what, prevented_by: "" })
    }

    async fn settle(found: Self, before: &Value, aws: &Aws) -> Result<Self> {
        let remote = found.tags.clone().unwrap_or_default().0;
        let (tags, tags_all) = tags::settle(&remote, before, aws);
        Ok(Self { id: found.arn.clone(), tags, tags_all, ..found })
    }
}

impl PackageGroup {
    fn is_root(&self) -> bool {
        self.key.pattern == "/*"
    }

    /// Says of the group what the plan says.
    async fn describe(&self, id: &PackageGroupId, aws: &Aws) -> Result<aws::PackageGroup> {
        let said = |text: &Option<String>| text.clone().unwrap_or_default();
        let (description, contact) = (said(&self.description), said(&self.contact_info));
        Ok(aws.update_package_group(id, &description, &contact).await?)
    }

    /// Brings the restrictions from what they are to what is planned.
    async fn restrict(&self, prior: &Self, aws: &Aws) -> Result<()> {
        let pair = self.origin_configuration.as_known().zip(prior.origin_configuration.as_known());
        if let Some((wanted, had)) = pair {
            let change = wanted.change_from(had);
            aws.update_package_group_origins(&self.key.id(), &change).await?;
        }
        Ok(())
    }

    /// Sets the root package group back to what it was in the beginning, whatever it is now: the
    /// state may know less.
    async fn reset(key: PackageGroupKey, aws: &Aws) -> Result<()> {
        let id = key.id();
        let Some(found) = Self::read(key, aws).await? else { return Ok(()) };
        let initial = OriginConfiguration::initial(true)?;
        aws.update_package_group(&id, "", "").await?;
        if let Some(origins) = found.origin_configuration.as_known() {
            aws.update_package_group_origins(&id, &initial.whole_from(origins)).await?;
        }
        let arn = found.arn.known().unwrap_or_default();
        let tags = aws.tag_rules().visible(&found.tags.unwrap_or_default().0);
        let region = id.domain.region.as_deref();
        Ok(aws.retag(&arn, region, &tags, &aws::Tags::default()).await?)
    }

    fn of(group: aws::PackageGroup, origins: OriginConfiguration) -> Self {
        let domain = DomainKey::found(group.domain, group.domain_owner, &group.arn);
        Self {
            key: PackageGroupKey { domain, pattern: group.pattern },
            description: group.description,
            contact_info: group.contact_info,
            origin_configuration: origins.into(),
            tags: None,
            tags_all: Computed::Unknown,
            id: Computed::Unknown,
            arn: group.arn.into(),
            created_time: Time(group.created_time).into(),
        }
    }
}
