//! The external connection of a repository: the public one that it takes packages from.

use super::repositories::{Repository, described};
use crate::aws::calls::Call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::RepositoryId;

impl Aws {
    /// Connects a repository that has neither upstreams nor another connection to a public one, such as
    /// `public:npmjs`.
    pub async fn associate_external_connection(
        &self,
        id: &RepositoryId,
        name: &str,
    ) -> Result<Repository> {
        let key = id.to_string();
        let call =
            Call::new("AssociateExternalConnection", &key).in_region(id.domain.region.as_deref());
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .associate_external_connection()
                    .domain(&id.domain.domain)
                    .set_domain_owner(id.domain.owner.clone())
                    .repository(&id.repository)
                    .external_connection(name)
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await;
        match answer {
            Ok(answer) => described(answer.repository),
            Err(refused) if refused.in_doubt() => self.connected_after_all(id, name, refused).await,
            Err(error) => Err(error),
        }
    }

    /// Takes the connection away. Absent already is as good.
    pub async fn disassociate_external_connection(
        &self,
        id: &RepositoryId,
        name: &str,
    ) -> Result<()> {
        let key = id.to_string();
        let call = Call::new("DisassociateExternalConnection", &key)
            .in_region(id.domain.region.as_deref());
        let answer = self
            .call(&call, |client, attempts| {
                client
                    .disassociate_external_connection()
                    .domain(&id.domain.domain)
                    .set_domain_owner(id.domain.owner.clone())
                    .repository(&id.repository)
                    .external_connection(name)
                    .customize()
                    .config_override(attempts)
                    .send()
            })
            .await;
        match answer {
            Err(error) if error.kind() != Kind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// The repository, if it has the connection although the last attempt was refused: an earlier one, whose answer
    /// was lost, made it.
    async fn connected_after_all(
        &self,
        id: &RepositoryId,
        name: &str,
        refused: Error,
    ) -> Result<Repository> {
        let found = self.describe_repository(id).await.ok().flatten();
        let connected =
            |found: &Repository| found.external_connections.iter().any(|one| one.name == name);
        found.filter(connected).ok_or(refused)
    }
}
