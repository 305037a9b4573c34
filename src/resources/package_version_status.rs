//! The status of a version that something else published.

use crate::{
    aws::{Aws, PackageVersion},
    framework::{
        diagnostic::{Error, Result},
        field::{Computed, OptionalComputed, Private},
        plan::Change,
        resource::Resource,
        schema::{matching, object, replaces, stable},
        validate::Rule,
        value::Value,
    },
    service::{
        formats::Format, names, package_keys::PackageVersionKey, packages, region, versions,
    },
};

object! {
    /// The status of a version that exists already: published by a package manager, or taken from upstream.
    ///
    /// Destroying it leaves the version, and gives it back the status that it had before.
    pub(crate) struct PackageVersionStatus {
        /// Name of the domain.
        domain: String = replaces().matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: OptionalComputed<String> = replaces().stable().matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = replaces().matching(names::REPOSITORY),
        /// Format of the package.
        format: Format = replaces(),
        /// Namespace of the package.
        namespace: Option<String> = replaces().matching(names::PACKAGE),
        /// Name of the package.
        package: String = replaces().matching(names::PACKAGE),
        /// The version.
        version: String = replaces().matching(names::PACKAGE),
        /// Status of the version.
        status: String = matching(names::VERSION_STATUS),
        /// Region of the domain. Defaults to the Region of the provider. Changing it replaces the resource.
        region: OptionalComputed<String> = stable().matching(names::REGION),
        /// Revision of the version.
        revision: Computed<String>,
        /// Status that the version had before.
        before: Private<Option<String>>,
    }
}

impl Resource for PackageVersionStatus {
    const NAME: &'static str = "package_version_status";
    const OPERATIONS: &'static [&'static str] =
        &["DescribePackageVersion", "UpdatePackageVersionsStatus", "DescribeRepository"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Key = PackageVersionKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)
    }

    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key()?.id();
        let found = aws.describe_version(&id).await?;
        let missing = || Error::at("version", format!("there is no version {id}"));
        let before = found.ok_or_else(missing)?.status;
        versions::set_status_if_there(&id, &plan.status, aws).await?;
        Ok(Self { before: Private(Some(before)), ..plan })
    }

    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        let found = Self::read(plan.key()?, aws).await?;
        let gone = || Error::new("the version was deleted meanwhile");
        Ok(Self { before: made.before, ..found.ok_or_else(gone)? })
    }

    async fn read(key: PackageVersionKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.id();
        let found = aws.describe_version(&id).await?;
        let owner = packages::owner(&id.package.repository, aws);
        match found {
            Some(found) => Ok(Some(Self::of(key, found, owner.await?, aws))),
            None => Ok(None),
        }
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key()?.id();
        let version = std::slice::from_ref(&id.version);
        aws.update_versions_status(&id.package, version, &plan.status).await?;
        Self::finish(plan, prior, aws).await
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        match &prior.before.0 {
            Some(before) => versions::set_status_if_there(&prior.key()?.id(), before, aws).await,
            None => Ok(()),
        }
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        let kept = before.get("before").as_str().map(str::to_owned);
        Ok(Self { before: Private(found.before.0.or(kept)), ..found })
    }
}

impl PackageVersionStatus {
    fn of(key: PackageVersionKey, found: PackageVersion, owner: String, aws: &Aws) -> Self {
        Self {
            region: aws.region_of(key.id().package.region()).to_owned().into(),
            domain: key.domain,
            domain_owner: owner.into(),
            repository: key.repository,
            format: key.format,
            namespace: key.namespace,
            package: key.package,
            version: key.version,
            status: found.status,
            revision: found.revision.into(),
            before: Private(None),
        }
    }
}
