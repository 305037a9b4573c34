//! One package.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::absence;
use crate::service::named::{Named, NamedPackage};
use crate::service::packages;
use crate::service::permissions;

object! {
    /// Provides details about a CodeArtifact package and its package origin controls: whether
    /// versions can be published or ingested.
    pub(super) struct Package {
        ..package: NamedPackage {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// Restriction on publishing versions to the repository: `ALLOW` or `BLOCK`.
        publish: Computed<String>,
        /// Restriction on ingesting versions through external connections and on retaining versions
        /// from upstream repositories: `ALLOW` or `BLOCK`.
        upstream: Computed<String>,
    }
}

impl DataSource for Package {
    const NAME: &'static str = "package";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "DescribePackage"];
    const PERMISSIONS: &'static [Permission] = &[permissions::OWNER];
    const RULES: &'static [Rule] = &packages::RULES;
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.package.id();
        let Some(found) = aws.describe_package(&id).await? else {
            return Err(absence::of_package(&id, aws).await);
        };
        Ok(Self {
            package: config.package.settled(aws).await,
            publish: found.origin.publish.into(),
            upstream: found.origin.upstream.into(),
        })
    }
}
