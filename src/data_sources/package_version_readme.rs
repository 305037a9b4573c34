//! The readme of a version.

use crate::aws::Aws;
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
    /// Provides the readme of a CodeArtifact package version. Packages of the formats `generic` and
    /// `maven` have none.
    pub(super) struct PackageVersionReadme {
        ..version: NamedVersion {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Text of the readme. Empty if the version has none.
        readme: Computed<String>,
        /// Revision of the package version.
        revision: Computed<String>,
    }
}

impl DataSource for PackageVersionReadme {
    const NAME: &'static str = "package_version_readme";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeDomain", "DescribePackageVersion", "GetPackageVersionReadme"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.version.id();
        let found = tokio::try_join!(aws.describe_version(&id), aws.version_readme(&id))?;
        let (Some(version), readme) = found else {
            return Err(absence::of_version(&id, aws).await);
        };
        Ok(Self {
            version: config.version.settled(aws).await,
            readme: readme.map(|readme| readme.text).unwrap_or_default().into(),
            revision: version.revision.into(),
        })
    }
}
