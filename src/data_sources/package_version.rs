//! One version of a package.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedVersion};
use crate::service::packages::{self, Origin};
use crate::service::permissions;

object! {
    /// Provides details about a CodeArtifact package version, including the metadata that the
    /// package declares.
    pub(super) struct PackageVersion {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Display name, such as `@types/node`.
        display_name: Computed<String>,
        /// URL of the home page.
        home_page: Computed<String>,
        /// Licenses of the package version.
        licenses: Computed<Vec<License>>,
        /// Origin of the package version.
        origin: Computed<Origin>,
        /// Time when the version was published, or ingested from an upstream repository or an
        /// external connection, in RFC 3339 format.
        published_time: Computed<String>,
        /// Revision of the package version.
        revision: Computed<String>,
        /// URL of the source code.
        source_code_repository: Computed<String>,
        /// Status of the package version: `Published`, `Unfinished`, `Unlisted`, `Archived`, or
        /// `Disposed`.
        status: Computed<String>,
        /// Summary of the package.
        summary: Computed<String>,
    }
}

object! {
    /// A license.
    pub(super) struct License {
        /// Name of the license.
        name: Computed<String>,
        /// URL of the license text.
        url: Computed<String>,
    }
}

impl DataSource for PackageVersion {
    const NAME: &'static str = "package_version";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "DescribePackageVersion"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.version.id();
        let Some(found) = aws.describe_version(&id).await? else {
            return Err(absence::of_version(&id, aws).await);
        };
        Ok(Self {
            version: config.version.settled(aws).await,
            display_name: found.display_name.into(),
            home_page: found.home_page.into(),
            licenses: found.licenses.into_iter().map(License::of).collect::<Vec<_>>().into(),
            origin: Origin::from(found.origin).into(),
            published_time: found.published_time.into(),
            revision: found.revision.into(),
            source_code_repository: found.source_code_repository.into(),
            status: found.status.into(),
            summary: found.summary.into(),
        })
    }
}

impl License {
    fn of((name, url): (String, String)) -> Self {
        Self { name: name.into(), url: url.into() }
    }
}
