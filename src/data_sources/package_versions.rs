//! The versions of a package.

use crate::aws::{Aws, VersionFilter, VersionSummary};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::{choice, object};
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedPackage};
use crate::service::packages::{self, Origin, OriginType};
use crate::service::permissions;

object! {
    /// Lists the versions of a package in a CodeArtifact repository.
    pub(super) struct PackageVersions {
        ..package: NamedPackage {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Status of the package versions to select.
        status: Option<VersionStatus>,
        /// Origin type of the versions to return.
        origin_type: Option<OriginType>,
        /// Order of the versions. By default, CodeArtifact does not guarantee an order.
        sort_by: Option<SortBy>,
        /// Default version: for `npm`, the version with the tag `latest`; otherwise, the most
        /// recently published version.
        default_display_version: Computed<String>,
        /// The versions.
        versions: Computed<Vec<Version>>,
    }
}

object! {
    /// A version in a list.
    pub(super) struct Version {
        /// The package version.
        version: Computed<String>,
        /// Status of the package version.
        status: Computed<String>,
        /// Revision of the package version.
        revision: Computed<String>,
        /// Origin of the package version.
        origin: Computed<Origin>,
    }
}

choice! {
    /// Statuses of package versions.
    pub(super) enum VersionStatus {
        /// Can be downloaded and is listed.
        Published = "Published",
        /// Still lacks assets.
        Unfinished = "Unfinished",
        /// Can be downloaded and is not listed.
        Unlisted = "Unlisted",
        /// Cannot be downloaded.
        Archived = "Archived",
        /// Has had its assets deleted.
        Disposed = "Disposed",
        /// Is deleted.
        Deleted = "Deleted",
    }
}

choice! {
    /// Orders of versions.
    pub(super) enum SortBy {
        /// Newest first.
        PublishedTime = "PUBLISHED_TIME",
    }
}

impl DataSource for PackageVersions {
    const NAME: &'static str = "package_versions";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListPackageVersions"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.package.id();
        let filter = VersionFilter {
            status: config.status.map(|status| status.text().to_owned()),
            sort_by: config.sort_by.map(|order| order.text().to_owned()),
            origin_type: config.origin_type.map(|origin| origin.text().to_owned()),
        };
        let Some(found) = aws.list_versions(&id, &filter).await? else {
            return Err(absence::of_package(&id, aws).await);
        };
        Ok(Self {
            package: config.package.settled(aws).await,
            default_display_version: found.default_display_version.unwrap_or_default().into(),
            versions: found.versions.into_iter().map(Version::from).collect::<Vec<_>>().into(),
            ..config
        })
    }
}

impl From<VersionSummary> for Version {
    fn from(found: VersionSummary) -> Self {
        Self {
            version: found.version.into(),
            status: found.status.into(),
            revision: found.revision.into(),
            origin: Origin::from(found.origin).into(),
        }
    }
}
