//! Domains and repositories in lists, with what the lists tell of them.

use aws_sdk_codeartifact::types;
use futures::Stream;

use crate::aws::calls::pages::Page;
use crate::aws::calls::{Account, call};
use crate::aws::client::Aws;
use crate::aws::failure::Result;
use crate::aws::names::DomainId;
use crate::aws::names::time::rfc3339;

/// A domain as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DomainSummary {
    /// Name.
    pub name: String,
    /// Account that owns it.
    pub owner: String,
    /// ARN.
    pub arn: String,
    /// `Active` or `Deleted`.
    pub status: String,
    /// When it was created, in RFC 3339 format.
    pub created_time: String,
    /// ARN of the key that encrypts its assets.
    pub encryption_key: String,
}

/// A repository as a list has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RepositorySummary {
    /// Name.
    pub name: String,
    /// Account that manages it.
    pub administrator_account: String,
    /// Name of its domain.
    pub domain: String,
    /// Account that owns the domain.
    pub domain_owner: String,
    /// ARN.
    pub arn: String,
    /// Description, if it has one.
    pub description: Option<String>,
    /// When it was created, in RFC 3339 format.
    pub created_time: String,
}

/// Which repositories of a domain are wanted; what is `None` does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RepositoryFilter {
    /// Beginning of the names.
    pub prefix: Option<String>,
    /// Account that manages them.
    pub administrator_account: Option<String>,
}

impl Aws {
    /// The domains that the account of the provider's credentials owns, asked for page by page as
    /// they are taken.
    pub(crate) fn each_domain(
        &self,
        region: Option<String>,
    ) -> impl Stream<Item = Result<DomainSummary>> + Send {
        self.each(move |token| {
            let region = region.clone();
            async move { self.domains_page(region.as_deref(), token).await }
        })
    }

    /// The repositories that the account of the provider's credentials manages, asked for page by
    /// page as they are taken.
    pub(crate) fn each_repository(
        &self,
        region: Option<String>,
        prefix: Option<String>,
    ) -> impl Stream<Item = Result<RepositorySummary>> + Send {
        self.each(move |token| {
            let (region, prefix) = (region.clone(), prefix.clone());
            async move { self.repositories_page(region.as_deref(), prefix.as_deref(), token).await }
        })
    }

    /// The repositories of a domain, asked for page by page as they are taken.
    pub(crate) fn each_repository_in_domain(
        &self,
        id: DomainId,
        filter: RepositoryFilter,
    ) -> impl Stream<Item = Result<RepositorySummary>> + Send {
        self.each(move |token| {
            let (id, filter) = (id.clone(), filter.clone());
            async move { self.repositories_in_domain_page(&id, &filter, token).await }
        })
    }

    /// The domains that the account of the provider's credentials owns.
    pub(crate) async fn list_domains(&self, region: Option<&str>) -> Result<Vec<DomainSummary>> {
        self.all(|token| self.domains_page(region, token)).await
    }

    /// The repositories that the account of the provider's credentials manages, in whatever domain.
    pub(crate) async fn list_repositories(
        &self,
        region: Option<&str>,
        prefix: Option<&str>,
    ) -> Result<Vec<RepositorySummary>> {
        self.all(|token| self.repositories_page(region, prefix, token)).await
    }

    /// The repositories of a domain.
    pub(crate) async fn list_repositories_in_domain(
        &self,
        id: &DomainId,
        filter: &RepositoryFilter,
    ) -> Result<Vec<RepositorySummary>> {
        self.all(|token| self.repositories_in_domain_page(id, filter, token)).await
    }

    async fn domains_page(
        &self,
        region: Option<&str>,
        token: Option<String>,
    ) -> Result<Page<DomainSummary>> {
        let answer =
            call!(self, account(&Account(region)), list_domains().set_next_token(token)).await?;
        let found = answer.domains.unwrap_or_default();
        found.iter().for_each(|it| self.learn_account(None, it.owner().unwrap_or_default()));
        Ok((found.into_iter().map(Into::into).collect(), answer.next_token))
    }

    async fn repositories_page(
        &self,
        region: Option<&str>,
        prefix: Option<&str>,
        token: Option<String>,
    ) -> Result<Page<RepositorySummary>> {
        let answer = call!(
            self,
            account(&Account(region)),
            list_repositories()
                .set_repository_prefix(prefix.map(str::to_owned))
                .set_next_token(token)
        )
        .await?;
        let found = answer.repositories.unwrap_or_default();
        Ok((found.into_iter().map(Into::into).collect(), answer.next_token))
    }

    async fn repositories_in_domain_page(
        &self,
        id: &DomainId,
        filter: &RepositoryFilter,
        token: Option<String>,
    ) -> Result<Page<RepositorySummary>> {
        let answer = call!(
            self,
            domain(id),
            list_repositories_in_domain()
                .set_repository_prefix(filter.prefix.clone())
                .set_administrator_account(filter.administrator_account.clone())
                .set_next_token(token)
        )
        .await?;
        let found = answer.repositories.unwrap_or_default();
        for repository in &found {
            let owner = repository.domain_owner().unwrap_or_default();
            self.learn_account(id.owner.as_deref(), owner);
        }
        Ok((found.into_iter().map(Into::into).collect(), answer.next_token))
    }
}

impl From<types::DomainSummary> for DomainSummary {
    fn from(found: types::DomainSummary) -> Self {
        Self {
            status: found.status.map(|status| status.as_str().to_owned()).unwrap_or_default(),
            created_time: rfc3339(found.created_time),
            name: found.name.unwrap_or_default(),
            owner: found.owner.unwrap_or_default(),
            arn: found.arn.unwrap_or_default(),
            encryption_key: found.encryption_key.unwrap_or_default(),
        }
    }
}

impl From<types::RepositorySummary> for RepositorySummary {
    fn from(found: types::RepositorySummary) -> Self {
        Self {
            name: found.name.unwrap_or_default(),
            administrator_account: found.administrator_account.unwrap_or_default(),
            domain: found.domain_name.unwrap_or_default(),
            domain_owner: found.domain_owner.unwrap_or_default(),
            arn: found.arn.unwrap_or_default(),
            description: found.description.filter(|text| !text.is_empty()),
            created_time: rfc3339(found.created_time),
        }
    }
}
