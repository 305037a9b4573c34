//! Repositories, and what each of them has at most one of.

use futures::{Stream, StreamExt};

use crate::{
    aws::{Aws, DomainId, RepositoryFilter, RepositorySummary},
    framework::{
        diagnostic::{Error, Result},
        list::List,
        schema::{matching, object},
        validate::Rule,
    },
    resources::{
        repository::Repository, repository_external_connection::RepositoryExternalConnection,
        repository_permissions_policy::RepositoryPermissionsPolicy,
    },
    service::{keys::RepositoryKey, names, region, repositories},
};

object! {
    /// Looks at the repositories of a domain; without one, at all that the account of the
    /// credentials manages in a Region.
    pub struct Repositories {
        /// Name of the domain.
        domain: Option<String> = matching(names::DOMAIN),
        /// Account that owns the domain. Defaults to the account of the credentials.
        domain_owner: Option<String> = matching(names::ACCOUNT),
        /// Account that manages the repositories.
        administrator_account: Option<String> = matching(names::ACCOUNT),
        /// Beginning of the names of the repositories.
        repository_prefix: Option<String> = matching(names::REPOSITORY),
        /// Region of the repositories. Defaults to the Region of the provider.
        region: Option<String> = matching(names::REGION),
    }
}

const RULES: &[Rule] = &[repositories::OF_A_DOMAIN];

impl Repositories {
    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        let found = match self.domain {
            Some(domain) => {
                let id = DomainId { region: self.region, owner: self.domain_owner, domain };
                let filter = RepositoryFilter {
                    prefix: self.repository_prefix,
                    administrator_account: self.administrator_account,
                };
                aws.each_repository_in_domain(id, filter).left_stream()
            }
            None => aws.each_repository(self.region, self.repository_prefix).right_stream(),
        };
        found.map(|found| found.map(RepositoryKey::from).map_err(Error::from))
    }
}

impl From<RepositorySummary> for RepositoryKey {
    fn from(found: RepositorySummary) -> Self {
        Self {
            domain: found.domain,
            domain_owner: found.domain_owner.into(),
            repository: found.name,
            region: region::of_arn(&found.arn).into(),
        }
    }
}

impl List<Repository> for Repositories {
    const OPERATIONS: &'static [&'static str] = &["ListRepositories", "ListRepositoriesInDomain"];
    const RULES: &'static [Rule] = RULES;

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        self.keys(aws)
    }
}

impl List<RepositoryPermissionsPolicy> for Repositories {
    const OPERATIONS: &'static [&'static str] =
        &["ListRepositories", "ListRepositoriesInDomain", "GetRepositoryPermissionsPolicy"];
    const RULES: &'static [Rule] = RULES;
    /// Not every repository has a policy.
    const CERTAIN: bool = false;

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        self.keys(aws)
    }
}

impl List<RepositoryExternalConnection> for Repositories {
    const OPERATIONS: &'static [&'static str] =
        &["ListRepositories", "ListRepositoriesInDomain", "DescribeRepository"];
    const RULES: &'static [Rule] = RULES;
    /// Not every repository has a connection.
    const CERTAIN: bool = false;

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        self.keys(aws)
    }
}
