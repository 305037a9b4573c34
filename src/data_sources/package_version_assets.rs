//! The assets of a version.

use std::collections::BTreeMap;

use crate::{
    aws::{AssetSummary, Aws},
    framework::{
        data_source::DataSource,
        diagnostic::{Error, Result},
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{
        formats::Format,
        names,
        package_keys::{PackageVersionKey, key_of},
        packages,
    },
};

object! {
    /// The assets of a version of a package, all pages of them.
    pub(super) struct PackageVersionAssets {
        /// Name of the domain.
        domain: String = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Name of the repository.
        repository: String = matching(names::REPOSITORY),
        /// Format of the package.
        format: Format,
        /// Namespace of the package.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Name of the package.
        package: String = matching(names::PACKAGE),
        /// The version.
        version: String = matching(names::PACKAGE),
        /// Region of the domain. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
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
        /// Hashes in hexadecimal digits: `MD5`, `SHA-1`, `SHA-256`, `SHA-512`.
        hashes: Computed<BTreeMap<String, String>>,
    }
}

impl DataSource for PackageVersionAssets {
    const NAME: &'static str = "package_version_assets";
    const OPERATIONS: &'static [&'static str] = &["ListPackageVersionAssets"];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = key_of::<PackageVersionKey>(&config)?.id();
        let missing = || Error::at("version", format!("there is no version {id}"));
        let found = aws.list_assets(&id).await?.ok_or_else(missing)?;
        Ok(Self {
            region: aws.region_of(id.package.region()).to_owned().into(),
            assets: found.into_iter().map(ListedAsset::from).collect::<Vec<_>>().into(),
            ..config
        })
    }
}

impl From<AssetSummary> for ListedAsset {
    fn from(found: AssetSummary) -> Self {
        let hashes: BTreeMap<_, _> = found.hashes.into_iter().collect();
        Self { name: found.name.into(), size: found.size.into(), hashes: hashes.into() }
    }
}
