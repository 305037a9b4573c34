//! The status of a version that something else published.

use crate::aws::Aws;
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, OptionalComputed, Private};
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{matching, object, stable};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::package_keys::PackageVersionKey;
use crate::service::permissions;
use crate::service::{names, packages, region, versions};

object! {
    /// Manages the status of an existing CodeArtifact package version, published by a package
    /// manager or ingested from an upstream repository.
    ///
    /// If `package_version_revision` is set to the revision of the version, a version that is
    /// published again gets the status in the same apply.
    ///
    /// Destroying this resource keeps the version and restores its previous status.
    pub(crate) struct PackageVersionStatus {
        ..key: PackageVersionKey,
        /// Status of the package version.
        status: String = matching(names::VERSION_STATUS),
        /// Revision of the package version: the `revision` of the resource that publishes it. When
        /// it changes, the status is set again. Defaults to the current revision.
        package_version_revision: OptionalComputed<String> = stable().length(1, 50),
        /// Revision of the package version.
        revision: Computed<String>,
        /// Previous status of the version.
        before: Private<Option<String>>,
    }
}

impl Resource for PackageVersionStatus {
    const NAME: &'static str = "package_version_status";
    const OPERATIONS: &'static [&'static str] =
        &["DescribePackageVersion", "UpdatePackageVersionsStatus", "DescribeRepository"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER_IN_KEY];
    const RULES: &'static [Rule] = &packages::RULES;
    type Key = PackageVersionKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        // First, so that the state of an unfinished change knows all of its key.
        let package = packages::settled(plan.key.package.clone(), aws).await?;
        let key = PackageVersionKey { package, ..plan.key.clone() };
        let found = aws.describe_version(&id).await?;
        let missing = || Error::at("version", format!("package version {id} does not exist"));
        let before = found.ok_or_else(missing)?.status;
        versions::set_status_if_there(&id, &plan.status, aws).await?;
        Ok(Self { key, before: Private(Some(before)), ..plan })
    }

    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        let what = format!("the status of version {}", plan.key.id());
        let read = || Self::read(plan.key.clone(), aws);
        let found = aws.seen(&what, read, |found| found.status == plan.status).await?;
        Ok(Self { before: made.before, ..found })
    }

    async fn read(key: PackageVersionKey, aws: &Aws) -> Result<Option<Self>> {
        let Some(found) = aws.describe_version(&key.id()).await? else { return Ok(None) };
        let package = packages::settled(key.package, aws).await?;
        Ok(Some(Self {
            key: PackageVersionKey { package, ..key },
            status: found.status,
            package_version_revision: OptionalComputed::Unknown,
            revision: found.revision.into(),
            before: Private(None),
        }))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        let version = std::slice::from_ref(&id.version);
        aws.update_versions_status(&id.package, version, &plan.status).await?;
        Self::finish(plan, prior, aws).await
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        match &prior.before.0 {
            Some(before) => versions::set_status_if_there(&prior.key.id(), before, aws).await,
            None => Ok(()),
        }
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let kept = |name| before.get(name).as_str().map(str::to_owned);
        let revision = kept("package_version_revision").or_else(|| found.revision.clone().known());
        Ok(Self {
            package_version_revision: revision.map_or(OptionalComputed::Unknown, Into::into),
            before: Private(found.before.0.or(kept("before"))),
            ..found
        })
    }
}
