//! The repositories of a domain, or of an account.

use crate::aws::{Aws, RepositorySummary};
use crate::framework::data_source::DataSource;
use crate::framework::diagnostic::Result;
use crate::framework::field::{Computed, OptionalComputed};
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::service::permissions;
use crate::service::repositories::{self, AskedRepositories};

object! {
    /// Lists the repositories of a CodeArtifact domain. Without `domain`, lists all repositories
    /// that the account of the provider's credentials administers in a Region.
    pub(super) struct Repositories {
        ..asked: AskedRepositories {
            domain_owner: OptionalComputed<String>,
            region: OptionalComputed<String>,
        },
        /// The repositories.
        repositories: Computed<Vec<Listed>>,
    }
}

object! {
    /// A repository in a list.
    pub(super) struct Listed {
        /// Name of the repository.
        repository: Computed<String>,
        /// Name of the domain.
        domain: Computed<String>,
        /// AWS account ID of the domain owner.
        domain_owner: Computed<String>,
        /// AWS account ID of the repository's administrator.
        administrator_account: Computed<String>,
        /// ARN of the repository.
        arn: Computed<String>,
        /// Creation time of the repository, in RFC 3339 format.
        created_time: Computed<String>,
        /// Description of the repository. Empty if none is set.
        description: Computed<String>,
    }
}

impl DataSource for Repositories {
    const NAME: &'static str = "repositories";
    const OPERATIONS: &'static [&'static str] =
        &["DescribeDomain", "ListRepositories", "ListRepositoriesInDomain"];
    const PERMISSIONS: &'static [Permission] =
        &[permissions::OWNER, permissions::REPOSITORIES[0], permissions::REPOSITORIES[1]];
    const RULES: &'static [Rule] = &[repositories::OF_A_DOMAIN];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let mut asked = config.asked;
        asked.region = Some(aws.region_of(asked.region.as_deref()).to_owned());
        let (region, prefix) = (asked.region.clone(), asked.repository_prefix.clone());
        let found = match asked.of_a_domain() {
            Some((id, filter)) => aws.list_repositories_in_domain(&id, &filter).await?,
            None => aws.list_repositories(region.as_deref(), prefix.as_deref()).await?,
        };
        if let (None, Some((id, _))) = (&asked.domain_owner, asked.of_a_domain()) {
            asked.domain_owner = aws.own_account(&id).await;
        }
        let repositories: Vec<Listed> = found.into_iter().map(Into::into).collect();
        Ok(Self { asked, repositories: repositories.into() })
    }
}

impl From<RepositorySummary> for Listed {
    fn from(found: RepositorySummary) -> Self {
        Self {
            repository: found.name.into(),
            domain: found.domain.into(),
            domain_owner: found.domain_owner.into(),
            administrator_account: found.administrator_account.into(),
            arn: found.arn.into(),
            created_time: found.created_time.into(),
            description: found.description.unwrap_or_default().into(),
        }
    }
}
