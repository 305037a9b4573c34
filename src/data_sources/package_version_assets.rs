//! The assets of a version.

use std::collections::BTreeMap;

use crate::aws::{AssetSummary, Aws};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedVersion};
use crate::service::packages;
use crate::service::permissions;

object! {
    /// Lists the assets of a CodeArtifact package version.
    pub(super) struct PackageVersionAssets {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// The assets.
        assets: Computed<Vec<ListedAsset>>,
    }
}

object! {
    /// An asset in a list.
    pub(super) struct ListedAsset {
        /// Name of the asset.
        name: Computed<String>,
        /// Size in bytes.
        size: Computed<i64>,
        /// Hashes in hexadecimal digits: `MD5`, `SHA-1`, `SHA-256`, and `SHA-512`.
        hashes: Computed<BTreeMap<String, String>>,
    }
}

impl DataSource for PackageVersionAssets {
    const NAME: &'static str = "package_version_assets";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListPackageVersionAssets"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.version.id();
        let Some(found) = aws.list_assets(&id).await? else {
            return Err(absence::of_version(&id, aws).await);
        };
        Ok(Self {
            version: config.version.settled(aws).await,
            assets: found.into_iter().map(ListedAsset::from).collect::<Vec<_>>().into(),
        })
    }
}

impl From<AssetSummary> for ListedAsset {
    fn from(found: AssetSummary) -> Self {
        let hashes: BTreeMap<_, _> = found.hashes.into_iter().collect();
        Self { name: found.name.into(), size: found.size.into(), hashes: hashes.into() }
    }
}
