//! The external connection of a repository: the public one that it takes packages from.

use super::repositories::{Repository, described};
use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::RepositoryId;

impl Aws {
    /// Connects a repository that has neither upstreams nor another connection to a public one, such as
    /// `public:npmjs`.
    pub(crate) async fn associate_external_connection(
        &self,
        id: &RepositoryId,
        name: &str,
    ) -> Result<Repository> {
        let answer =
            call!(self, repository(id), associate_external_connection().external_connection(name))
                .await;
        match answer {
            Ok(answer) => described(answer.repository),
            Err(refused) if refused.in_doubt() => self.connected_after_all(id, name, refused).await,
            Err(error) => Err(error),
        }
    }

    /// Takes the connection away. Absent already is as good.
    pub(crate) async fn disassociate_external_connection(
        &self,
        id: &RepositoryId,
        name: &str,
    ) -> Result<()> {
        let answer = call!(
            self,
            repository(id),
            disassociate_external_connection().external_connection(name)
        )
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
