//! The versions of a package.

use crate::aws::{Aws, VersionFilter, VersionSummary};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::{choice, object};
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedPackage};
use crate::service::packages::{self, Origin, OriginType};

object! {
    /// The versions of a package in a repository, all pages of them.
    pub(super) struct PackageVersions {
        ..package: NamedPackage {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Only versions with this status.
        status: Option<VersionStatus>,
        /// Only versions that came from there.
        origin_type: Option<OriginType>,
        /// Order of the versions. Without it, the service promises none.
        sort_by: Option<SortBy>,
        /// The version that is shown first: that of the tag `latest` for `npm`, else the newest.
        default_display_version: Computed<String>,
        /// The versions.
        versions: Computed<Vec<Version>>,
    }
}

object! {
    /// A version in a list.
    pub(super) struct Version {
        /// The version.
        version: Computed<String>,
        /// Status of the version.
        status: Computed<String>,
        /// Revision of the version.
        revision: Computed<String>,
        /// Where the version came from.
        origin: Computed<Origin>,
    }
}

choice! {
    /// Statuses of versions.
    pub(super) enum VersionStatus {
        /// Can be downloaded and is listed.
        Published = "Published",
        /// Still lacks assets.
        Unfinished = "Unfinished",
        /// Can be downloaded and is not listed.
        Unlisted = "Unlisted",
        /// Cannot be downloaded.
        Archived = "Archived",
        /// Has no assets any more.
        Disposed = "Disposed",
        /// Is gone.
        Deleted = "Deleted",
    }
}

choice! {
    /// Orders of versions.
    pub(super) enum SortBy {
        /// The newest first.
        PublishedTime = "PUBLISHED_TIME",
    }
}

impl DataSource for PackageVersions {
    const NAME: &'static str = "package_versions";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListPackageVersions"];
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
