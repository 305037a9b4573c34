//! Promotion: a version in one repository, copied to another.

use crate::{
    aws::{Aws, CopyOptions, PackageVersion},
    framework::{
        diagnostic::{Error, Result},
        field::{Computed, Field, OptionalComputed, Private},
        plan::Change,
        resource::Resource,
        schema::{object, replaces, stable},
        validate::Rule,
        value::Value,
    },
    service::{
        formats::Format,
        names,
        package_keys::CopiedVersionKey,
        packages, region,
        repositories::TWO_REPOSITORIES,
        versions::{self, OnDestroy},
    },
};

object! {
    /// A version of a package, copied from one repository of a domain to another: promotion from staging to
    /// production. The content is not stored twice.
    ///
    /// Destroying it takes the copy away, or what `on_destroy` says. A version that was in the destination already
    /// is left there.
    pub(crate) struct PackageVersionCopy {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = replaces().stable().matching(names::ACCOUNT),
        /// Name of the repository that the version is copied from.
        source_repository: String = replaces().matching(names::REPOSITORY),
        /// Name of the repository that the version is copied to.
        destination_repository: String = replaces().matching(names::REPOSITORY),
        /// Format of the package.
        format: Format = replaces(),
        /// Namespace of the package.
        namespace: Option<String> = replaces().matching(names::PACKAGE),
        /// Name of the package.
        package: String = replaces().matching(names::PACKAGE),
        /// The version.
        version: String = replaces().matching(names::PACKAGE),
        /// Whether a version with other content in the destination is overwritten.
        allow_overwrite: Option<bool>,
        /// Whether the upstreams of the source are searched too.
        include_from_upstream: Option<bool>,
        /// What becomes of the copy when the resource is destroyed. Defaults to `delete`.
        on_destroy: Option<OnDestroy>,
        /// Region of the domain. Defaults to the Region of the provider. Changing it replaces the copy.
        region: OptionalComputed<String> = stable().matching(names::REGION),
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
    const RULES: &'static [Rule] = &[packages::RULES[0], packages::RULES[1], TWO_REPOSITORIES];
    type Key = CopiedVersionKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let key = plan.key()?;
        let (from, to) = (key.source(), key.destination());
        let was_there = aws.describe_version(&to).await?.is_some();
        let options = CopyOptions {
            allow_overwrite: plan.allow_overwrite,
            include_from_upstream: plan.include_from_upstream,
        };
        let version = std::slice::from_ref(&from.version);
        aws.copy_versions(&from.package, &plan.destination_repository, version, options).await?;
        Ok(Self { was_there: Private(Some(was_there)), ..plan })
    }

    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        let found = Self::read(plan.key()?, aws).await?;
        let gone = || Error::new("the copy was deleted meanwhile");
        let Self { domain_owner, region, revision, status, .. } = found.ok_or_else(gone)?;
        Ok(Self { domain_owner, region, revision, status, ..made })
    }

    async fn read(key: CopiedVersionKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.destination();
        let Some(found) = aws.describe_version(&id).await? else { return Ok(None) };
        let owner = packages::owner(&id.package.repository, aws).await?;
        Ok(Some(Self::of(key, found, owner, aws)))
    }

    /// What can be changed says how the next copy or the end of this one is made: no call is due.
    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let made = Self { was_there: prior.was_there, ..plan.clone() };
        Self::finish(plan, made, aws).await
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        match prior.was_there.0 {
            Some(true) => Ok(()),
            _ => versions::end(&prior.key()?.destination(), prior.on_destroy, aws).await,
        }
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let kept = |name| before.get(name).clone().without_unknowns();
        Ok(Self {
            allow_overwrite: Field::decode(kept("allow_overwrite"))?,
            include_from_upstream: Field::decode(kept("include_from_upstream"))?,
            on_destroy: Field::decode(kept("on_destroy"))?,
            was_there: Private(found.was_there.0.or(Field::decode(kept("was_there"))?)),
            ..found
        })
    }
}

impl PackageVersionCopy {
    fn of(key: CopiedVersionKey, found: PackageVersion, owner: String, aws: &Aws) -> Self {
        Self {
            region: aws.region_of(key.destination().package.region()).to_owned().into(),
            domain: key.domain,
            domain_owner: owner.into(),
            source_repository: key.source_repository,
            destination_repository: key.destination_repository,
            format: key.format,
            namespace: key.namespace,
            package: key.package,
            version: key.version,
            allow_overwrite: None,
            include_from_upstream: None,
            on_destroy: None,
            revision: found.revision.into(),
            status: found.status.into(),
            was_there: Private(None),
        }
    }
}
