//! Origin controls of packages.

use crate::aws::{self, Aws, OriginControls, PackageId, VersionFilter};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Field, Private};
use crate::framework::moves::Move;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::package_keys::PackageKey;
use crate::service::packages::{self, Access};
use crate::service::permissions;
use crate::service::{moves, region};

object! {
    /// Manages the package origin controls of a CodeArtifact package: whether versions can be
    /// published or ingested.
    ///
    /// With package groups, package origin controls prevent dependency substitution attacks
    /// (dependency confusion).
    ///
    /// Destroying this resource restores the previous settings or, after an import, the defaults
    /// for the first version's origin. A package that only this resource created is deleted if it
    /// is still empty.
    pub(crate) struct PackageOriginConfiguration {
        ..key: PackageKey {
            /// Name of the package, which does not have to exist yet.
            package,
        },
        /// Restriction on publishing versions to the repository.
        publish: Access,
        /// Restriction on ingesting versions through external connections and on retaining versions
        /// from upstream repositories. Has no effect on `generic` packages.
        upstream: Access,
        /// Previous settings.
        before: Private<Option<Before>>,
    }
}

object! {
    /// Package before its origin controls were set by Terraform.
    pub(crate) struct Before {
        /// Restriction on publishing; null if the package did not exist.
        publish: Option<String>,
        /// Restriction on upstream sources; null if the package did not exist.
        upstream: Option<String>,
    }
}

impl Resource for PackageOriginConfiguration {
    const NAME: &'static str = "package_origin_configuration";
    const OPERATIONS: &'static [&'static str] = &[
        "PutPackageOriginConfiguration",
        "DescribePackage",
        "ListPackageVersions",
        "DeletePackage",
        "DescribeRepository",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::OWNER_IN_KEY,
        Permission::to_apply(&["DeletePackage", "ListPackageVersions"]).when(
            "To destroy the resource if it was imported, or created before the package existed.",
        ),
    ];
    const RULES: &'static [Rule] = &packages::RULES;
    const MOVES: &'static [Move] = &[moves::aws::PACKAGE_ORIGIN];
    type Key = PackageKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)
    }

    /// The key is completed first, so that nothing is left to fail once the package has changed.
    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        let id = plan.key.id();
        let key = packages::settled(plan.key.clone(), aws).await?;
        let before = Before::of(aws.describe_package(&id).await?);
        aws.put_package_origin(&id, &plan.wanted()).await?;
        Ok(Self { key, before: Private(Some(before)), ..plan })
    }

    async fn read(key: PackageKey, aws: &Aws) -> Result<Option<Self>> {
        let Some(found) = aws.describe_package(&key.id()).await? else { return Ok(None) };
        Ok(Some(Self {
            key: packages::settled(key, aws).await?,
            publish: Access::decode(found.origin.publish.into())?,
            upstream: Access::decode(found.origin.upstream.into())?,
            before: Private(None),
        }))
    }

    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        aws.put_package_origin(&plan.key.id(), &plan.wanted()).await?;
        Ok(Self { before: prior.before, ..plan })
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        let id = prior.key.id();
        match prior.before.0 {
            Some(Before { publish: Some(publish), upstream: Some(upstream) }) => {
                restore(&id, &OriginControls { publish, upstream }, aws).await
            }
            before => leave(&id, before.is_some(), aws).await,
        }
    }

    async fn settle(found: Self, before: &Value, _: &Aws) -> Result<Self> {
        match (&found.before.0, before.get("before")) {
            (None, kept) if kept.is_known() => {
                Ok(Self { before: Private::decode(kept.clone())?, ..found })
            }
            _ => Ok(found),
        }
    }
}

impl PackageOriginConfiguration {
    fn wanted(&self) -> OriginControls {
        OriginControls {
            publish: self.publish.text().to_owned(),
            upstream: self.upstream.text().to_owned(),
        }
    }
}

impl Before {
    fn of(package: Option<aws::Package>) -> Self {
        let origin = package.map(|package| package.origin);
        Self {
            publish: origin.as_ref().map(|origin| origin.publish.clone()),
            upstream: origin.map(|origin| origin.upstream),
        }
    }
}

/// Brings back what was there before, unless the package does not exist: to set it would create it
/// again.
async fn restore(id: &PackageId, before: &OriginControls, aws: &Aws) -> Result<()> {
    if aws.describe_package(id).await?.is_some() {
        aws.put_package_origin(id, before).await?;
    }
    Ok(())
}

/// Leaves a package about which nothing is known from before. An empty one is deleted if it is
/// `ours`; one with versions is given what the service gives to a package that arrived as its
/// oldest version did.
async fn leave(id: &PackageId, ours: bool, aws: &Aws) -> Result<()> {
    let filter = VersionFilter { sort_by: Some("PUBLISHED_TIME".into()), ..Default::default() };
    let Some(found) = aws.list_versions(id, &filter).await? else { return Ok(()) };
    match found.versions.last() {
        None if ours => aws.delete_package(id).await?,
        None => {}
        Some(oldest) => {
            let default = default_of(&oldest.origin.origin_type)?;
            aws.put_package_origin(id, &default).await?;
        }
    }
    Ok(())
}

/// What the service gives to a package whose first version came from there. It is never open on
/// both ways.
fn default_of(origin_type: &str) -> Result<OriginControls> {
    let (publish, upstream) = match origin_type {
        "EXTERNAL" => (Access::Block, Access::Allow),
        "INTERNAL" => (Access::Allow, Access::Block),
        other => {
            return Err(Error::new(format!(
                "its first version has the origin {other:?}, so that it is not known what CodeArtifact would allow; \
                 set it manually, and remove the resource with a `removed` block"
            )));
        }
    };
    Ok(OriginControls { publish: publish.text().into(), upstream: upstream.text().into() })
}
