//! The repositories of a domain, or of an account.

use crate::{
    aws::{Aws, RepositoryFilter, RepositorySummary},
    framework::{
        data_source::DataSource,
        diagnostic::Result,
        field::{Computed, OptionalComputed},
        schema::{matching, object},
        validate::Rule,
    },
    service::{keys::domain_id, names, repositories},
};

object! {
    /// The repositories of a domain; without one, all that the account of the credentials manages in a
    /// Region.
    pub(super) struct Repositories {
        /// Name of the domain.
        domain: Option<String> = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Account that manages the repositories.
        administrator_account: Option<String> = matching(names::ACCOUNT),
        /// Beginning of the names of the repositories.
        repository_prefix: Option<String> = matching(names::REPOSITORY),
        /// Region of the repositories. Defaults to the Region of the provider.
        region: OptionalComputed<String> = matching(names::REGION),
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
        /// Account that owns the domain.
        domain_owner: Computed<String>,
        /// Account that manages the repository.
        administrator_account: Computed<String>,
        /// ARN of the repository.
        arn: Computed<String>,
        /// When the repository was created, as RFC 3339.
        created_time: Computed<String>,
        /// Description of the repository; empty where it has none.
        description: Computed<String>,
    }
}

impl DataSource for Repositories {
    const NAME: &'static str = "repositories";
    const OPERATIONS: &'static [&'static str] = &["ListRepositories", "ListRepositoriesInDomain"];
    const RULES: &'static [Rule] = &[repositories::OF_A_DOMAIN];
    type Client = Aws;

    async fn read(config: Self, aws: &Aws) -> Result<Self> {
        let region = aws.region_of(config.region.as_known().map(String::as_str)).to_owned();
        let found = match &config.domain {
            Some(domain) => {
                let own = OptionalComputed::Known(region.clone());
                let id = domain_id(&own, config.domain_owner.as_ref(), domain);
                let filter = RepositoryFilter {
                    prefix: config.repository_prefix.clone(),
                    administrator_account: config.administrator_account.clone(),
                };
                aws.list_repositories_in_domain(&id, &filter).await?
            }
            None => {
                let prefix = config.repository_prefix.as_deref();
                aws.list_repositories(Some(&region), prefix).await?
            }
        };
        let repositories: Vec<Listed> = found.into_iter().map(Into::into).collect();
        Ok(Self { region: region.into(), repositories: repositories.into(), ..config })
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
