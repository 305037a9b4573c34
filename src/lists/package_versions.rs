//! Versions of generic packages, which alone can be published by a resource.

use futures::future::ready;
use futures::{Stream, TryStreamExt};

use super::packages;
use crate::aws::{Aws, PackageFilter, VersionFilter, VersionSummary};
use crate::framework::diagnostic::{Error, Result};
use crate::framework::list::List;
use crate::framework::permissions::Permission;
use crate::framework::schema::{matching, object};
use crate::resources::package_version::PackageVersion;
use crate::service::formats::Format;
use crate::service::named::{Named, NamedRepository};
use crate::service::names;
use crate::service::package_keys::{PackageKey, PackageVersionKey};
use crate::service::permissions;

object! {
    /// Searches the versions of the generic packages of a repository that still have their assets.
    /// For assets larger than 16 KiB, import sets the hash but not the content.
    pub(super) struct PackageVersions {
        ..repository: NamedRepository,
        /// Prefix of the namespaces of the packages.
        namespace: Option<String> = matching(names::PACKAGE),
        /// Prefix of the names of the packages.
        package_prefix: Option<String> = matching(names::PACKAGE),
        /// Status of the package versions to select.
        status: Option<String> = matching(names::VERSION_STATUS),
    }
}

impl List<PackageVersion> for PackageVersions {
    const OPERATIONS: &'static [&'static str] =
        &["DescribeRepository", "ListPackages", "ListPackageVersions"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER_IN_KEY];
    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<PackageVersionKey>> + Send {
        let filter = PackageFilter {
            format: Some(Format::Generic.text().to_owned()),
            namespace: self.namespace,
            prefix: self.package_prefix,
            ..Default::default()
        };
        let id = self.repository.id();
        let wanted = VersionFilter { status: self.status, ..Default::default() };
        let versions =
            packages::keys(id, filter, aws).map_ok(move |key| versions(key, wanted.clone(), aws));
        versions.try_flatten()
    }
}

fn versions(
    key: PackageKey,
    wanted: VersionFilter,
    aws: &Aws,
) -> impl Stream<Item = Result<PackageVersionKey>> + Send {
    let found = aws.each_version(key.id(), wanted).map_err(Error::from);
    found.try_filter_map(move |version| {
        let key = || PackageVersionKey { package: key.clone(), version: version.version.clone() };
        ready(Ok(has_assets(&version).then(key)))
    })
}

fn has_assets(version: &VersionSummary) -> bool {
    matches!(version.status.as_str(), "Published" | "Unlisted" | "Archived")
}
