//! The external connection of a repository: the public one that it takes packages from.

use super::adoption::import_block;
use super::repositories::{ExternalConnection, Repository, described};
use crate::aws::calls::call;
use crate::aws::client::Aws;
use crate::aws::failure::{Error, Kind, Result};
use crate::aws::names::RepositoryId;

impl Aws {
    /// Connects a repository that has neither upstreams nor another connection to a public one,
    /// such as `public:npmjs`. One that has this connection already is as good.
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
            Err(refused) => self.connected_after_all(id, name, refused).await,
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

    /// The repository, if it has the connection although the call was refused: from an attempt
    /// whose answer was lost, or from before. Another connection is named, with what to do.
    async fn connected_after_all(
        &self,
        id: &RepositoryId,
        name: &str,
        refused: Error,
    ) -> Result<Repository> {
        let found = self.describe_repository(id).await.ok().flatten();
        let Some(found) = found else { return Err(refused) };
        match found.external_connections.first() {
            Some(there) if there.name == name => Ok(found),
            Some(there) => Err(refused.with_advice(self.is_connected(id, there))),
            None => Err(refused),
        }
    }

    fn is_connected(&self, id: &RepositoryId, there: &ExternalConnection) -> String {
        let resource = "codeartifact_repository_external_connection";
        let block = import_block(resource, &id.import_id(self.region()));
        format!(
            "Repository {id} already has the external connection {}. To manage it with Terraform, import \
             it:\n\n{block}",
            there.name
        )
    }
}
