//! Repositories, and what each of them has at most one of.

use futures::{Stream, StreamExt};

use crate::aws::{Aws, RepositorySummary};
use crate::framework::diagnostic::Result;
use crate::framework::list::List;
use crate::framework::permissions::Permission;
use crate::framework::schema::object;
use crate::framework::validate::Rule;
use crate::resources::repository::Repository;
use crate::resources::repository_external_connection::RepositoryExternalConnection;
use crate::resources::repository_permissions_policy::RepositoryPermissionsPolicy;
use crate::service::keys::RepositoryKey;
use crate::service::permissions;
use crate::service::repositories::{self, AskedRepositories};

object! {
    /// Searches the repositories of a domain. Without `domain`, searches all repositories that the
    /// account of the provider's credentials administers in a Region.
    pub(super) struct Repositories {
        ..asked: AskedRepositories,
    }
}

const RULES: &[Rule] = &[repositories::OF_A_DOMAIN];

impl Repositories {
    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        let AskedRepositories { region, repository_prefix, .. } = self.asked.clone();
        let found = match self.asked.of_a_domain() {
            Some((id, filter)) => aws.each_repository_in_domain(id, filter).left_stream(),
            None => aws.each_repository(region, repository_prefix).right_stream(),
        };
        found.map(|found| {
            let RepositorySummary { domain, domain_owner, name, arn, .. } = found?;
            Ok(RepositoryKey::found(domain, domain_owner, name, &arn))
        })
    }
}

impl List<Repository> for Repositories {
    const OPERATIONS: &'static [&'static str] = &["ListRepositories", "ListRepositoriesInDomain"];
    const PERMISSIONS: &'static [Permission] = permissions::REPOSITORIES;
    const RULES: &'static [Rule] = RULES;

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        self.keys(aws)
    }
}

impl List<RepositoryPermissionsPolicy> for Repositories {
    const OPERATIONS: &'static [&'static str] =
        &["ListRepositories", "ListRepositoriesInDomain", "GetRepositoryPermissionsPolicy"];
    const PERMISSIONS: &'static [Permission] = permissions::REPOSITORIES;
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
    const PERMISSIONS: &'static [Permission] = permissions::REPOSITORIES;
    const RULES: &'static [Rule] = RULES;
    /// Not every repository has a connection.
    const CERTAIN: bool = false;

    fn keys(self, aws: &Aws) -> impl Stream<Item = Result<RepositoryKey>> + Send {
        self.keys(aws)
    }
}
