//! Promotion: a version in one repository, copied to another.

use crate::aws::{Aws, CopyOptions};
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, Field, OptionalComputed, Private};
use crate::framework::loss::Loss;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{object, stable};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::package_keys::CopiedVersionKey;
use crate::service::permissions;
use crate::service::repositories::TWO_REPOSITORIES;
use crate::service::versions::{self, OnDestroy};
use crate::service::{packages, region};

object! {
    /// Manages a copy of a CodeArtifact package version in another repository of the domain, such
    /// as a promotion from staging to production.
    ///
    /// The content is not stored twice. If `source_revision` is set to the revision of the source
    /// version, a change of the source is copied in the same apply.
    ///
    /// ~> Destroying or replacing this resource applies `on_destroy`, by default deleting the copy.
    /// A version that was in the destination before is retained.
    pub(crate) struct PackageVersionCopy {
        ..key: CopiedVersionKey {
            /// Name of the source repository.
            source_repository,
            /// Name of the destination repository.
            destination_repository,
        },
        /// Revision of the source version: the `revision` of the resource that publishes it. When
        /// it changes, the version is copied again and overwrites the existing copy. Defaults to
        /// the revision that was copied.
        source_revision: OptionalComputed<String> = stable().length(1, 50),
        /// Whether to overwrite a version with different content in the destination. Defaults to
        /// `false`.
        allow_overwrite: Option<bool>,
        /// Whether to search the upstream repositories of the source repository too. Defaults to
        /// `false`.
        include_from_upstream: Option<bool>,
        /// Action on the copy when the resource is destroyed. Defaults to `delete`.
        on_destroy: Option<OnDestroy>,
        /// Revision of the copy.
        revision: Computed<String>,
        /// Status of the copy.
        status: Computed<String>,
        /// Whether the version was in the destination before.
        was_there: Private<Option<bool>>,
    }
}

impl Resource for PackageVersionCopy {
    const NAME: &'static str = "package_version_copy";
    const OPERATIONS: &'static [&'static str] = &[
        "CopyPackageVersions",
        "DescribePackageVersion",
        "UpdatePackageVersionsStatus",
        "DisposePackageVersions",
        "DeletePackageVersions",
        "DescribeRepository",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::SOURCE,
        permissions::OWNER_IN_KEY,
        Permission::to_apply(&["DeletePackageVersions"]).when(
            "To destroy the resource without `on_destroy`, or with `on_destroy = \"delete\"`.",
        ),
        Permission::to_apply(&["DisposePackageVersions"])
            .when("To destroy the resource with `on_destroy = \"dispose\"`."),
        Permission::to_apply(&["UpdatePackageVersionsStatus"])
            .when("To destroy the resource with `on_destroy = \"archive\"`."),
    ];
    const RULES: &'static [Rule] = &[packages::RULES[0], packages::RULES[1], TWO_REPOSITORIES];
    type Key = CopiedVersionKey;
    type Client = Aws;

    /// The copy is one in its destination, wherever it came from.
    fn object(key: &CopiedVersionKey) -> String {
        key.copy().to_string()
    }

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        // First, so that the state of an unfinished copy knows all of its key.
        let to = plan.key.destination();
        let owner = packages::owner(&to.package.repository, aws).await?;
        let was_there = aws.describe_version(&to).await?.is_some();
        plan.copy(plan.allow_overwrite, aws).await?;
        let mut key = plan.key.clone();
        key.domain.settle(owner, aws);
        Ok(Self { key, was_there: Private(Some(was_there)), ..plan })
    }

    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        let what = format!("version {}", plan.key.destination());
        let read = || Self::read(plan.key.clone(), aws);
        let Self { key, revision, status, .. } = aws.seen(&what, read, |_| true).await?;
        Ok(Self { key, revision, status, ..made })
    }

    async fn read(mut key: CopiedVersionKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.destination();
        let Some(found) = aws.describe_version(&id).await? else { return Ok(None) };
        let owner = packages::owner(&id.package.repository, aws).await?;
        key.domain.settle(owner, aws);
        Ok(Some(Self {
            key,
            source_revision: OptionalComputed::Unknown,
            allow_overwrite: None,
            include_from_upstream: None,
            on_destroy: None,
            revision: found.revision.into(),
            status: found.status.into(),
            was_there: Private(None),
        }))
    }

    /// Another revision of the source is copied over the one of before. The rest says how the next
    /// copy or the end of this one is made: no call is due.
    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        if plan.source_revision != prior.source_revision {
            plan.copy(Some(true), aws).await?;
        }
        let made = Self { was_there: prior.was_there, ..plan.clone() };
        Self::finish(plan, made, aws).await
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        match prior.was_there.0 {
            Some(true) => Ok(()),
            _ => versions::end(&prior.key.destination(), prior.on_destroy, aws).await,
        }
    }

    /// A version that was there before is left.
    fn loss(state: &Value) -> Option<Loss> {
        let was_there = *state.get("was_there") == Value::Bool(true);
        if was_there { None } else { versions::loss(state) }
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let kept = |name| before.get(name).clone().without_unknowns();
        let asked = before.get("source_revision").as_str().map(str::to_owned);
        let revision = asked.or_else(|| found.revision.clone().known());
        Ok(Self {
            source_revision: revision.map_or(OptionalComputed::Unknown, Into::into),
            allow_overwrite: Field::decode(kept("allow_overwrite"))?,
            include_from_upstream: Field::decode(kept("include_from_upstream"))?,
            on_destroy: Field::decode(kept("on_destroy"))?,
            was_there: Private(found.was_there.0.or(Field::decode(kept("was_there"))?)),
            ..found
        })
    }
}

impl PackageVersionCopy {
    /// Copies the version.
    async fn copy(&self, allow_overwrite: Option<bool>, aws: &Aws) -> Result<()> {
        let from = self.key.source();
        let options =
            CopyOptions { allow_overwrite, include_from_upstream: self.include_from_upstream };
        let (to, version) = (&self.key.destination_repository, std::slice::from_ref(&from.version));
        Ok(aws.copy_versions(&from.package, to, version, options).await?)
    }
}
