//! One domain, with what the resource leaves out.

use crate::aws::Aws;
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::object;
use crate::service::absence;
use crate::service::named::{Named, NamedDomain};
use crate::service::tags::Tags;

object! {
    /// Provides details about a CodeArtifact domain, including its current size and number of
    /// repositories.
    pub(super) struct Domain {
        ..domain: NamedDomain {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// ARN of the domain.
        arn: Computed<String>,
        /// Total size in bytes after deduplication.
        asset_size_bytes: Computed<i64>,
        /// Creation time of the domain, in RFC 3339 format.
        created_time: Computed<String>,
        /// ARN of the KMS key that encrypts the packages.
        encryption_key: Computed<String>,
        /// Number of repositories in the domain.
        repository_count: Computed<i64>,
        /// ARN of the S3 bucket that stores the packages.
        s3_bucket_arn: Computed<String>,
        /// Status of the domain: `Active` or `Deleted`.
        status: Computed<String>,
        /// Tags of the domain.
        tags: Computed<Tags>,
    }
}

impl DataSource for Domain {
    const NAME: &'static str = "domain";
    const OPERATIONS: &'static [&'static str] = &["DescribeDomain", "ListTagsForResource"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let id = config.domain.id();
        let found = aws.describe_domain(&id).await?;
        let found = found.ok_or_else(|| absence::of_domain(&id, aws))?;
        let tags = aws.tags(&found.arn, id.region.as_deref()).await?.unwrap_or_default();
        Ok(Self {
            domain: config.domain.located(&found.arn),
            arn: found.arn.into(),
            asset_size_bytes: found.asset_size_bytes.into(),
            created_time: found.created_time.into(),
            encryption_key: found.encryption_key.into(),
            repository_count: found.repository_count.into(),
            s3_bucket_arn: found.s3_bucket_arn.into(),
            status: found.status.into(),
            tags: Tags(tags).into(),
        })
    }
}
