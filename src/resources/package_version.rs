//! Generic versions, with their assets.

use crate::aws::{self, Asset, Aws};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::field::{Computed, Field, OptionalComputed};
use crate::framework::loss::Loss;
use crate::framework::permissions::Permission;
use crate::framework::plan::Change;
use crate::framework::resource::Resource;
use crate::framework::schema::{choice, items, matching, object, stable};
use crate::framework::validate::Rule;
use crate::framework::value::Value;
use crate::service::assets::{self, Assets};
use crate::service::package_keys::PackageVersionKey;
use crate::service::permissions;
use crate::service::versions::{self, OnDestroy};
use crate::service::{names, packages, region};

/// The status of a version that can be added to.
const UNFINISHED: &str = "Unfinished";

/// The status of a version that is offered to all.
const PUBLISHED: &str = "Published";

choice! {
    /// The only format that the CodeArtifact API can publish.
    pub(crate) enum PublishedFormat {
        /// Files of any type.
        Generic = "generic",
    }
}

object! {
    /// Manages a version of a generic CodeArtifact package, with its assets.
    ///
    /// !> Destroying or replacing this resource applies `on_destroy`, by default deleting the
    /// version with its assets.
    ///
    /// Published versions are immutable: changing the content replaces the version. Files are
    /// streamed, so that assets can have gigabytes.
    ///
    /// Import sets `content_base64` for assets of at most 16 KiB. For larger assets, set `source`
    /// to a local copy; the next plan records it without an API call. A generated configuration
    /// names a file for each asset, which the data source `codeartifact_package_version_asset` can
    /// download.
    ///
    /// A file is needed only when the version is published. The same apply can create it: its hash
    /// is then known after apply.
    pub(crate) struct PackageVersion {
        ..key: PackageVersionKey {
            /// Format of the package. Defaults to `generic`, the only format that the CodeArtifact
            /// API can publish.
            format: OptionalComputed<PublishedFormat> = stable(),
            namespace: String,
        },
        /// Assets of the package version, by name.
        assets: Assets = items(1, 350),
        /// Status of the package version. If it is not set, the version is published, and its
        /// status is not managed after that: the attribute is null, so that
        /// `codeartifact_package_version_status` can set the status.
        status: OptionalComputed<Option<String>> = matching(names::VERSION_STATUS),
        /// Action on the version when the resource is destroyed or replaced. Defaults to `delete`.
        /// A version that is kept cannot be published again.
        on_destroy: Option<OnDestroy>,
        /// Origin type of the version: `INTERNAL`, because it was published to the domain.
        origin: Computed<String> = stable(),
        /// Revision of the package version.
        revision: Computed<String>,
    }
}

