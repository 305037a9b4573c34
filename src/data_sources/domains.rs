//! The domains of an account.

use crate::aws::{Aws, DomainSummary};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::schema::{matching, object};
use crate::service::names;

object! {
    /// Lists the CodeArtifact domains that the account of the provider's credentials owns in a
    /// Region.
    pub(super) struct Domains {
        /// Region of the domains. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
        /// The domains.
        domains: Computed<Vec<Listed>>,
    }
}

object! {
    /// A domain in a list.
    pub(super) struct Listed {
        /// Name of the domain.
        domain: Computed<String>,
        /// AWS account ID of the domain owner.
        owner: Computed<String>,
        /// ARN of the domain.
        arn: Computed<String>,
        /// Creation time of the domain, in RFC 3339 format.
        created_time: Computed<String>,
        /// ARN of the KMS key that encrypts the packages.
        encryption_key: Computed<String>,
        /// Status of the domain: `Active` or `Deleted`.
        status: Computed<String>,
    }
}

impl DataSource for Domains {
    const NAME: &'static str = "domains";
    const OPERATIONS: &'static [&'static str] = &["ListDomains"];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let region = aws.region_of(config.region.as_known().map(String::as_str)).to_owned();
        let found = aws.list_domains(Some(&region)).await?;
        let domains: Vec<Listed> = found.into_iter().map(Into::into).collect();
        Ok(Self { region: region.into(), domains: domains.into() })
    }
}

impl From<DomainSummary> for Listed {
    fn from(found: DomainSummary) -> Self {
        Self {
            domain: found.name.into(),
            owner: found.owner.into(),
            arn: found.arn.into(),
            created_time: found.created_time.into(),
            encryption_key: found.encryption_key.into(),
            status: found.status.into(),
        }
    }
}
