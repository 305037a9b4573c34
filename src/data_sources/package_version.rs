//! One version of a package.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedVersion};
use crate::service::packages::{self, Origin};

object! {
    /// A version of a package, with what the package says of itself.
    pub(super) struct PackageVersion {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Name that users see, such as `@types/node`.
        display_name: Computed<String>,
        /// Address of the home page.
        home_page: Computed<String>,
        /// Licences.
        licenses: Computed<Vec<License>>,
        /// Where the version came from.
        origin: Computed<Origin>,
        /// When the version was published or taken from upstream, as RFC 3339.
        published_time: Computed<String>,
        /// Revision of the version.
        revision: Computed<String>,
        /// Address of the source.
        source_code_repository: Computed<String>,
        /// Status of the version: `Published`, `Unfinished`, `Unlisted`, `Archived` or `Disposed`.
        status: Computed<String>,
        /// What the package is for.
        summary: Computed<String>,
    }
}

object! {
    /// A licence.
    pub(super) struct License {
        /// Name of the licence.
        name: Computed<String>,
        /// Address of its text.
        url: Computed<String>,
    }
}

impl DataSource for PackageVersion {
    const NAME: &'static str = "package_version";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "DescribePackageVersion"];
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