impl Resource for PackageVersion {
    const NAME: &'static str = "package_version";
    const OPERATIONS: &'static [&'static str] = &[
        "PublishPackageVersion",
        "DescribePackageVersion",
        "ListPackageVersionAssets",
        "GetPackageVersionAsset",
        "UpdatePackageVersionsStatus",
        "DisposePackageVersions",
        "DeletePackageVersions",
        "DescribeRepository",
    ];
    const PERMISSIONS: &'static [Permission] = &[
        permissions::OWNER_IN_KEY,
        Permission::to_plan(&["GetPackageVersionAsset"])
            .when("To import the content of small assets."),
        Permission::to_apply(&["UpdatePackageVersionsStatus"])
            .when("To set `status`, or to destroy the resource with `on_destroy = \"archive\"`."),
        Permission::to_apply(&["DeletePackageVersions"]).when(
            "To destroy the resource without `on_destroy`, or with `on_destroy = \"delete\"`.",
        ),
        Permission::to_apply(&["DisposePackageVersions"])
            .when("To destroy the resource with `on_destroy = \"dispose\"`."),
    ];
    const RULES: &'static [Rule] = &[packages::RULES[0], assets::RULE];
    type Key = PackageVersionKey;
    type Client = Aws;

    fn plan(change: &mut Change, aws: Option<&Aws>) -> Result<()> {
        region::plan(change, aws)?;
        if change.config.get("format").is_empty() {
            change.plan("format", PublishedFormat::Generic.encode());
        }
        if change.config.get("status").is_empty() {
            let prior = change.prior.get("status").clone();
            let is_open = prior.as_str() == Some(UNFINISHED);
            change.plan("status", if is_open { Value::Null } else { prior });
        }
        if change.changes("status") {
            change.plan("revision", Value::Unknown);
        }
        assets::plan(change)
    }

    /// The version begins with its first asset.
    async fn create(plan: Self, aws: &Aws) -> Result<Self> {
        aws.must_be_new(&plan.key.id()).await?;
        // Before the version begins, so that the state of an unfinished one knows all of its key.
        let package = packages::settled(plan.key.package.clone(), aws).await?;
        let key = PackageVersionKey { package, ..plan.key.clone() };
        let first = plan.assets.first_key_value();
        let (name, asset) = first.ok_or_else(|| Error::at("assets", "must have an element"))?;
        let is_open = plan.assets.len() > 1;
        plan.publish(name, asset, is_open, aws).await?;
        let assets = [(name.clone(), asset.clone())].into();
        let status = is_open.then(|| UNFINISHED.to_owned());
        Ok(Self { key, assets, status: status.into(), ..plan })
    }

    /// The version is published with its last asset, and cannot be added to from then on.
    async fn finish(plan: Self, made: Self, aws: &Aws) -> Result<Self> {
        if made.is_open() {
            plan.publish_the_rest(&made.assets, aws).await?;
        }
        let id = plan.key.id();
        let read = || Self::read(plan.key.clone(), aws);
        let what = format!("version {id}");
        let found = aws.seen(&what, read, |found| found.is_closed_with(&plan.assets)).await?;
        let Some(status) = plan.status().filter(|status| !found.has_status(status)) else {
            return Ok(found);
        };
        aws.update_versions_status(&id.package, std::slice::from_ref(&id.version), status).await?;
        aws.seen(&what, read, |found| found.has_status(status)).await
    }

    async fn read(key: PackageVersionKey, aws: &Aws) -> Result<Option<Self>> {
        let id = key.id();
        let found = tokio::try_join!(aws.describe_version(&id), aws.list_assets(&id))?;
        let (Some(version), Some(assets)) = found else { return Ok(None) };
        let package = packages::settled(key.package, aws).await?;
        let key = PackageVersionKey { package, ..key };
        Ok(Some(Self::of(key, version, assets::found(assets))))
    }

    /// Nothing but the status can be changed, and an unfinished version be added to.
    async fn update(plan: Self, prior: Self, aws: &Aws) -> Result<Self> {
        Self::finish(plan, prior, aws).await
    }

    async fn delete(prior: Self, aws: &Aws) -> Result<()> {
        versions::end(&prior.key.id(), prior.on_destroy, aws).await
    }

    fn loss(state: &Value) -> Option<Loss> {
        versions::loss(state)
    }

    /// A new version is published without a word.
    fn write_down(config: &mut Value) {
        if config.get("status").as_str() == Some(PUBLISHED) {
            config.set("status", Value::Null);
        }
        assets::write_down(config);
    }

    async fn settle(found: Self, before: &Value, aws: &Aws) -> Result<Self> {
        let on_destroy = before.get("on_destroy").clone().without_unknowns();
        let id = found.key.id();
        let is_left_to_others = !before.get("assets").is_null() && before.get("status").is_null();
        let status = match is_left_to_others && !found.is_open() {
            true => None.into(),
            false => found.status,
        };
        let mut assets = found.assets;
        match before.get("assets") {
            Value::Null => assets::recover(&mut assets, &id, aws).await?,
            known => assets::recall(&mut assets, known),
        }
        Ok(Self { assets, status, on_destroy: Field::decode(on_destroy)?, ..found })
    }
}

impl PackageVersion {
    /// The status, where it is known and not left to others.
    fn status(&self) -> Option<&str> {
        self.status.as_known()?.as_deref()
    }

    fn has_status(&self, status: &str) -> bool {
        self.status() == Some(status)
    }

    /// Whether assets can still be added.
    fn is_open(&self) -> bool {
        self.has_status(UNFINISHED)
    }

    /// Whether nothing can be added any more, and these assets are there, unless they were disposed
    /// of.
    fn is_closed_with(&self, assets: &Assets) -> bool {
        let is_whole = assets.keys().all(|name| self.assets.contains_key(name));
        !self.is_open() && (is_whole || self.has_status("Disposed"))
    }

    /// Publishes the assets that are not there yet, and the version with the last of them. Where
    /// all are there, the last is sent again.
    async fn publish_the_rest(&self, there: &Assets, aws: &Aws) -> Result<()> {
        let mut missing: Vec<_> =
            self.assets.iter().filter(|(name, _)| !there.contains_key(*name)).collect();
        let last = missing.pop().or_else(|| self.assets.last_key_value());
        for (name, asset) in missing {
            self.publish(name, asset, true, aws).await?;
        }
        match last {
            Some((name, asset)) => self.publish(name, asset, false, aws).await,
            None => Ok(()),
        }
    }

    async fn publish(
        &self,
        name: &str,
        asset: &assets::Asset,
        stays_open: bool,
        aws: &Aws,
    ) -> Result<()> {
        let (content, digest) = asset.read()?;
        let asset = Asset { name, content: &content, digest: &digest };
        Ok(aws.publish_asset(&self.key.id(), asset, stays_open).await?)
    }

    fn of(key: PackageVersionKey, found: aws::PackageVersion, assets: Assets) -> Self {
        Self {
            key,
            assets,
            status: Some(found.status).into(),
            on_destroy: None,
            origin: found.origin.origin_type.into(),
            revision: found.revision.into(),
        }
    }
}
